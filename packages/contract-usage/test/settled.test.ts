// What was exported is settled: neither the end of the contract nor its terms may change it.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { boundsOf, checkEnd, type DatedTerms, openTerms, rollUp, termsIn } from '../src/index.ts';
import { at, flat, input, terms } from './a-contract.ts';

const validFrom = at('2026-03-15T04:00:00Z');
const settled = boundsOf('2026-04', 'America/New_York').to;
const outcome = (before: string | null, after: string | null, until: number | null = settled) => {
  const validUntil = before === null ? null : at(before);
  const checked = checkEnd({ validFrom, validUntil }, after === null ? null : at(after), until);
  return checked.ok || checked.error.code;
};

describe('a contract may end at another time', () => {
  test.each([
    ['with the exported month', null, '2026-05-01T04:00:00Z', true],
    ['later', null, '2026-09-10T12:00:00Z', true],
    ['never', '2026-06-01T04:00:00Z', null, true],
    ['never, after it ended with the exported month', '2026-05-01T04:00:00Z', null, true],
    ['within the exported month', null, '2026-05-01T03:59:59Z', 'PERIOD_EXPORTED'],
    [
      'never, after a part of the month was exported',
      '2026-04-20T04:00:00Z',
      null,
      'PERIOD_EXPORTED',
    ],
    ['as it did', '2026-04-20T04:00:00Z', '2026-04-20T04:00:00Z', true],
    ['before it begins', null, '2026-03-15T04:00:00Z', 'PERIOD_INVALID'],
  ])('%s', (_, before, after, expected) => {
    expect(outcome(before, after)).toBe(expected);
  });

  test('at any, while nothing was exported', () => {
    expect(outcome(null, '2026-03-15T04:00:01Z', null)).toBe(true);
  });

  test('law: what is accepted changes no exported month, and what changes one is refused', () => {
    const end = fc.option(
      fc.integer({ min: 1, max: 120 }).map((day) => validFrom + day * 86_400_000),
    );
    const months = ['2026-03', '2026-04', '2026-05', '2026-06'];
    const t = terms({ lines: [flat({ priceMinor: 99_999 })] });
    fc.assert(
      fc.property(end, end, fc.constantFrom(...months), (validUntil, next, last) => {
        const { to } = boundsOf(last, t.timezone);
        const accepted = checkEnd({ validFrom, validUntil }, next, to).ok;
        const costs = (until: number | null) =>
          months
            .filter((period) => period <= last)
            .map((period) => rollUp(t, input({ period, validFrom, validUntil: until })).totalMinor);
        const same = JSON.stringify(costs(validUntil)) === JSON.stringify(costs(next));
        // Ends are midnights here: a day more or less is always seen in the price.
        expect(accepted).toBe(same);
      }),
    );
  });
});

test('law: open terms are exactly those of the months that are not exported', () => {
  const month = fc.integer({ min: 1, max: 12 }).map((n) => `2026-${String(n).padStart(2, '0')}`);
  const history = fc.array(
    month.map((from): DatedTerms => ({ validFrom: from, terms: terms() })),
    {
      maxLength: 6,
    },
  );
  fc.assert(
    fc.property(history, fc.option(month), (rows, last) => {
      const months = Array.from({ length: 12 }, (_, n) => `2026-${String(n + 1).padStart(2, '0')}`);
      const ahead = [...months, '2027-01'].filter((each) => last === null || each > last);
      const held = new Set(ahead.flatMap((each) => termsIn(rows, each) ?? []));
      expect(new Set(openTerms(rows, last))).toEqual(held);
    }),
  );
});
