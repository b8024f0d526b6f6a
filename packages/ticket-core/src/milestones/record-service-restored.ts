import {
  type Actor,
  err,
  type Instant,
  isInstant,
  ok,
  type Result,
  refusal,
} from '@wardline/kernel';
import type { TicketRefusal } from '../errors.ts';
import type { ServiceRestored } from '../events.ts';
import { checkAt, checkNotFinal } from '../tickets/check-input.ts';
import type { TicketState, TicketType } from '../tickets/ticket.ts';

/** The service works again, be it by a spare, a workaround or another room. */
export interface RecordServiceRestoredCommand {
  readonly at: Instant;
  readonly by: Actor;
  /** When it did. Default: `at`. */
  readonly restoredAt?: Instant | undefined;
}

/** The types that are about a service which is down. */
const ABOUT_A_SERVICE: readonly TicketType[] = ['INCIDENT', 'WORK_ORDER', 'SECURITY_INCIDENT'];

/**
 * Records that care can go on, which is not yet that the ticket is resolved.
 * @returns one `ServiceRestored`, or nothing if that is known already; refusals: `TICKET_CLOSED`,
 *   `NOT_FOR_THIS_TYPE`, `TIME_IN_FUTURE`, `TIME_BEFORE_OPENED`.
 */
export function recordServiceRestored(
  ticket: TicketState,
  command: RecordServiceRestoredCommand,
): Result<readonly ServiceRestored[], TicketRefusal> {
  const { at, by, restoredAt = ticket.restoredAt ?? at } = command;
  const open = checkNotFinal(ticket);
  if (!open.ok) return open;
  const moment = checkAt(at, ticket.openedAt);
  if (!moment.ok) return moment;
  if (!ABOUT_A_SERVICE.includes(ticket.type)) {
    return err(
      refusal('NOT_FOR_THIS_TYPE', `A ${ticket.type} is not about a service that is down.`),
    );
  }
  if (!isInstant(restoredAt)) {
    return err(
      refusal('INSTANT_INVALID', 'restoredAt must be whole milliseconds between 1900 and 2199.', [
        'restoredAt',
      ]),
    );
  }
  if (restoredAt > at) {
    return err(refusal('TIME_IN_FUTURE', 'restoredAt lies in the future.', ['restoredAt']));
  }
  if (restoredAt < ticket.openedAt) {
    return err(
      refusal('TIME_BEFORE_OPENED', 'restoredAt lies before the ticket was opened.', [
        'restoredAt',
      ]),
    );
  }
  if (restoredAt === ticket.restoredAt) return ok([]);
  return ok([{ type: 'ServiceRestored', ticketId: ticket.id, at, by, restoredAt }]);
}
