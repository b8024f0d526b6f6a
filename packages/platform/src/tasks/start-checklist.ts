import type { Session } from '../session.ts';
import { changeTicket, type TicketTarget } from '../tickets/change-ticket.ts';
import { decideChecklist, type WantedChecklist } from './decide-checklist.ts';

export interface StartChecklist extends Pick<TicketTarget, 'ticketId'>, WantedChecklist {}

/** Gives a ticket steps to do: a template's as it is now, or its own. */
export function startChecklist(session: Session, { ticketId, ...wanted }: StartChecklist) {
  return changeTicket(session, { ticketId }, 'ticket:update', (ticket, uow) =>
    decideChecklist(uow, ticket, wanted),
  );
}
