import { type Actor, err, type Instant, ok, type Result, refusal } from '@wardline/kernel';
import {
  detailsOf,
  NOT_DONE_CODES,
  type NotDoneCode,
  TEST_RESULTS,
  type TestResult,
} from '../details/details.ts';
import type { TicketInputRefused, TicketRefusal, TransitionRefused } from '../errors.ts';
import type { TicketStateChanged } from '../events.ts';
import type { TransitionFacts } from '../facts.ts';
import { checkAt, checkBody, checkChoice } from '../tickets/check-input.ts';
import {
  HOLD_REASONS,
  type HoldReason,
  RESOLUTION_CODES,
  type ResolutionCode,
  type TicketState,
} from '../tickets/ticket.ts';
import { memberOf } from '../timeline/add-public-reply.ts';
import { type AvailableTransition, availableTransitions } from './available-transitions.ts';
import type { Requirement, TransitionBlocker } from './lifecycle.ts';
import { isFinal, TICKET_STATE_NAMES, type TicketStateName } from './state.ts';

/** Take the ticket to another state. Which details it needs, `availableTransitions` says. */
export interface TransitionTicketCommand {
  readonly at: Instant;
  readonly by: Actor;
  readonly to: TicketStateName;
  readonly holdReason?: HoldReason | null | undefined;
  readonly resolutionCode?: ResolutionCode | null | undefined;
  /** Of a work order that is completed. */
  readonly outcome?: TestResult | null | undefined;
  /** Of a work order that could not be done. */
  readonly notDoneCode?: NotDoneCode | null | undefined;
  /** Why, or how it was solved; kept as the resolution note when `to` is `RESOLVED`. */
  readonly note?: string | null | undefined;
}

interface Details {
  readonly holdReason: HoldReason | null;
  readonly resolutionCode: ResolutionCode | null;
  readonly note: string | null;
  readonly outcome: TestResult | null;
  readonly notDoneCode: NotDoneCode | null;
}

/**
 * Takes a ticket along one arrow of its lifecycle.
 * @returns one `TicketStateChanged`; nothing when the ticket is already as wanted;
 *   `TRANSITION_REFUSED` with every blocker; `…_REQUIRED` or `DETAIL_NOT_ACCEPTED` for details.
 */
export function transitionTicket(
  ticket: TicketState,
  command: TransitionTicketCommand,
  facts: TransitionFacts = {},
): Result<readonly TicketStateChanged[], TicketRefusal> {
  const { at, by, to } = command;
  const known = checkChoice(to, TICKET_STATE_NAMES, ['to']);
  if (!known.ok) return known;
  const moment = checkAt(at, ticket.openedAt);
  if (!moment.ok) return moment;
  const details = checkDetails(ticket, command);
  if (!details.ok) return details;
  if (to === ticket.state && saysNothingNew(ticket, details.value)) return ok([]);

  const open = availableTransitions(ticket, { ...facts, at, actorId: memberOf(by) });
  const transition = open.find((candidate) => candidate.to === to);
  if (!transition) return err(refused(ticket, to, [noSuchTransition(ticket, to, open)]));
  if (transition.blockedBy.length > 0) return err(refused(ticket, to, transition.blockedBy));
  const complete = checkComplete(transition, details.value);
  if (!complete.ok) return complete;
  if (details.value.outcome === 'PASS' && (facts.failedTasks ?? 0) > 0) {
    return err(
      refusal('OUTCOME_CONTRADICTED', 'A step has failed: the outcome is FAIL.', ['outcome']),
    );
  }
  return ok([
    {
      type: 'TicketStateChanged',
      ticketId: ticket.id,
      at,
      by,
      from: ticket.state,
      to,
      ...details.value,
    },
  ]);
}

function checkDetails(
  ticket: TicketState,
  command: TransitionTicketCommand,
): Result<Details, TicketInputRefused> {
  const { holdReason = null, resolutionCode = null, outcome = null, notDoneCode = null } = command;
  if (holdReason !== null) {
    const reason = checkChoice(holdReason, HOLD_REASONS, ['holdReason']);
    if (!reason.ok) return reason;
  }
  if (resolutionCode !== null) {
    const codes = RESOLUTION_CODES.filter(
      (code) => code !== 'NOT_RECORDED' || ticket.channel === 'IMPORT',
    );
    const code = checkChoice(resolutionCode, codes, ['resolutionCode']);
    if (!code.ok) return code;
  }
  if (outcome !== null) {
    const result = checkChoice(outcome, TEST_RESULTS, ['outcome']);
    if (!result.ok) return result;
  }
  if (notDoneCode !== null) {
    const code = checkChoice(notDoneCode, NOT_DONE_CODES, ['notDoneCode']);
    if (!code.ok) return code;
  }
  const body = checkBody(command.note ?? '', 'note', true);
  if (!body.ok) return body;
  const note = body.value === '' ? null : body.value;
  return ok({ holdReason, resolutionCode, note, outcome, notDoneCode });
}

function saysNothingNew(
  ticket: TicketState,
  { holdReason, resolutionCode, note, outcome, notDoneCode }: Details,
) {
  const order = detailsOf(ticket, 'WORK_ORDER');
  return (
    (outcome ?? order?.outcome ?? null) === (order?.outcome ?? null) &&
    (notDoneCode ?? order?.notDone ?? null) === (order?.notDone ?? null) &&
    (holdReason ?? ticket.holdReason) === ticket.holdReason &&
    (resolutionCode ?? ticket.resolutionCode) === ticket.resolutionCode &&
    (note ?? ticket.resolutionNote) === ticket.resolutionNote
  );
}

// A note may come with any transition; the other details only where they are required.
const FIELDS = [
  { field: 'holdReason', requirement: 'HOLD_REASON', always: false },
  { field: 'resolutionCode', requirement: 'RESOLUTION_CODE', always: false },
  { field: 'outcome', requirement: 'OUTCOME', always: false },
  { field: 'notDoneCode', requirement: 'NOT_DONE_CODE', always: false },
  { field: 'note', requirement: 'NOTE', always: true },
] as const satisfies readonly { field: keyof Details; requirement: Requirement; always: boolean }[];

function checkComplete(
  { to, requires }: AvailableTransition,
  details: Details,
): Result<true, TicketInputRefused> {
  for (const { field, requirement, always } of FIELDS) {
    const given = details[field] !== null;
    const required = requires.includes(requirement);
    if (required && !given) {
      return err(refusal(`${requirement}_REQUIRED`, `${to} needs ${field}.`, [field]));
    }
    if (given && !required && !always) {
      return err(refusal('DETAIL_NOT_ACCEPTED', `${to} takes no ${field}.`, [field]));
    }
  }
  return ok(true);
}

function noSuchTransition(
  ticket: TicketState,
  to: TicketStateName,
  open: readonly AvailableTransition[],
): TransitionBlocker {
  if (to === 'MERGED') {
    return { code: 'NO_SUCH_TRANSITION', message: 'Merge it into another ticket instead.' };
  }
  if (isFinal(ticket.state)) {
    return {
      code: 'TICKET_CLOSED',
      message: `${ticket.number} is ${ticket.state.toLowerCase()} and stays so; open a follow-up ticket.`,
    };
  }
  return {
    code: 'NO_SUCH_TRANSITION',
    message: `From ${ticket.state} it goes to ${open.map((each) => each.to).join(', ')}, not to ${to}.`,
  };
}

function refused(
  ticket: TicketState,
  to: TicketStateName,
  blockedBy: readonly TransitionBlocker[],
): TransitionRefused {
  return {
    code: 'TRANSITION_REFUSED',
    message: `${ticket.number} cannot go from ${ticket.state} to ${to}: ${blockedBy.map((each) => each.message).join(' ')}`,
    path: ['to'],
    from: ticket.state,
    to,
    blockedBy,
  };
}
