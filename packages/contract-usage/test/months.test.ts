// Which months a contract pays for, with which terms, and how much of a month.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type ContractLine,
  checkNotExported,
  type DatedTerms,
  defineBillingTerms,
  exportPeriod,
  nextPeriod,
  type PricedTerms,
  predictPeriod,
  rollUp,
  termsIn,
  type UsageInput,
} from '../src/index.ts';
import { at, block, covers, entry, flat, hourly, input, must, part, terms } from './a-contract.ts';

const perAsset: ContractLine = {
  kind: 'PER_ASSET',
  id: 'ws',
  name: 'Workstations',
  covers: covers(),
  priceMinor: 2500,
  includesParts: false,
};
const printing = flat({ id: 'print', name: 'Printing', priceMinor: 112_500 });
const spring = {
  validFrom: at('2026-03-15T04:00:00Z'), // midnight in New York
  validUntil: at('2026-05-01T04:00:00Z'),
};

describe('a month that the contract holds in part', () => {
  test.each([
    ['it begins', spring, '2026-03', 17, 31],
    ['it ends with the month', spring, '2026-04', 30, 30],
    [
      'a day during which it begins counts',
      { validFrom: at('2026-04-10T20:00:00Z') },
      '2026-04',
      21,
      30,
    ],
    [
      'one during which it ends does not',
      { validUntil: at('2026-04-10T20:00:00Z') },
      '2026-04',
      9,
      30,
    ],
    ['both', { ...spring, validUntil: at('2026-03-20T04:00:00Z') }, '2026-03', 5, 31],
    ['a leap day', { validFrom: at('2028-02-29T05:00:00Z') }, '2028-02', 1, 29],
    ['the clocks go forward in it', { validFrom: at('2026-03-02T05:00:00Z') }, '2026-03', 30, 31],
  ])('%s', (_, validity, period, days, ofDays) => {
    expect(rollUp(terms(), input({ period, ...validity })).share).toEqual({ days, ofDays });
  });

  test('costs its days, half up, line by line; a block buys its minutes alike', () => {
    const t = terms({ lines: [printing, perAsset, block({ minutes: 100, priceMinor: 0 })] });
    const usage = rollUp(t, input({ ...spring, period: '2026-03', counts: { ws: 40 } }));
    expect(usage.lines).toMatchObject([
      {
        description: 'Printing, 17 of 31 days',
        quantity: '1',
        unit: 'PART_PERIOD',
        unitPriceMinor: 61_694,
        amountMinor: 61_694,
        proRata: { days: 17, ofDays: 31, count: 1, unitPriceMinor: 112_500 },
      },
      {
        description: 'Workstations, 40 assets, 17 of 31 days',
        amountMinor: 54_839,
        proRata: { count: 40, unitPriceMinor: 2500 },
      },
    ]);
    expect(usage.balances).toMatchObject([{ granted: 5484, lost: 5484 }]);
  });

  test('costs the whole month by FULL_MONTH, unless it has no day of it', () => {
    const t = terms({ lines: [printing], proRata: 'FULL_MONTH' });
    const whole = rollUp(t, input({ ...spring, period: '2026-03' }));
    expect(whole.lines).toMatchObject([{ unit: 'PERIOD', amountMinor: 112_500 }]);
    const morning = { ...spring, validUntil: at('2026-05-01T10:00:00Z') };
    expect(rollUp(t, input({ ...morning, period: '2026-05' })).lines).toEqual([]);
  });

  test('a rule that is none is refused', () => {
    const result = defineBillingTerms({ ...terms(), proRata: 'BY_HOUR' as never });
    expect(result.ok || [result.error.code, result.error.path]).toEqual([
      'VALUE_UNKNOWN',
      ['proRata'],
    ]);
  });

  test('law: of two contracts that follow each other exactly one has each day, and they cost the month', () => {
    const zones = fc.constantFrom('America/New_York', 'UTC', 'Asia/Kathmandu', 'America/Santiago');
    const months = fc.constantFrom(
      '2026-02',
      '2026-03',
      '2026-04',
      '2026-09',
      '2026-11',
      '2028-02',
    );
    fc.assert(
      fc.property(
        months,
        zones,
        fc.integer({ min: 0, max: 35 * 24 * 60 }),
        fc.integer({ min: 1, max: 10_000_000 }),
        fc.integer({ min: 1, max: 100_000 }),
        (period, timezone, minute, priceMinor, bought) => {
          const change = at(`${period}-01T00:00:00Z`) + (minute - 24 * 60) * 60_000;
          const t = terms({
            timezone,
            lines: [flat({ priceMinor }), block({ priceMinor, minutes: bought })],
          });
          const before = rollUp(t, input({ period, validFrom: 0, validUntil: change }));
          const after = rollUp(t, input({ period, validFrom: change, validUntil: null }));
          const whole = rollUp(t, input({ period, validFrom: 0, validUntil: null }));
          expect(before.share.days + after.share.days).toBe(whole.share.ofDays);
          const costs = (usage: typeof before, id: string) =>
            usage.lines.find((line) => line.contractLineId === id)?.amountMinor ?? 0;
          for (const id of ['flat', 'block']) {
            const more = costs(before, id) + costs(after, id) - priceMinor;
            expect([0, 1]).toContain(more);
          }
          const granted = (usage: typeof before) => usage.balances[0]?.granted ?? 0;
          expect([0, 1]).toContain(granted(before) + granted(after) - bought * 100);
        },
      ),
    );
  });
});

describe('a month that the contract does not hold in', () => {
  test.each(['2025-11', '2026-02', '2026-05', '2026-09'])('%s is refused', (period) => {
    const asked = input({ ...spring, period, entries: [entry('e')] });
    const exported = exportPeriod(terms({ lines: [printing] }), asked, {
      now: at('2027-01-01T12:00:00Z'),
      next: period,
    });
    expect(exported.ok || exported.error.code).toBe('PERIOD_NOT_COVERED');
    const history = [{ validFrom: '2025-01', terms: terms({ lines: [printing] }), counts: {} }];
    const predicted = predictPeriod(history, asked, null);
    expect(predicted.ok || predicted.error.code).toBe('PERIOD_NOT_COVERED');
  });
});

describe('terms', () => {
  const dated = (validFrom: string, rate: number): DatedTerms => ({
    validFrom,
    terms: terms({ hourlyRates: { ON_SITE: rate, REMOTE: rate, TRAVEL: rate } }),
  });
  const history = [
    dated('2026-03', 1),
    dated('2026-06', 2),
    dated('2026-06', 3),
    dated('2026-04', 4),
  ];

  test.each([
    ['2026-02', undefined],
    ['2026-03', 1],
    ['2026-04', 4],
    ['2026-05', 4],
    ['2026-06', 3],
    ['2027-01', 3],
  ])('in %s', (period, rate) => {
    expect(termsIn(history, period)?.terms.hourlyRates.REMOTE).toBe(rate);
  });

  test('a month that was exported is not priced anew', () => {
    expect(checkNotExported('2026-04', '2026-03', 'validFrom').ok).toBe(true);
    expect(checkNotExported('2026-03', '2026-03', 'validFrom')).toMatchObject({
      error: { code: 'PERIOD_EXPORTED', path: ['validFrom'] },
    });
  });

  test('the first month is the contract’s own, or the first that terms hold in', () => {
    const validity = { validFrom: at('2026-01-20T12:00:00Z'), validUntil: null };
    expect(nextPeriod(history, validity, null)).toBe('2026-03');
    expect(nextPeriod(history, { ...validity, validFrom: at('2026-05-01T03:59:59Z') }, null)).toBe(
      '2026-04', // April in New York
    );
    expect(nextPeriod(history, validity, '2026-12')).toBe('2027-01');
    expect(nextPeriod([], validity, null)).toBeNull();
  });
});

describe('a prediction', () => {
  const ask = (period: string, last: string | null, history: readonly PricedTerms[]) => {
    const predicted = predictPeriod(history, input({ ...spring, period }), last);
    return predicted.ok || [predicted.error.code, predicted.error.path];
  };
  const history = [{ validFrom: '2026-04', terms: terms(), counts: {} }];
  test.each([
    ['no month', '2026-13', null, history, 'PERIOD_INVALID'],
    ['a month no time zone is sure of', '2199-12', null, history, 'PERIOD_INVALID'],
    ['a month before the terms', '2026-03', null, history, 'BILLING_TERMS_MISSING'],
    ['no terms', '2026-04', null, [], 'BILLING_TERMS_MISSING'],
    ['an exported month', '2026-04', '2026-04', history, 'PERIOD_EXPORTED'],
  ])('of %s is refused', (_, period, last, terms, code) => {
    expect(ask(period, last, terms)).toEqual([code, ['period']]);
  });

  test('of a month in a hundred years is refused', () => {
    const forever = input({ period: '2126-04' });
    const predicted = predictPeriod(history, forever, null);
    expect(predicted.ok || predicted.error.code).toBe('PERIOD_TOO_FAR');
  });

  test('law: is what is exported, month after month, with terms that change; everything once', () => {
    const start = at('2026-08-05T12:00:00Z');
    const moment = fc.integer({ min: 0, max: 110 * 24 * 60 }).map((m) => start + m * 60_000);
    const entries = fc
      .array(fc.tuple(moment, fc.integer({ min: 1, max: 600 })), { maxLength: 12 })
      .map((list) => list.map(([startedAt, minutes], n) => entry(`e${n}`, { startedAt, minutes })));
    const parts = fc
      .array(moment, { maxLength: 4 })
      .map((list) => list.map((usedAt, n) => part(`p${n}`, { usedAt })));
    const lines = fc.subarray<ContractLine>([
      flat(),
      perAsset,
      block({ minutes: 90, carryOver: { maxMinutes: 60, periods: 2 } }),
      hourly,
    ]);
    const history = fc
      .tuple(lines, lines, fc.constantFrom('2026-09', '2026-10', '2026-11'))
      .map(([first, second, from]): PricedTerms[] => [
        { validFrom: '2026-01', terms: terms({ lines: first }), counts: { ws: 3 } },
        { validFrom: from, terms: terms({ lines: second }), counts: { ws: 4 } },
      ]);
    fc.assert(
      fc.property(history, entries, parts, (dated, time, used) => {
        const validity = { validFrom: start, validUntil: at('2026-11-20T12:00:00Z') };
        const reach = (t: number) => t >= validity.validFrom && t < validity.validUntil;
        let open = {
          entries: time.filter((each) => reach(each.startedAt)),
          parts: used.filter((each) => reach(each.usedAt)),
          opening: [] as UsageInput['opening'],
        };
        const all = [...open.entries, ...open.parts].map(({ id }) => id);
        const months = ['2026-08', '2026-09', '2026-10', '2026-11'];
        const predicted = months.map((period) =>
          must(predictPeriod(dated, { ...validity, ...open, period }, null)),
        );
        const taken: string[] = [];
        let last: string | null = null;
        for (const [index, period] of months.entries()) {
          const held = termsIn(dated, period) ?? must<never>({ ok: false, error: new Error() });
          const { usage, lockedIds } = must(
            exportPeriod(
              held.terms,
              { ...validity, ...open, period, counts: held.counts },
              {
                now: at('2027-01-01T00:00:00Z'),
                next: nextPeriod(dated, validity, last) ?? '',
              },
            ),
          );
          expect(usage).toEqual(predicted[index]);
          taken.push(...lockedIds);
          open = {
            entries: open.entries.filter(({ id }) => !lockedIds.includes(id)),
            parts: open.parts.filter(({ id }) => !lockedIds.includes(id)),
            opening: usage.closing,
          };
          last = period;
        }
        expect(taken.toSorted()).toEqual(all.toSorted());
      }),
    );
  });
});
