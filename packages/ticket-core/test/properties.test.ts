import type { TicketId } from '@wardline/kernel';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type AvailabilityFacts,
  availableTransitions,
  BREACH_VERDICTS,
  CHANGE_KINDS,
  categoryOf,
  childFact,
  evolve,
  evolveAll,
  HOLD_REASONS,
  isOpen,
  NOT_DONE_CODES,
  RESOLUTION_CODES,
  RISK_QUESTIONS,
  resolveChildren,
  TEST_RESULTS,
  TICKET_STATE_NAMES,
  TICKET_TYPES,
  type TicketDetailsInput,
  type TicketEvent,
  type TicketState,
  type TransitionTicketCommand,
  transitionTicket,
} from '../src/index.ts';
import {
  aTicketOf,
  biomed,
  byTechnician,
  days,
  monday9,
  nurse,
  technician,
  uuid,
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
  outcome: optional(TEST_RESULTS),
  notDoneCode: optional(NOT_DONE_CODES),
});

/** What may stand around a ticket: each fact absent as often as not. */
const facts = fc.record(
  {
    asRequester: fc.boolean(),
    risk: fc.constantFrom('LOW' as const, 'HIGH' as const),
    openRequiredTasks: fc.array(fc.constant({ title: 'Seal checked' }), { maxLength: 7 }),
    openChildren: fc.array(
      fc.record({
        id: fc.constant(uuid<TicketId>(7)),
        number: fc.constant('INC-7'),
        blockedBy: fc.subarray([{ code: 'VISITS_OPEN', message: 'A visit is planned.' }]),
      }),
      { maxLength: 2 },
    ),
    approvals: fc.record({
      outcome: fc.constantFrom('GRANTED', 'GRANTED', 'REFUSED', 'PENDING'),
      lanes: fc.subarray(['IT', 'HTM'] as const),
      approverIds: fc.subarray([nurse, technician, biomed]),
      voices: fc.nat(2),
    }),
    openVisits: fc.nat(2),
    medicalDeviceAffected: fc.boolean(),
    approvedModels: fc.constant(['Patch']),
    conflicts: fc.array(fc.constant({ code: 'CARE_HOURS', message: 'The clinic is open.' }), {
      maxLength: 1,
    }),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<Omit<AvailabilityFacts, 'at'>>;

/** The details of a ticket on which much has been written already, or nothing yet. */
const written: Readonly<Record<TicketState['type'], fc.Arbitrary<TicketDetailsInput | undefined>>> =
  {
    INCIDENT: fc.constant(undefined),
    SERVICE_REQUEST: fc.record({
      of: fc.constant('SERVICE_REQUEST' as const),
      approvalRequired: fc.boolean(),
    }),
    PROBLEM: fc.constantFrom(undefined, {
      of: 'PROBLEM',
      rootCause: 'A worn seal.',
      workaround: 'Use the other room.',
    }),
    CHANGE: fc.record({
      of: fc.constant('CHANGE' as const),
      kind: fc.constantFrom(...CHANGE_KINDS),
      model: fc.constantFrom(null, 'Patch'),
      plan: fc.constantFrom(null, 'Patch it.'),
      backOutPlan: fc.constantFrom(null, 'Restore it.'),
      implementerId: fc.constantFrom(null, technician),
      window: fc.constantFrom(null, { from: monday9, until: monday9 + days(30) }),
      riskAnswers: fc.constantFrom(
        {},
        Object.fromEntries(RISK_QUESTIONS.map(({ code, answers }) => [code, answers[0].code])),
      ),
    }),
    WORK_ORDER: fc.constant({ of: 'WORK_ORDER', kind: 'PM' }),
    SECURITY_INCIDENT: fc.record({
      of: fc.constant('SECURITY_INCIDENT' as const),
      containment: fc.constantFrom(null, 'Unplugged.'),
      breach: fc.constantFrom(...BREACH_VERDICTS),
    }),
  };
const start = type.chain((kind) => written[kind].map((details) => aTicketOf(kind, { details })));
/** Commands that mostly fit, so that walks get far. */
const steps = fc.array(fc.record({ pick: fc.nat(), at }), { maxLength: 12 });

/** Walks along open transitions, keeping the history. */
function walk(
  start: TicketState,
  picks: readonly { pick: number; at: number }[],
  known: Omit<AvailabilityFacts, 'at'>,
) {
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
    const open = availableTransitions(state, { ...known, at: step.at, actorId: technician }).filter(
      (each) => each.blockedBy.length === 0,
    );
    const next = open[step.pick % Math.max(open.length, 1)];
    if (!next) break;
    const outcome = transitionTicket(state, fulfilled(state, next, step.at), known);
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
    outcome: requires.includes('OUTCOME') ? 'PASS' : null,
    notDoneCode: requires.includes('NOT_DONE_CODE') ? 'IN_USE' : null,
  };
}

describe('transitions', () => {
  test('what is said to be available is accepted; what is not, is refused for the reasons given', () => {
    fc.assert(
      fc.property(start, steps, facts, facts, at, (ticket, picks, then, now, when) => {
        const { state } = walk(ticket, picks, then);
        const listed = availableTransitions(state, { ...now, at: when, actorId: technician });
        for (const to of TICKET_STATE_NAMES) {
          const transition = listed.find((each) => each.to === to);
          const outcome = transitionTicket(
            state,
            fulfilled(state, transition ?? { to, requires: [] }, when),
            now,
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
      fc.property(start, steps, facts, command, (ticket, picks, known, wanted) => {
        const { state } = walk(ticket, picks, known);
        const outcome = transitionTicket(state, wanted, known);
        if (!outcome.ok || outcome.value.length === 0) return;
        const [event] = outcome.value;
        const open = availableTransitions(state, {
          ...known,
          at: wanted.at,
          actorId: technician,
        }).find((each) => each.to === wanted.to);
        expect(open?.blockedBy).toEqual([]);
        expect(event?.holdReason !== null).toBe(open?.requires.includes('HOLD_REASON'));
        expect(event?.outcome !== null).toBe(open?.requires.includes('OUTCOME'));
        expect(event?.notDoneCode !== null).toBe(open?.requires.includes('NOT_DONE_CODE'));
        expect(event?.resolutionCode !== null).toBe(open?.requires.includes('RESOLUTION_CODE'));
      }),
    );
  });

  test('a child that is said to be ready is resolved with its parent; any other refuses the whole', () => {
    fc.assert(
      fc.property(start, steps, facts, facts, at, (ticket, picks, then, now, when) => {
        const child = walk(ticket, picks, then).state;
        fc.pre(isOpen(child.state) && ['INCIDENT', 'SERVICE_REQUEST'].includes(child.type));
        const { blockedBy } = childFact(child, { ...now, at: when });
        const command = { at: when, by: byTechnician, resolutionCode: 'FIXED' } as const;
        const resolved = resolveChildren([{ ticket: child, facts: now }], command);
        fc.pre(when >= child.openedAt);
        expect(resolved.ok).toBe(blockedBy.length === 0);
      }),
    );
  });

  test('every state reached keeps the fields that belong to it', () => {
    fc.assert(
      fc.property(start, steps, facts, (ticket, picks, known) => {
        const { state, history } = walk(ticket, picks, known);
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
      fc.property(start, steps, facts, command, (ticket, picks, known, wanted) => {
        const { state } = walk(ticket, picks, known);
        const outcome = transitionTicket(state, { ...wanted, note: null }, known);
        if (!outcome.ok || outcome.value.length === 0) return;
        const next = evolveAll(state, outcome.value);
        expect(next && transitionTicket(next, { ...wanted, note: null }, known)).toEqual({
          ok: true,
          value: [],
        });
      }),
    );
  });
});
