import { type ClinicId, isUuid, type TicketId } from '@wardline/kernel';
import {
  detailsOf,
  type LinkEnd,
  type LinkKind,
  type TicketEvent,
  type TicketLink,
  type TicketState,
} from '@wardline/ticket-core';
import { TicketEntity } from '../tickets/ticket.entity.ts';
import type { UnitOfWork } from '../unit-of-work.ts';
import { KnownErrorEntity } from './known-error.entity.ts';
import { TicketLinkEntity } from './ticket-link.entity.ts';

const tenant = (uow: UnitOfWork) => uow.session.principal.principal.mspId;

/** Keeps what an event says of links and of workarounds. */
export async function saveRelations(
  uow: UnitOfWork,
  ticket: TicketState,
  event: TicketEvent,
): Promise<void> {
  const mspId = tenant(uow);
  switch (event.type) {
    case 'LinkAdded': {
      const link = { mspId, id: uow.newId(), ...event.link, createdAt: event.at };
      uow.add(TicketLinkEntity, link);
      return;
    }
    case 'LinkRemoved':
      await uow.em.nativeDelete(TicketLinkEntity, { mspId, ...event.link });
      return;
    case 'TicketOpened':
    case 'TicketUpdated':
      if (ticket.type === 'PROBLEM') await saveKnownError(uow, ticket);
  }
}

async function saveKnownError(uow: UnitOfWork, problem: TicketState): Promise<void> {
  const workaround = detailsOf(problem, 'PROBLEM')?.workaround ?? null;
  const key = { mspId: tenant(uow), id: problem.id };
  const known = await uow.em.findOne(KnownErrorEntity, key);
  if (known && workaround === null) uow.em.remove(known);
  else if (known && workaround !== known.workaround) {
    uow.em.assign(known, { workaround: workaround ?? '', changedAt: uow.now });
  } else if (!known && workaround !== null) {
    const made = { ...key, workaround, changedAt: uow.now };
    uow.add(KnownErrorEntity, made);
  }
}

/** A ticket as the other end of a link, if the caller sees it. */
export async function loadLinkEnd(uow: UnitOfWork, id: string): Promise<LinkEnd | null> {
  const row = await uow.em.findOne(TicketEntity, { mspId: tenant(uow), id });
  if (!row) return null;
  const { number, type, state, clinicId } = row;
  return {
    id: row.id as TicketId,
    number,
    type,
    clinicId: clinicId as ClinicId,
    state: state as LinkEnd['state'],
  };
}

/**
 * Whoever links tickets of one clinic does so one after the other, before any of them is locked: of two
 * who look at once, neither would see the link of the other that makes a circle of both.
 */
export async function lockLinksOf(uow: UnitOfWork, ticketId: string): Promise<void> {
  if (!isUuid(ticketId)) return;
  // Without the ORM: a ticket it had loaded by now would be the one from before the wait.
  await uow.run(
    `select pg_advisory_xact_lock(hashtextextended('links ' || clinic_id, 0))
     from ticket where msp_id = $1 and id = $2`,
    [tenant(uow), ticketId],
  );
}

/** Locks the tickets that are to be linked, in the order in which everybody locks several. */
export async function lockEnds(uow: UnitOfWork, ids: readonly string[]): Promise<void> {
  await uow.run(
    `select 1 from ticket where msp_id = $1::uuid and id = any($2::uuid[]) order by id for update`,
    [tenant(uow), ids.filter(isUuid)],
  );
}

/** The links of a kind that touch either ticket, and all that following the kind from `toId` reaches. */
export async function loadLinksAround(
  uow: UnitOfWork,
  kind: LinkKind,
  fromId: string,
  toId: string,
): Promise<TicketLink[]> {
  const rows = await uow.em.execute<{ from_id: string; to_id: string }[]>(
    `with recursive reached (id) as (
       select ?::uuid
       union select l.to_id from ticket_link l join reached r on l.from_id = r.id
         where l.msp_id = ? and l.kind = ?)
     select from_id, to_id from ticket_link where msp_id = ? and kind = ?
       and (from_id in (select id from reached) or to_id in (?::uuid, ?::uuid) or from_id = ?::uuid)`,
    [toId, tenant(uow), kind, tenant(uow), kind, fromId, toId, fromId],
  );
  return rows.map(({ from_id, to_id }) => ({
    kind,
    fromId: from_id as TicketId,
    toId: to_id as TicketId,
  }));
}

/** The ids of a ticket's children. */
export async function loadChildIds(uow: UnitOfWork, ticketId: string): Promise<string[]> {
  const links = await uow.em.find(
    TicketLinkEntity,
    { mspId: tenant(uow), toId: ticketId, kind: 'CHILD_OF' },
    { orderBy: { fromId: 'asc' } },
  );
  return links.map((link) => link.fromId);
}
