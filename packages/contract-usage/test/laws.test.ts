import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BILLINGS, type ContractLine, invoiceDocument, rollUp, TIME_KINDS } from '../src/index.ts';
import {
  at,
  block,
  covers,
  entry,
  flat,
  hourly,
  input,
  office,
  part,
  terms,
} from './a-contract.ts';

const from = at('2026-10-28T00:00:00Z');
const entries = fc
  .uniqueArray(
    fc.record({
      id: fc.integer({ min: 0, max: 99 }).map((n) => `e${n}`),
      startedAt: fc.integer({ min: 0, max: 36 * 24 * 60 }).map((minute) => from + minute * 60_000),
      minutes: fc.integer({ min: 1, max: 1440 }),
      kind: fc.constantFrom(...TIME_KINDS),
      billing: fc.constantFrom(...BILLINGS),
      domain: fc.constantFrom('IT', 'HTM'),
      personId: fc.constantFrom('ana', 'ben'),
      clinicId: fc.constantFrom('quayside', 'harbour'),
    }),
    { selector: (each) => each.id, maxLength: 25 },
  )
  .map((list) => list.map((over) => entry(over.id, over)));
const lines = fc
  .subarray<ContractLine>([
    block({ id: 'small', minutes: 100, covers: covers({ clinicIds: ['harbour'] }) }),
    block({ carryOver: { maxMinutes: 500, periods: 2 } }),
    flat(),
    hourly,
  ])
  .chain((chosen) => fc.shuffledSubarray(chosen, { minLength: chosen.length }));
const contracts = fc
  .record({
    rounding: fc.record({
      incrementMinutes: fc.constantFrom(1, 6, 15, 60),
      minimumMinutes: fc.constantFrom(0, 10, 30),
      mode: fc.constantFrom('UP' as const, 'NEAREST' as const),
      per: fc.constantFrom('ENTRY' as const, 'DAY' as const),
    }),
    travel: fc.constantFrom(
      { kind: 'AS_WORK' as const },
      { kind: 'FREE' as const },
      { kind: 'PER_TRIP' as const, priceMinor: 999 },
    ),
    hourlyRates: fc.record({
      ON_SITE: fc.integer({ min: 0, max: 99_999 }),
      REMOTE: fc.integer({ min: 0, max: 99_999 }),
      TRAVEL: fc.integer({ min: 0, max: 99_999 }),
    }),
    afterHoursPercent: fc.constantFrom(100, 133, 150, 200),
    lines,
  })
  .map((over) => terms(over));
const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);
const context = { hours: office };

test('no minute is billed twice or lost: the parts of an entry add up to it', () => {
  fc.assert(
    fc.property(contracts, entries, (t, list) => {
      const usage = rollUp(t, input({ entries: list }), context);
      for (const { entry, billedMinutes, afterHoursMinutes } of usage.rounded) {
        const parts = usage.allocations.filter((each) => each.entryId === entry.id);
        const fixed = parts.some(({ outcome }) =>
          ['TRIP', 'FREE', 'NON_BILLABLE'].includes(outcome),
        );
        const whole = fixed
          ? billedMinutes * 100
          : (billedMinutes - afterHoursMinutes) * 100 + afterHoursMinutes * t.afterHoursPercent;
        expect(sum(parts.map((each) => each.weighted))).toBe(whole);
        expect(
          parts.every((each) => each.weighted >= 0 && Number.isInteger(each.amountMinor)),
        ).toBe(true);
      }
    }),
  );
});

test('the lines are the sum of what entries and parts cost, and of the fixed prices', () => {
  fc.assert(
    fc.property(contracts, entries, fc.integer({ min: 1, max: 9 }), (t, list, quantity) => {
      const usage = rollUp(
        t,
        input({ entries: list, parts: [part('p', { domain: 'IT', quantity })] }),
        context,
      );
      const fixed = sum(t.lines.map((line) => ('priceMinor' in line ? line.priceMinor : 0)));
      const charged = sum(usage.allocations.map((each) => each.amountMinor));
      expect(usage.totalMinor).toBe(fixed + charged + quantity * 1250);
      expect(sum(usage.lines.map((line) => line.amountMinor))).toBe(usage.totalMinor);
      const paidBy = usage.lines.flatMap((line) => line.sourceIds);
      for (const { entryId, amountMinor } of usage.allocations) {
        if (amountMinor > 0) expect(paidBy).toContain(entryId);
      }
    }),
  );
});

test('of every line, quantity times unit price is the amount, to the minor unit; the document follows its schema', () => {
  const validUntil = fc.option(
    fc.integer({ min: from + 5 * 86_400_000, max: from + 40 * 86_400_000 }),
  );
  const schema = new Ajv2020().compile(
    JSON.parse(readFileSync(new URL('../invoice.schema.json', import.meta.url), 'utf8')),
  );
  fc.assert(
    fc.property(contracts, entries, validUntil, fc.nat(99), (t, list, until, ws) => {
      const parts = [part('p', { domain: 'IT', quantity: ws + 1, unitPriceMinor: 333 })];
      const perAsset = { ...flat(), id: 'ws', kind: 'PER_ASSET' as const, priceMinor: 1999 };
      const lines = [...t.lines, perAsset];
      const used = input({ entries: list, parts, validUntil: until, counts: { ws } });
      const usage = rollUp({ ...t, lines } as typeof t, used, context);
      const document = invoiceDocument(usage, { exportId: 'x', contract: { id: 'c', name: 'C' } });
      expect(schema(JSON.parse(JSON.stringify(document))), JSON.stringify(schema.errors)).toBe(
        true,
      );
      for (const { quantity, unitPriceMinor, amountMinor, unit } of document.lines) {
        const [whole = '', digits = ''] = quantity.split('.');
        expect(digits.length).toBeLessThanOrEqual(unit === 'HOUR' ? 4 : 0);
        const steps = BigInt(whole + digits.padEnd(4, '0')) * BigInt(unitPriceMinor);
        expect(BigInt(amountMinor)).toBe((steps + 5000n) / 10_000n);
      }
    }),
  );
});

test('the hours of a line are those of its entries, to a ten-thousandth', () => {
  fc.assert(
    fc.property(contracts, entries, (t, list) => {
      const usage = rollUp(t, input({ entries: list }), context);
      const charged = usage.allocations.filter(({ outcome }) => /TIME|OVERAGE/.test(outcome));
      const hours = usage.lines.filter((line) => line.unit === 'HOUR');
      const shown = sum(hours.map((line) => Number(line.quantity)));
      const worked = sum(charged.map((each) => each.weighted)) / 6000;
      expect(Math.abs(shown - worked)).toBeLessThanOrEqual(0.000_051 * hours.length);
    }),
  );
});

test('all of an entry after hours is after hours, whatever rounding adds; nothing of one within', () => {
  const night = at('2026-11-11T02:00:00Z'); // 21:00 in New York
  const noon = at('2026-11-10T17:00:00Z');
  fc.assert(
    fc.property(contracts, fc.integer({ min: 1, max: 240 }), (t, minutes) => {
      const usage = rollUp(
        t,
        input({
          entries: [
            entry('n', { startedAt: night, minutes }),
            entry('d', { startedAt: noon, minutes }),
          ],
        }),
        context,
      );
      for (const { entry, billedMinutes, afterHoursMinutes } of usage.rounded) {
        expect(afterHoursMinutes).toBe(entry.id === 'n' ? billedMinutes : 0);
      }
    }),
  );
});

test('the order in which entries arrive makes no difference', () => {
  fc.assert(
    fc.property(
      contracts,
      entries.chain((list) =>
        fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
      ),
      (t, [list, shuffled]) => {
        expect(rollUp(t, input({ entries: shuffled }), context)).toEqual(
          rollUp(t, input({ entries: list }), context),
        );
      },
    ),
  );
});

test('block time is conserved: opening and granted are used, lost or go on', () => {
  fc.assert(
    fc.property(contracts, entries, fc.integer({ min: 0, max: 100_000 }), (t, list, left) => {
      const opening = [
        { lineId: 'block', period: '2026-10', weighted: left, lastPeriod: '2026-12' },
      ];
      const has = t.lines.some((line) => line.id === 'block');
      const usage = rollUp(t, input({ entries: list, opening: has ? opening : [] }), context);
      for (const { opening, granted, used, lost, closing } of usage.balances) {
        expect(used).toBeLessThanOrEqual(opening + granted);
        expect(lost).toBeGreaterThanOrEqual(0);
        expect(opening + granted).toBe(used + lost + closing);
      }
      // Nothing is charged beyond a block that covers everything while it still has time.
      const everything = usage.balances.find((each) => each.lineId === 'block');
      const beyond = usage.allocations.some((each) => each.outcome === 'OVERAGE');
      if (everything && beyond)
        expect(everything.used).toBe(everything.opening + everything.granted);
    }),
  );
});

test('by the day or by the entry, rounding up never bills less than was worked', () => {
  fc.assert(
    fc.property(contracts, entries, (t, list) => {
      const up = { ...t, rounding: { ...t.rounding, mode: 'UP' as const } };
      for (const { entry, billedMinutes, afterHoursMinutes } of rollUp(
        up,
        input({ entries: list }),
        context,
      ).rounded) {
        expect(billedMinutes).toBeGreaterThanOrEqual(entry.minutes);
        expect(afterHoursMinutes).toBeLessThanOrEqual(billedMinutes);
      }
    }),
  );
});
