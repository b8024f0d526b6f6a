import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ASSET_CRITICALITIES,
  availableTransitions,
  CARE_IMPACTS,
  categoryOf,
  computePriority,
  DEFAULT_PRIORITY_MATRIX,
  evolve,
  evolveAll,
  HOLD_REASONS,
  IMPACTS,
  isMoreUrgent,
  LIFECYCLES,
  PRIORITIES,
  RESOLUTION_CODES,
  TICKET_STATE_NAMES,
  TICKET_TYPES,
  type TicketEvent,
  type TicketState,
  type TransitionTicketCommand,
  transitionTicket,
  URGENCIES,
  updateTicket,
  validatePriorityMatrix,
} from '../src/index.ts';
import {
  aTicket,
  byTechnician,
  days,
  facts,
  monday9,
  printer,
  pump,
  ventilator,
} from './a-ticket.ts';

const type = fc.constantFrom(...TICKET_TYPES);
const optional = <T>(values: readonly T[]) => fc.option(fc.constantFrom(...values), { nil: null });
const at = fc.integer({ min: monday9, max: monday9 + days(40) });
const command: fc.Arbitrary<TransitionTicketCommand> = fc.record({
  at,
  by: fc.constant(byTechnician),
  to: fc.constantFrom(...TICKET_STATE_NAMES),
  holdReason: optional(HOLD_REASONS),
  resolutionCode: optional(RESOLUTION_CODES),
  note: fc.option(fc.constantFrom('', 'because'), { nil: null }),
});
/** Commands that mostly fit, so that walks get far. */
const steps = fc.array(fc.record({ pick: fc.nat(), at }), { maxLength: 12 });

/** Walks along open transitions, keeping the history. */
function walk(kind: TicketState['type'], picks: readonly { pick: number; at: number }[]) {
  const start: TicketState = { ...aTicket(), type: kind, state: LIFECYCLES[kind].initial };
  const opened: TicketEvent = {
    type: 'TicketOpened',
    ticketId: start.id,
    at: monday9,
    by: byTechnician,
    ticket: start,
  };
  const history: TicketEvent[] = [opened];
  let state = start;
  for (const step of picks) {
    const open = availableTransitions(state, { at: step.at }).filter(
      (each) => each.blockedBy.length === 0,
    );
    const next = open[step.pick % Math.max(open.length, 1)];
    if (!next) break;
    const outcome = transitionTicket(state, fulfilled(state, next, step.at));
    if (!outcome.ok) throw new Error(`refused: ${JSON.stringify(outcome.error)}`);
    for (const event of outcome.value) state = evolve(state, event);
    history.push(...outcome.value);
  }
  return { state, history };
}

function fulfilled(
  state: TicketState,
  { to, requires }: { to: TransitionTicketCommand['to']; requires: readonly string[] },
  when: number,
): TransitionTicketCommand {
  return {
    at: when,
    by: byTechnician,
    to,
    holdReason: requires.includes('HOLD_REASON')
      ? state.holdReason === 'PARTS'
        ? 'VENDOR'
        : 'PARTS'
      : null,
    resolutionCode: requires.includes('RESOLUTION_CODE') ? 'FIXED' : null,
    note: requires.includes('NOTE') ? 'because' : null,
  };
}

describe('transitions', () => {
  test('what is said to be available is accepted; what is not, is refused for the reasons given', () => {
    fc.assert(
      fc.property(type, steps, at, (kind, picks, when) => {
        const { state } = walk(kind, picks);
        const listed = availableTransitions(state, { at: when });
        for (const to of TICKET_STATE_NAMES) {
          const transition = listed.find((each) => each.to === to);
          const outcome = transitionTicket(
            state,
            fulfilled(state, transition ?? { to, requires: [] }, when),
          );
          if (transition && transition.blockedBy.length === 0) {
            expect(outcome).toMatchObject({ ok: true, value: [{ from: state.state, to }] });
          } else if (transition) {
            expect(outcome).toMatchObject({
              error: { code: 'TRANSITION_REFUSED', blockedBy: transition.blockedBy },
            });
          } else if (to === state.state) {
            expect(outcome).toEqual({ ok: true, value: [] });
          } else {
            expect(outcome).toMatchObject({ ok: false, error: { code: 'TRANSITION_REFUSED' } });
          }
        }
      }),
    );
  });

  test('any command: an event only along an open arrow with all it requires, and nothing else in it', () => {
    fc.assert(
      fc.property(type, steps, command, (kind, picks, wanted) => {
        const { state } = walk(kind, picks);
        const outcome = transitionTicket(state, wanted);
        if (!outcome.ok || outcome.value.length === 0) return;
        const [event] = outcome.value;
        const open = availableTransitions(state, { at: wanted.at }).find(
          (each) => each.to === wanted.to,
        );
        expect(open?.blockedBy).toEqual([]);
        expect(event?.holdReason !== null).toBe(open?.requires.includes('HOLD_REASON'));
        expect(event?.resolutionCode !== null).toBe(open?.requires.includes('RESOLUTION_CODE'));
      }),
    );
  });

  test('every state reached keeps the fields that belong to it', () => {
    fc.assert(
      fc.property(type, steps, (kind, picks) => {
        const { state, history } = walk(kind, picks);
        const category = categoryOf(state.state);
        expect(state.holdReason !== null).toBe(state.state === 'ON_HOLD');
        expect(state.closedAt !== null).toBe(category === 'FINAL');
        if (category === 'DONE') expect(state.resolvedAt).not.toBeNull();
        if (category === 'OPEN' || category === 'HELD') expect(state.resolvedAt).toBeNull();
        expect(evolveAll(null, history)).toEqual(state);
      }),
    );
  });

  test('a repeated command changes nothing more', () => {
    fc.assert(
      fc.property(type, steps, command, (kind, picks, wanted) => {
        const { state } = walk(kind, picks);
        const outcome = transitionTicket(state, { ...wanted, note: null });
        if (!outcome.ok || outcome.value.length === 0) return;
        const next = evolveAll(state, outcome.value);
        expect(next && transitionTicket(next, { ...wanted, note: null })).toEqual({
          ok: true,
          value: [],
        });
      }),
    );
  });
});

const inputs = fc.record({
  impact: fc.constantFrom(...IMPACTS),
  urgency: fc.constantFrom(...URGENCIES),
  careImpact: fc.constantFrom(...CARE_IMPACTS),
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
          (careImpact) => computePriority({ ...given, careImpact }, rules, byHand).priority,
        );
        for (const [index, graver] of all.slice(1).entries()) {
          expect(isMoreUrgent(all[index] ?? 'P5', graver)).toBe(false);
        }
        expect(all.at(-1)).toBe('P1');
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
