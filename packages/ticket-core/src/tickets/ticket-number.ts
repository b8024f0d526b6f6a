import type { TicketType } from './ticket.ts';

/** What a number begins with, by type. */
export const TICKET_NUMBER_PREFIXES: Readonly<Record<TicketType, string>> = {
  INCIDENT: 'INC',
  SERVICE_REQUEST: 'REQ',
  PROBLEM: 'PRB',
  CHANGE: 'CHG',
  WORK_ORDER: 'WO',
  SECURITY_INCIDENT: 'SEC',
};

/**
 * The number people say on the phone: `formatTicketNumber('INCIDENT', 1042)` is `INC-1042`.
 * @param sequence a positive integer, unique per MSP and type.
 */
export function formatTicketNumber(type: TicketType, sequence: number): string {
  return `${TICKET_NUMBER_PREFIXES[type]}-${sequence}`;
}
