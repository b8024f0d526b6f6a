import { err, type Instant, type PersonId, type Result, refusal } from '@wardline/kernel';
import type { TicketInputRefused } from '../errors.ts';
import type { TicketType } from '../tickets/ticket.ts';
import { checkDetails } from './check-details.ts';
import type { TicketDetails, TicketDetailsInput } from './details.ts';
import { initialDetails } from './initial-details.ts';

interface Opening {
  readonly type: TicketType;
  readonly at: Instant;
  readonly details?: TicketDetailsInput | undefined;
}

/** The details of a new ticket. What kind of change or work order it is, nobody can guess. */
export function checkOpeningDetails(
  { type, at, details }: Opening,
  people: readonly PersonId[] | undefined,
): Result<TicketDetails | null, TicketInputRefused> {
  const kindNeeded = type === 'CHANGE' || type === 'WORK_ORDER';
  const given = details !== undefined && 'kind' in details && details.kind !== undefined;
  if (kindNeeded && !given) {
    const message = `Say which kind of ${type === 'CHANGE' ? 'change' : 'work order'} it is.`;
    return err(refusal('DETAIL_REQUIRED', message, ['details', 'kind']));
  }
  return checkDetails(initialDetails(type, at), details, { at, people, state: null });
}
