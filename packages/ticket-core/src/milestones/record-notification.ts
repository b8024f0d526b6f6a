import {
  type Actor,
  checkText,
  err,
  type Instant,
  isInstant,
  ok,
  type Result,
  refusal,
} from '@wardline/kernel';
import { detailsOf } from '../details/details.ts';
import type { TicketRefusal } from '../errors.ts';
import type { NotificationRecorded } from '../events.ts';
import { checkAt, checkChoice } from '../tickets/check-input.ts';
import {
  LIMITS,
  NOTIFIED_PARTIES,
  type Notification,
  type NotifiedParty,
  type TicketState,
  type TicketType,
} from '../tickets/ticket.ts';

/** An authority, a person, a newspaper or a manufacturer was told because the law says so. */
export interface RecordNotificationCommand {
  readonly at: Instant;
  readonly by: Actor;
  readonly party: NotifiedParty;
  /** Which one; at most 200 characters. */
  readonly recipient: string;
  /** When they were told. Default: `at`. */
  readonly notifiedAt?: Instant | undefined;
  /** Their number for it. */
  readonly reference?: string | null | undefined;
}

/** Breaches (HIPAA, GDPR) and harm by medical devices (21 CFR 803) are what must be notified. */
const MAY_CALL_FOR_NOTICE: readonly TicketType[] = ['INCIDENT', 'WORK_ORDER', 'SECURITY_INCIDENT'];

/**
 * Records a notification. A closed ticket takes it too: letters are answered late, and what the law
 * asks for must not fail because somebody closed a ticket.
 * @returns one `NotificationRecorded`, or nothing if exactly that is recorded already; refusals:
 *   `NOT_FOR_THIS_TYPE`, `LIST_TOO_LONG`, texts, `TIME_IN_FUTURE`, `TIME_OUT_OF_ORDER` before the
 *   discovery.
 */
export function recordNotification(
  ticket: TicketState,
  command: RecordNotificationCommand,
): Result<readonly NotificationRecorded[], TicketRefusal> {
  const { at, by, notifiedAt = at } = command;
  const moment = checkAt(at, ticket.openedAt);
  if (!moment.ok) return moment;
  if (!MAY_CALL_FOR_NOTICE.includes(ticket.type)) {
    return err(refusal('NOT_FOR_THIS_TYPE', `Nobody has to be told of a ${ticket.type} by law.`));
  }
  const party = checkChoice(command.party, NOTIFIED_PARTIES, ['party']);
  if (!party.ok) return party;
  const recipient = checkText(command.recipient, { path: ['recipient'], max: LIMITS.title });
  if (!recipient.ok) return recipient;
  const reference = checkText(command.reference ?? '', {
    path: ['reference'],
    max: LIMITS.title,
    mayBeEmpty: true,
  });
  if (!reference.ok) return reference;
  const path = ['notifiedAt'];
  if (!isInstant(notifiedAt)) {
    return err(
      refusal(
        'INSTANT_INVALID',
        'notifiedAt must be whole milliseconds between 1900 and 2199.',
        path,
      ),
    );
  }
  if (notifiedAt > at) {
    return err(refusal('TIME_IN_FUTURE', 'notifiedAt lies in the future.', path));
  }
  // Before the ticket, yes (a call at night); before anybody knew, no.
  const discoveredAt = detailsOf(ticket, 'SECURITY_INCIDENT')?.discoveredAt ?? notifiedAt;
  if (notifiedAt < discoveredAt) {
    return err(refusal('TIME_OUT_OF_ORDER', 'Nobody can be told before it was discovered.', path));
  }
  const notification: Notification = {
    party: party.value,
    recipient: recipient.value,
    notifiedAt,
    reference: reference.value === '' ? null : reference.value,
  };
  if (ticket.notifications.some((known) => isSame(known, notification))) return ok([]);
  if (ticket.notifications.length >= LIMITS.listEntries) {
    return err(
      refusal('LIST_TOO_LONG', `A ticket holds at most ${LIMITS.listEntries} notifications.`),
    );
  }
  return ok([{ type: 'NotificationRecorded', ticketId: ticket.id, at, by, notification }]);
}

function isSame(a: Notification, b: Notification): boolean {
  return (
    a.party === b.party &&
    a.recipient === b.recipient &&
    a.notifiedAt === b.notifiedAt &&
    a.reference === b.reference
  );
}
