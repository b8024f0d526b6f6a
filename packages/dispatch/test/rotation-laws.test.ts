import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  compileRotation,
  defineRotation,
  type Override,
  type RotationLayer,
} from '../src/index.ts';
import { DAY, HOUR, layer, must, person } from './a-team.ts';

const start = Date.UTC(2026, 1, 1);
const hours = fc.constantFrom<RotationLayer['hours']>(
  null,
  { mon: [['20:00', '06:00']], sat: [['00:00', '24:00']] },
  {
    mon: [
      ['08:00', '12:00'],
      ['13:00', '17:00'],
    ],
    wed: [['22:00', '04:00']],
  },
);
const layers = fc
  .record({
    timezone: fc.constantFrom('America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe', 'UTC'),
    participants: fc.array(fc.constantFrom('ana', 'ben', 'cho', 'dee').map(person), {
      minLength: 1,
      maxLength: 5,
    }),
    handOff: fc.oneof(
      fc.constantFrom('00:00', '02:30', '09:00').map((at) => ({ kind: 'DAILY' as const, at })),
      fc.constantFrom('mon' as const, 'sun' as const).map((on) => ({
        kind: 'WEEKLY' as const,
        on,
        at: '02:30',
      })),
      fc
        .integer({ min: 1, max: 9 })
        .map((days) => ({ kind: 'EVERY_N_DAYS' as const, days, at: '08:00' })),
    ),
    startsOn: fc.constantFrom('2026-01-15', '2026-02-20', '2026-03-27'),
    endsOn: fc.constantFrom(null, '2026-04-02'),
    hours,
  })
  .map((over) => layer(over));
const spans = fc
  .tuple(fc.integer({ min: 0, max: 80 * 24 }), fc.integer({ min: 1, max: 30 * 24 }))
  .map(([from, length]) => ({ from: start + from * HOUR, to: start + (from + length) * HOUR }));
const overrides = fc.array(
  spans.map(
    (span): Override => ({
      id: `o${span.from}`,
      layerId: 'first',
      personId: person('eve'),
      swapId: null,
      ...span,
    }),
  ),
  { maxLength: 3 },
);
const rotationOf = (each: RotationLayer) =>
  must(defineRotation({ id: 'r', name: 'Desk', layers: [each] }));

test('shifts tile: in order, without overlap, and onCallAt agrees with them everywhere', () => {
  fc.assert(
    fc.property(layers, overrides, spans, (each, overrides, { from, to }) => {
      const compiled = compileRotation(rotationOf(each), { overrides });
      const shifts = compiled.shifts(from, to);
      let at = from;
      for (const shift of shifts) {
        expect(shift.from).toBeGreaterThanOrEqual(at);
        expect(shift.to).toBeGreaterThan(shift.from);
        at = shift.to;
      }
      expect(at).toBeLessThanOrEqual(to);
      for (let t = from; t < to; t += 7 * HOUR + 13) {
        const holder = shifts.filter((shift) => shift.from <= t && t < shift.to);
        const onCall = compiled.onCallAt(t);
        expect(onCall.people.map(({ personId }) => personId)).toEqual(
          holder.map(({ personId }) => personId),
        );
        expect(onCall.people.length + onCall.uncovered.length).toBe(1);
      }
    }),
    { numRuns: 60 },
  );
});

test('a span is the sum of its parts: cutting it anywhere changes nothing', () => {
  fc.assert(
    fc.property(layers, overrides, spans, fc.nat(), (each, overrides, { from, to }, where) => {
      const cut = from + (where % (to - from));
      const { shifts } = compileRotation(rotationOf(each), { overrides });
      const total = (list: ReturnType<typeof shifts>) => {
        const held = new Map<string, number>();
        for (const { personId, from, to } of list) {
          held.set(personId, (held.get(personId) ?? 0) + to - from);
        }
        return Object.fromEntries([...held].sort());
      };
      expect(total([...shifts(from, cut), ...shifts(cut, to)])).toEqual(total(shifts(from, to)));
    }),
    { numRuns: 60 },
  );
});

test('shifts and gaps are all of the span', () => {
  fc.assert(
    fc.property(layers, overrides, spans, (each, overrides, { from, to }) => {
      const compiled = compileRotation(rotationOf(each), { overrides });
      const length = (list: readonly { from: number; to: number }[]) =>
        list.reduce((sum, span) => sum + span.to - span.from, 0);
      const { gaps, overlaps } = compiled.coverage(from, to);
      expect(overlaps).toEqual([]);
      expect(length(gaps) + length(compiled.shifts(from, to))).toBe(to - from);
    }),
    { numRuns: 60 },
  );
});

test('an override holds for all of its time, and changes nothing before or after', () => {
  fc.assert(
    fc.property(layers, spans, (each, span) => {
      const override: Override = {
        id: 'o',
        layerId: 'first',
        personId: person('eve'),
        swapId: null,
        ...span,
      };
      const plain = compileRotation(rotationOf(each));
      const changed = compileRotation(rotationOf(each), { overrides: [override] });
      for (const t of [span.from, span.to - 1]) expect(changed.onCallAt(t).first).toBe('eve');
      for (const t of [span.from - 1, span.to, span.to + DAY]) {
        expect(changed.onCallAt(t).first).toBe(plain.onCallAt(t).first);
      }
    }),
    { numRuns: 100 },
  );
});
