import type { Permission } from '@wardline/access';
import { err, isUuid, ok, type Refusal, type Result } from '@wardline/kernel';
import type { TicketEvent, TicketRefusal, TicketState } from '@wardline/ticket-core';
import { authorize } from '../access/authorize.ts';
import { advanceClocks } from '../clocks/advance-clocks.ts';
import { notFound, versionConflict } from '../refusals.ts';
import type { Session } from '../session.ts';
import type { ClinicRow } from '../tenancy/clinic.entity.ts';
import { runTriage } from '../triage/run-triage.ts';
import { type UnitOfWork, unitOfWork, type WorkResult } from '../unit-of-work.ts';
import { loadClinic } from './ticket.facts.ts';
import { lockTicket, saveTicketEvents } from './ticket.store.ts';

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
): Promise<WorkResult<ChangedTicket>> {
  return unitOfWork(session, async (asked) => {
    const loaded = isUuid(target.ticketId) ? await lockTicket(asked, target.ticketId) : null;
    const clinic = loaded && (await loadClinic(asked, loaded.row.clinicId));
    if (!loaded || !clinic) return err(notFound(['ticketId']));
    const { state } = loaded;
    // A request that waited for the lock began before the change it waited for; its own comes after it.
    const uow = { ...asked, now: Math.max(asked.now, loaded.row.updatedAt) };
    const allowed = authorize(uow, permission, {
      clinicId: state.clinicId,
      organizationId: clinic.organizationId as never,
      requesterId: state.requesterId,
      ownerIds: state.watcherIds,
      shared: !state.confidential && clinic.staffTicketVisibility === 'CLINIC',
    });
    if (!allowed.ok) return allowed;
    const { expectedVersion } = target;
    if (expectedVersion !== undefined && expectedVersion !== state.version) {
      return err(versionConflict(state.id, state.version));
    }
    const decision = await decide(state, uow, clinic);
    if (!decision.ok) return decision;
    const events = decision.value;
    if (events.length > 0) {
      saveTicketEvents(uow, loaded, events, allowed.value);
      await advanceClocks(uow, state, events, clinic);
      await runTriage(uow, state.id, events, clinic);
    }
    return ok({ ticketId: state.id, entryId: entryIdOf(events) });
  });
}

function entryIdOf(events: readonly TicketEvent[]): string | null {
  for (const event of events) if ('entryId' in event) return event.entryId;
  return null;
}
