import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  availableTransitions,
  categoryOf,
  evolve,
  evolveAll,
  HOLD_REASONS,
  LIFECYCLES,
  RESOLUTION_CODES,
  TICKET_STATE_NAMES,
  TICKET_TYPES,
  type TicketEvent,
  type TicketState,
  type TransitionTicketCommand,
  transitionTicket,
} from '../src/index.ts';
import { aTicket, byTechnician, days, monday9 } from './a-ticket.ts';

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
