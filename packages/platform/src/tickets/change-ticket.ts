import type { Permission } from '@wardline/access';
import { ok, type Refusal, type Result } from '@wardline/kernel';
import type { TicketEvent, TicketRefusal, TicketState } from '@wardline/ticket-core';
import type { Session } from '../session.ts';
import type { ClinicRow } from '../tenancy/clinic.entity.ts';
import { runTriage } from '../triage/run-triage.ts';
import { type UnitOfWork, unitOfWork, type WorkResult } from '../unit-of-work.ts';
import { keepEvents } from './keep-events.ts';
import { afterLock, checkVersion, lockForChange, type OpenedTicket } from './ticket-access.ts';

export interface TicketTarget {
  readonly ticketId: string;
  /** The version the change was decided on; left out for what only adds to the ticket. */
  readonly expectedVersion?: number | undefined;
}

export interface ChangedTicket {
  readonly ticketId: string;
  /** The entry that was added, if the change is one. */
  readonly entryId: string | null;
}

/**
 * The one path every change of a ticket takes: lock, authorise, compare the version, decide, save,
 * move the clocks. What differs between the verbs is the permission and the decision.
 */
export function changeTicket(
  session: Session,
  target: TicketTarget,
  permission: Permission,
  decide: (
    state: TicketState,
    uow: UnitOfWork,
    clinic: ClinicRow,
  ) => Promise<Result<readonly TicketEvent[], TicketRefusal | Refusal>>,
  options: { readonly followMerge?: boolean } = {},
): Promise<WorkResult<ChangedTicket>> {
  return unitOfWork(session, async (asked) => {
    const found = await lockForChange(asked, target.ticketId, permission);
    if (!found.ok) return found;
    const ticket = options.followMerge
      ? await whereItWent(asked, found.value, permission)
      : found.value;
    const sameVersion = checkVersion(ticket, target.expectedVersion);
    if (!sameVersion.ok) return sameVersion;
    const { state, clinic } = ticket;
    const uow = afterLock(asked, ticket);
    const decision = await decide(state, uow, clinic);
    if (!decision.ok) return decision;
    const events = decision.value;
    await keepEvents(uow, ticket, events);
    if (events.length > 0) await runTriage(uow, state.id, events, clinic);
    return ok({ ticketId: state.id, entryId: entryIdOf(events) });
  });
}

/** How often a ticket may have been merged on until it is found. */
const MOST_MERGES = 20;

/**
 * The ticket that goes on in place of a merged one, if the caller may do the same to it: words that
 * cross a merge reach those who work on it now. Otherwise the merged one, which refuses.
 */
async function whereItWent(
  uow: UnitOfWork,
  merged: OpenedTicket,
  permission: Permission,
): Promise<OpenedTicket> {
  let ticket = merged;
  for (let hop = 0; hop < MOST_MERGES && ticket.state.mergedIntoId !== null; hop++) {
    const next = await lockForChange(uow, ticket.state.mergedIntoId, permission);
    if (!next.ok) return merged;
    ticket = next.value;
  }
  return ticket;
}

function entryIdOf(events: readonly TicketEvent[]): string | null {
  for (const event of events) if ('entryId' in event) return event.entryId;
  return null;
}
