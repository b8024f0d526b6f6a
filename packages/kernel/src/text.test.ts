import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkText, isNotStorable, isUuid, refusal, within } from './index.ts';

const rule = { path: ['title'], max: 5 };
const codeOf = (text: string, options = rule) => {
  const checked = checkText(text, options);
  return checked.ok ? checked.value : checked.error.code;
};

describe('texts', () => {
  test('white space at both ends goes', () => expect(codeOf('  a b ')).toBe('a b'));
  test('nothing is no text', () => expect(codeOf(' \n\t ')).toBe('TEXT_EMPTY'));
  test('nothing is fine where it may be', () => {
    expect(checkText('  ', { ...rule, mayBeEmpty: true })).toEqual({ ok: true, value: '' });
  });
  test('length counts code points, not UTF-16 units', () => {
    expect(codeOf('😀😀😀😀😀')).toBe('😀😀😀😀😀');
    expect(codeOf('😀😀😀😀😀😀')).toBe('TEXT_TOO_LONG');
  });
  test.each(['a\0b', '\ud800', 'x\udc00'])('%j cannot be stored', (text) => {
    expect(codeOf(text)).toBe('TEXT_NOT_STORABLE');
  });
  test('a megabyte is refused, whatever it is made of', () => {
    expect(codeOf(' '.repeat(1_000_000))).toBe('TEXT_TOO_LONG');
  });
  test('what is accepted is storable, trimmed and short enough', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const checked = checkText(text, rule);
        if (!checked.ok) return;
        expect(isNotStorable(checked.value)).toBe(false);
        expect(checked.value).toBe(checked.value.trim());
        expect([...checked.value].length).toBeLessThanOrEqual(rule.max);
      }),
    );
  });
  test('a refusal names the field, also from further out', () => {
    const inner = refusal('TEXT_EMPTY', 'title must not be empty.', ['title']);
    expect(within(['input', 0], inner).path).toEqual(['input', 0, 'title']);
  });
});

describe('uuids', () => {
  test('any version, either case', () => {
    fc.assert(fc.property(fc.uuid(), (id) => isUuid(id) && isUuid(id.toUpperCase())));
  });
  test.each([
    '',
    'x',
    '01a20182-f52d-7000-b838-dfd6c6ddbfe',
    '01a20182f52d7000b838dfd6c6ddbfe5',
    '{01a20182-f52d-7000-b838-dfd6c6ddbfe5}',
  ])('%j is none', (text) => expect(isUuid(text)).toBe(false));
});
