import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ASSET_CRITICALITIES,
  CARE_IMPACTS,
  computePriority,
  DEFAULT_PRIORITY_MATRIX,
  evolve,
  IMPACTS,
  isMoreUrgent,
  PRIORITIES,
  URGENCIES,
  updateTicket,
  validatePriorityMatrix,
} from '../src/index.ts';
import { aTicket, byTechnician, facts, monday9, printer, pump, ventilator } from './a-ticket.ts';

const optional = <T>(values: readonly T[]) => fc.option(fc.constantFrom(...values), { nil: null });
const inputs = fc.record({
  impact: fc.constantFrom(...IMPACTS),
  urgency: fc.constantFrom(...URGENCIES),
  statedCareImpact: fc.constantFrom(...CARE_IMPACTS),
  patientConnected: optional([true, false]),
  alternativeAvailable: optional([true, false]),
  criticalities: fc.array(fc.constantFrom(...ASSET_CRITICALITIES), { maxLength: 4 }),
});
const override = fc.option(
  fc.record({ priority: fc.constantFrom(...PRIORITIES), reason: fc.constant('because') }),
  { nil: null },
);
/** Matrices as an MSP might make them; the unsound ones are thrown away. */
const priority = fc.constantFrom(...PRIORITIES);
const floor = optional(PRIORITIES);
const matrix = fc
  .record({
    base: fc.array(priority, { minLength: 9, maxLength: 9 }),
    care: fc.array(floor, { minLength: 3, maxLength: 3 }),
    criticality: fc.array(floor, { minLength: 5, maxLength: 5 }),
  })
  .map(({ base, care, criticality }) => {
    const byUrgency = (value: (i: number) => unknown) =>
      Object.fromEntries(URGENCIES.map((urgency, i) => [urgency, value(i)]));
    const rank = (value: (typeof PRIORITIES)[number] | null) =>
      value ? PRIORITIES.indexOf(value) : 9;
    const sorted = (list: readonly ((typeof PRIORITIES)[number] | null)[]) =>
      [...list].sort((a, b) => rank(a) - rank(b));
    const cells = sorted(base);
    const [stopped, delayed, workaround] = sorted(care);
    return {
      // Ranks along rows and columns of a sorted list never fall: sound by construction.
      base: Object.fromEntries(
        IMPACTS.map((impact, i) => [impact, byUrgency((j) => cells[i * 3 + j])]),
      ),
      careImpactFloors: {
        NONE: null,
        WORKAROUND: workaround,
        CARE_DELAYED: delayed,
        CARE_STOPPED: stopped,
        PATIENT_AT_RISK: 'P1',
      },
      criticalityFloors: Object.fromEntries(
        ASSET_CRITICALITIES.map((each, i) => [each, sorted(criticality)[i]]),
      ),
    } as typeof DEFAULT_PRIORITY_MATRIX;
  })
  .filter((each) => validatePriorityMatrix(each).length === 0);

describe('priority, by any sound matrix', () => {
  test('care impact and assets raise, and never lower', () => {
    fc.assert(
      fc.property(inputs, matrix, (given, rules) => {
        const { priority: result, base } = computePriority(given, rules);
        expect(isMoreUrgent(base, result)).toBe(false);
      }),
    );
  });

  test('graver care impact is never less urgent, whatever is overridden', () => {
    fc.assert(
      fc.property(inputs, matrix, override, (given, rules, byHand) => {
        const all = CARE_IMPACTS.map(
          (careImpact) =>
            computePriority({ ...given, statedCareImpact: careImpact }, rules, byHand).priority,
        );
        for (const [index, graver] of all.slice(1).entries()) {
          expect(isMoreUrgent(all[index] ?? 'P5', graver)).toBe(false);
        }
        expect(all.at(-1)).toBe('P1');
      }),
    );
  });

  test('no answer to the two questions lowers anything, and worse news never does', () => {
    fc.assert(
      fc.property(inputs, matrix, override, (given, rules, byHand) => {
        const priorityWith = (
          patientConnected: boolean | null,
          alternativeAvailable: boolean | null,
        ) =>
          computePriority({ ...given, patientConnected, alternativeAvailable }, rules, byHand)
            .priority;
        const silent = priorityWith(null, null);
        for (const connected of [true, false, null]) {
          for (const alternative of [true, false, null]) {
            const told = priorityWith(connected, alternative);
            expect(isMoreUrgent(silent, told)).toBe(false);
            expect(isMoreUrgent(told, priorityWith(true, alternative))).toBe(false);
            expect(isMoreUrgent(told, priorityWith(connected, false))).toBe(false);
          }
        }
      }),
    );
  });

  test('one more asset is never less urgent, and their order does not matter', () => {
    fc.assert(
      fc.property(
        inputs,
        matrix,
        fc.constantFrom(...ASSET_CRITICALITIES),
        (given, rules, extra) => {
          const without = computePriority(given, rules).priority;
          const criticalities = [extra, ...given.criticalities];
          const withIt = computePriority({ ...given, criticalities }, rules);
          expect(isMoreUrgent(without, withIt.priority)).toBe(false);
          expect(
            computePriority({ ...given, criticalities: criticalities.toReversed() }, rules),
          ).toEqual(withIt);
        },
      ),
    );
  });

  test('the last reason that sets or raises is the priority', () => {
    fc.assert(
      fc.property(inputs, matrix, override, (given, rules, byHand) => {
        const explained = computePriority(given, rules, byHand);
        const raised = explained.reasons.findLast((reason) => reason.raisedTo !== null)?.raisedTo;
        expect(explained.priority).toBe(raised ?? byHand?.priority ?? explained.base);
      }),
    );
  });
});

test('an update applied twice is the update applied once, and the stored reason is the recomputed one', () => {
  const changes = fc.record(
    {
      title: fc.string({ minLength: 1, maxLength: 220 }),
      impact: fc.constantFrom(...IMPACTS),
      urgency: fc.constantFrom(...URGENCIES),
      careImpact: fc.constantFrom(...CARE_IMPACTS),
      patientConnected: optional([true, false]),
      alternativeAvailable: optional([true, false]),
      assetIds: fc.subarray([pump, ventilator, printer]),
      priorityOverride: override,
      confidential: fc.boolean(),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.array(changes, { maxLength: 5 }), (updates) => {
      let state = aTicket();
      for (const each of updates) {
        const change = { at: monday9, by: byTechnician, changes: each };
        const outcome = updateTicket(state, change, facts);
        if (!outcome.ok) continue;
        for (const event of outcome.value) state = evolve(state, event);
        expect(updateTicket(state, change, facts)).toEqual({ ok: true, value: [] });
      }
      const criticalities = (facts.assets ?? [])
        .filter(({ id }) => state.assetIds.includes(id))
        .map((asset) => asset.criticality);
      const { override: byHand } = state.priorityReason;
      expect(state.priorityReason).toEqual(
        computePriority({ ...state, criticalities }, DEFAULT_PRIORITY_MATRIX, byHand),
      );
      expect(state.priority).toBe(state.priorityReason.priority);
    }),
  );
});
