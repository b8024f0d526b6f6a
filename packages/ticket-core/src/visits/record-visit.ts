import {
  type Actor,
  err,
  type Instant,
  isInstant,
  ok,
  type Result,
  refusal,
} from '@wardline/kernel';
import { partRefused } from '../approvals/involvement.ts';
import type { TicketInputRefused } from '../errors.ts';
import type { VisitPlanned, VisitProgressed, VisitRescheduled } from '../events.ts';
import type { AssignmentFacts } from '../facts.ts';
import { checkAt, checkNotFinal } from '../tickets/check-input.ts';
import type { TicketState } from '../tickets/ticket.ts';
import type { VisitPlan } from './visit-plan.ts';

interface OfVisit {
  readonly at: Instant;
  readonly by: Actor;
  readonly visitId: string;
}

/** What happened to a visit, as whoever plans visits has decided it. */
export type RecordVisitCommand = OfVisit &
  (
    | { readonly kind: 'PLANNED'; readonly plan: VisitPlan }
    | { readonly kind: 'RESCHEDULED'; readonly plan: VisitPlan; readonly previous: VisitPlan }
    | {
        readonly kind: 'PROGRESSED';
        /** Names of states, and a code, as visits have them. */
        readonly from: string;
        readonly to: string;
        readonly reason: string | null;
      }
  );

/**
 * Tells of a visit on its ticket, for everybody who may read the ticket. Nothing is planned for a
 * closed ticket; a visit that is open nevertheless can be ended.
 * @returns one event; refusals: `TICKET_CLOSED`, `TIME_OUT_OF_ORDER`, `INSTANT_INVALID`,
 *   `IMPLEMENTER_IS_APPROVER`.
 */
export function recordVisit(
  ticket: TicketState,
  command: RecordVisitCommand,
  { approverIds }: Pick<AssignmentFacts, 'approverIds'> = {},
): Result<readonly [VisitPlanned | VisitRescheduled | VisitProgressed], TicketInputRefused> {
  const { at, by, visitId } = command;
  const moment = checkAt(at, ticket.openedAt);
  if (!moment.ok) return moment;
  const happened = { ticketId: ticket.id, at, by, visitId } as const;
  if (command.kind === 'PROGRESSED') {
    const { from, to, reason } = command;
    return ok([{ type: 'VisitProgressed', ...happened, from, to, reason }]);
  }
  const open = checkNotFinal(ticket, ['ticketId']);
  if (!open.ok) return open;
  const { plan } = command;
  if (!isInstant(plan.from) || !isInstant(plan.until) || plan.until <= plan.from) {
    return err(refusal('TIME_OUT_OF_ORDER', 'A visit ends after it begins.', ['until']));
  }
  const part = { as: 'IMPLEMENTER', personId: plan.personId } as const;
  const refused = partRefused(ticket, part, approverIds, ['personId']);
  if (refused) return err(refused);
  return ok([
    command.kind === 'PLANNED'
      ? { type: 'VisitPlanned', ...happened, ...plan }
      : { type: 'VisitRescheduled', ...happened, ...plan, previous: command.previous },
  ]);
}
