import {
  recordNotification as decideNotification,
  recordServiceRestored as decideRestoration,
  type RecordNotificationCommand,
  type RecordServiceRestoredCommand,
} from '@wardline/ticket-core';
import type { Session } from '../session.ts';
import { changeTicket, type TicketTarget } from './change-ticket.ts';

export interface RecordServiceRestored
  extends Pick<TicketTarget, 'ticketId'>,
    Omit<RecordServiceRestoredCommand, 'at' | 'by'> {}

export interface RecordNotification
  extends Pick<TicketTarget, 'ticketId'>,
    Omit<RecordNotificationCommand, 'at' | 'by'> {}

/** Records that the service works again, be it provisionally. */
export function recordServiceRestored(
  session: Session,
  { ticketId, ...command }: RecordServiceRestored,
) {
  const by = session.principal.principal.actor;
  return changeTicket(session, { ticketId }, 'ticket:update', async (ticket, uow) =>
    decideRestoration(ticket, { ...command, at: uow.now, by }),
  );
}

/** Records that somebody was told because the law says so. */
export function recordNotification(session: Session, { ticketId, ...command }: RecordNotification) {
  const by = session.principal.principal.actor;
  return changeTicket(session, { ticketId }, 'ticket:update', async (ticket, uow) =>
    decideNotification(ticket, { ...command, at: uow.now, by }),
  );
}
