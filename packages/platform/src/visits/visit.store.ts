import { OPEN_VISIT_STATES, type Visit } from '@wardline/dispatch';
import { isUuid, type PersonId } from '@wardline/kernel';
import type { TicketState } from '@wardline/ticket-core';
import { LOCKED } from '../orm/lock.ts';
import type { UnitOfWork } from '../unit-of-work.ts';
import { VisitBriefingEntity, VisitEntity, type VisitRow } from './visit.entity.ts';

const tenant = (uow: UnitOfWork) => uow.session.principal.principal.mspId;
const open = { state: { $in: [...OPEN_VISIT_STATES] } };

/** A visit the caller sees. */
export async function findVisit(uow: UnitOfWork, id: string): Promise<VisitRow | null> {
  return isUuid(id) ? uow.em.findOne(VisitEntity, { mspId: tenant(uow), id }) : null;
}

/** The same, as it is now, and locked until the transaction ends. Its ticket is locked before. */
export async function lockVisit(uow: UnitOfWork, id: string): Promise<VisitRow | null> {
  return uow.em.findOne(VisitEntity, { mspId: tenant(uow), id }, LOCKED);
}

/** A row as decisions look at it. */
export function toVisit(row: VisitRow): Visit {
  const { id, kind, personId, plannedFrom, plannedUntil, state, arrivedAt, leftAt } = row;
  const times = { plannedFrom, plannedUntil, arrivedAt, leftAt };
  return { id, kind, state, ...times, personId: personId as PersonId, endReason: row.endReason };
}

/** How many visits of each of these tickets are open. */
export async function countOpenVisits(
  uow: UnitOfWork,
  ticketIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const of = { mspId: tenant(uow), ticketId: { $in: [...ticketIds] }, ...open };
  const rows = await uow.em.find(VisitEntity, of, { fields: ['ticketId'] });
  const byTicket = Map.groupBy(rows, ({ ticketId }) => ticketId);
  return new Map([...byTicket].map(([id, visits]) => [id, visits.length]));
}

/** Open visits go with the work: to the ticket that goes on. What is over stays where it happened. */
export async function moveOpenVisits(
  uow: UnitOfWork,
  source: TicketState,
  target: TicketState,
  authority: string,
): Promise<void> {
  const rows = await uow.em.find(
    VisitEntity,
    { mspId: tenant(uow), ticketId: source.id, ...open },
    LOCKED,
  );
  for (const row of rows) {
    uow.em.assign(row, { ticketId: target.id, updatedAt: uow.now });
    uow.record({
      type: 'VisitMoved',
      recordType: 'Visit',
      recordId: row.id,
      clinicId: row.clinicId,
      facts: { fromTicketId: source.id, ticketId: target.id },
      authority,
    });
  }
}

/** What only those know who do the work; no row as long as there is nothing to know. */
export async function saveBriefing(
  uow: UnitOfWork,
  visit: Pick<VisitRow, 'id' | 'clinicId'>,
  words: { readonly internalNote?: string | null; readonly overrideReason?: string | null },
): Promise<void> {
  const key = { mspId: tenant(uow), id: visit.id };
  const row = await uow.em.findOne(VisitBriefingEntity, key);
  if (row) {
    uow.em.assign(row, words);
    return;
  }
  const { internalNote = null, overrideReason = null } = words;
  if (internalNote === null && overrideReason === null) return;
  const { clinicId } = visit;
  uow.em.create(
    VisitBriefingEntity,
    { ...key, clinicId, internalNote, overrideReason },
    { persist: true },
  );
}
