import fc from 'fast-check';
import { expect, test } from 'vitest';
import { physicalLines } from './csv-lines.ts';
import { type CsvRecord, csvRecords } from './csv-records.ts';

const MAX = 200;

async function read(bytes: Uint8Array, chunkSize = bytes.length || 1): Promise<CsvRecord[]> {
  const chunks = async function* () {
    for (let at = 0; at < bytes.length; at += chunkSize) yield bytes.slice(at, at + chunkSize);
  };
  const records: CsvRecord[] = [];
  for await (const record of csvRecords(physicalLines(chunks(), MAX), MAX)) records.push(record);
  return records;
}

const text = (content: string) => read(new TextEncoder().encode(content));
const fieldsOf = (records: readonly CsvRecord[]) =>
  records.map((record) => [
    record.line,
    ...(record.problem ? [record.problem.code] : record.fields),
  ]);

test('LF, CRLF, a byte order mark, empty lines and a missing last line end are all normal', async () => {
  expect(fieldsOf(await text('\uFEFFa,b\r\n1,2\n\n3,4'))).toEqual([
    [1, 'a', 'b'],
    [2, '1', '2'],
    [4, '3', '4'],
  ]);
});

test('a quoted field may hold commas, quotes and line ends; lines are counted as an editor does', async () => {
  expect(fieldsOf(await text('a,"x, ""y""\nz"\nb,c\n'))).toEqual([
    [1, 'a', 'x, "y"\nz'],
    [3, 'b', 'c'],
  ]);
});

test('a quote in the wrong place costs its own row', async () => {
  expect(fieldsOf(await text('a,b\nc"d",e\n"f"g,h\ni,j'))).toEqual([
    [1, 'a', 'b'],
    [2, 'QUOTING_WRONG'],
    [3, 'QUOTING_WRONG'],
    [4, 'i', 'j'],
  ]);
});

test('a quote that never closes costs the line it opens on, and no other', async () => {
  expect(fieldsOf(await text('a,b\nc,"d\ne,f\ng,h'))).toEqual([
    [1, 'a', 'b'],
    [2, 'QUOTE_NOT_CLOSED'],
    [3, 'e', 'f'],
    [4, 'g', 'h'],
  ]);
});

test('two stray quotes cost their two rows, and none between them', async () => {
  expect(fieldsOf(await text('a,b"\nc,d\ne",f\ng,h'))).toEqual([
    [1, 'QUOTING_WRONG'],
    [2, 'c', 'd'],
    [3, 'QUOTE_NOT_CLOSED'],
    [4, 'g', 'h'],
  ]);
});

test('a row beyond the limit is skipped, not kept', async () => {
  expect(fieldsOf(await text(`a,b\n${'x'.repeat(5 * MAX)},c\nd,e`))).toEqual([
    [1, 'a', 'b'],
    [2, 'ROW_TOO_LONG'],
    [3, 'd', 'e'],
  ]);
});

test('nothing is nothing', async () => {
  expect(await text('')).toEqual([]);
  expect(await text('\n\r\n')).toEqual([]);
});

test('however the bytes are cut into chunks, the records are the same', async () => {
  const piece = fc.constantFrom('a', 'é', '😀', ',', '"', '\n', '\r\n', ' ', '""', '\0');
  await fc.assert(
    fc.asyncProperty(fc.array(piece), fc.integer({ min: 1, max: 5 }), async (pieces, size) => {
      const bytes = new TextEncoder().encode(pieces.join(''));
      expect(await read(bytes, size)).toEqual(await read(bytes));
    }),
  );
});

test('whatever is read, every line with content is in exactly one record', async () => {
  const piece = fc.constantFrom('a', ',', '"', '\n', '""', '"\n', ',"');
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 60 }), async (pieces) => {
      const content = pieces.join('');
      const lines = content.split('\n');
      const records = await text(content);
      const starts = records.map(({ line }) => line);
      expect(starts).toEqual([...new Set(starts)].sort((a, b) => a - b));
      const spanned = records.reduce((sum, record) => {
        const inside = record.problem ? 0 : record.fields.join('').split('\n').length - 1;
        return sum + 1 + inside;
      }, 0);
      expect(spanned).toBeGreaterThanOrEqual(starts.length);
      expect(spanned).toBeLessThanOrEqual(lines.length);
    }),
  );
});
