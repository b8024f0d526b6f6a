import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvRow, csvText } from './index.ts';

test('a row is read back as it was, whatever its cells hold', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 9 }),
      (cells) => {
        fc.pre(cells.some((cell) => cell !== ''));
        expect(parse(csvRow(cells), { bom: false })).toEqual([cells]);
      },
    ),
  );
});

test('a text people wrote is never a formula, and stays the text it was', () => {
  const text = fc.tuple(
    fc.constantFrom('=', '+', '-', '@', ' =', '\t', '\r=', '\n@', '＝', '＋', 'x', ''),
    fc.string(),
  );
  fc.assert(
    fc.property(text, ([begin, rest]) => {
      const cell = csvText(begin + rest);
      expect(cell).not.toMatch(/^[\s]*[=+\-@＝＋－＠]/u);
      expect([begin + rest, `'${begin + rest}`]).toContain(cell);
    }),
  );
});
