import type { AssetId, PersonId, TicketId } from '@wardline/kernel';
import { evolveAll, type TicketEvent, type TicketState } from '@wardline/ticket-core';
import { LOCKED } from '../orm/lock.ts';
import type { UnitOfWork } from '../unit-of-work.ts';
import { factsOf } from './event-facts.ts';
import {
  TicketAssetEntity,
  TicketEntity,
  type TicketRow,
  TicketWatcherEntity,
} from './ticket.entity.ts';
import { momentsAfter, type TicketMoments } from './ticket-moments.ts';
import { TicketTagEntity } from './ticket-tag.entity.ts';
import { UNTOLD_ENTRY_KINDS } from './timeline.entity.ts';
import { writeTimeline } from './timeline.store.ts';

export interface LoadedTicket {
  readonly row: TicketRow;
  readonly state: TicketState;
}

/**
 * Loads a ticket and keeps it locked until the transaction ends: replies, notes and transitions of
 * one ticket go one after the other, so that none is lost and none is refused for the other's sake.
 */
export async function lockTicket(uow: UnitOfWork, id: string): Promise<LoadedTicket | null> {
  const { em } = uow;
  const { mspId } = uow.session.principal.principal;
  const row = await em.findOne(TicketEntity, { mspId, id }, LOCKED);
  if (!row) return null;
  const ticketId = row.id;
  const watchers = await em.find(TicketWatcherEntity, { mspId, ticketId });
  const tags = await em.find(TicketTagEntity, { mspId, ticketId });
  const assets = await em.find(
    TicketAssetEntity,
    { mspId, ticketId },
    { orderBy: { position: 'asc' } },
  );
  return {
    row,
    state: toState(row, {
      watcherIds: watchers.map((w) => w.personId as PersonId),
      assetIds: assets.map((a) => a.assetId as AssetId),
      tags: tags.map(({ tag }) => tag).sort(),
    }),
  };
}

/** Saves what was decided: the row, its links, the timeline, the audit entries and outbox events. */
export function saveTicketEvents(
  uow: UnitOfWork,
  loaded: LoadedTicket | null,
  events: readonly TicketEvent[],
  authority: string,
  clientSpeaks = uow.session.principal.principal.side === 'CLIENT',
): TicketState {
  const before = loaded?.state ?? null;
  const after = evolveAll(before, events);
  if (after === null) throw new TypeError('Nothing happened to no ticket.');
  if (loaded) {
    const moments = momentsAfter(pick(loaded.row), events, clientSpeaks);
    // Never back, whenever who waited for the lock began.
    const updatedAt = Math.max(uow.now, loaded.row.updatedAt, ...events.map(({ at }) => at));
    uow.em.assign(loaded.row, { ...columnsOf(after), ...moments, updatedAt });
  }
  // The policies of what hangs on a ticket look at the ticket: it has to be there first.
  else addRow(uow, after, momentsAfter(UNMOVED, events, clientSpeaks));
  saveLinks(uow, before, after);
  for (const event of events) {
    const entry = writeTimeline(uow, after, event, clientSpeaks);
    uow.record({
      type: event.type,
      recordType: 'Ticket',
      recordId: after.id,
      clinicId: after.clinicId,
      facts: factsOf(event),
      authority,
      internal: UNTOLD_ENTRY_KINDS.has(entry),
    });
  }
  return after;
}

const UNMOVED: TicketMoments = { stateSince: 0, requesterRepliedAt: null, deskRepliedAt: null };

const pick = ({ stateSince, requesterRepliedAt, deskRepliedAt }: TicketMoments) => ({
  stateSince,
  requesterRepliedAt,
  deskRepliedAt,
});

function addRow(uow: UnitOfWork, state: TicketState, moments: TicketMoments): void {
  uow.add(TicketEntity, {
    mspId: uow.session.principal.principal.mspId,
    id: state.id,
    clinicId: state.clinicId,
    type: state.type,
    number: state.number,
    channel: state.channel,
    openedAt: state.openedAt,
    updatedAt: uow.now,
    ...columnsOf(state),
    ...moments,
    version: 1,
  } as TicketRow);
}

function columnsOf(state: TicketState) {
  const {
    id: _id,
    clinicId: _clinicId,
    type: _type,
    number: _number,
    channel: _channel,
    openedAt: _openedAt,
    assetIds: _assetIds,
    watcherIds: _watcherIds,
    tags: _tags,
    version: _version,
    ...columns
  } = state;
  return columns;
}

/** What the row has and no decision asks about. */
function withoutRowOnly({
  mspId: _mspId,
  updatedAt: _updatedAt,
  stateSince: _stateSince,
  requesterRepliedAt: _requesterRepliedAt,
  deskRepliedAt: _deskRepliedAt,
  ...columns
}: TicketRow) {
  return columns;
}

type Links = Pick<TicketState, 'watcherIds' | 'assetIds' | 'tags'>;

function toState(row: TicketRow, links: Links): TicketState {
  return {
    ...withoutRowOnly({ ...row }),
    id: row.id as TicketId,
    ...links,
  } as TicketState;
}

function saveLinks(uow: UnitOfWork, before: TicketState | null, after: TicketState): void {
  const { em } = uow;
  const { mspId } = uow.session.principal.principal;
  const key = { mspId, ticketId: after.id };
  const common = { ...key, clinicId: after.clinicId };
  const watched = new Set(before?.watcherIds ?? []);
  for (const personId of after.watcherIds) {
    if (!watched.delete(personId)) {
      uow.add(TicketWatcherEntity, { ...common, personId });
    }
  }
  for (const personId of watched) {
    em.remove(em.getReference(TicketWatcherEntity, [mspId, after.id, personId] as never));
  }
  const tagged = new Set(before?.tags ?? []);
  for (const tag of after.tags) {
    if (!tagged.delete(tag)) uow.add(TicketTagEntity, { ...common, tag });
  }
  for (const tag of tagged) {
    em.remove(em.getReference(TicketTagEntity, [mspId, after.id, tag] as never));
  }
  const affected = new Set(before?.assetIds ?? []);
  after.assetIds.forEach((assetId, position) => {
    if (!affected.delete(assetId)) {
      uow.add(TicketAssetEntity, { ...common, assetId, position });
    }
  });
  for (const assetId of affected) {
    em.remove(em.getReference(TicketAssetEntity, [mspId, after.id, assetId] as never));
  }
}
