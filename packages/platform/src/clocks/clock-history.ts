import type { Instant } from '@wardline/kernel';
import type { TicketEvent as ClockEvent } from '@wardline/sla-engine';
import { TimelineEntryEntity, type TimelineEntryRow } from '../tickets/timeline.entity.ts';
import type { UnitOfWork } from '../unit-of-work.ts';
import {
  type Meaning,
  type Moved,
  meaningOfAssignment,
  meaningOfMerge,
  meaningOfMove,
  meaningOfOpening,
  meaningOfPriority,
  meaningOfReply,
} from './clock-meaning.ts';

/** The kinds of timeline entries that mean something to clocks. */
const TELLING = [
  'OPENED',
  'STATE_CHANGED',
  'ASSIGNED',
  'PRIORITY_CHANGED',
  'PUBLIC_REPLY',
  'MERGED',
  'SERVICE_RESTORED',
  'NOTIFICATION_RECORDED',
] as const;

/** A ticket's history as clocks read it, from its timeline: the same facts that its events were. */
export async function clockHistory(uow: UnitOfWork, ticketId: string): Promise<ClockEvent[]> {
  return (await clockHistories(uow, [ticketId])).get(ticketId) ?? [];
}

/** The histories of many tickets, in one statement. */
export async function clockHistories(
  { em, session }: UnitOfWork,
  ticketIds: readonly string[],
): Promise<ReadonlyMap<string, ClockEvent[]>> {
  const { mspId } = session.principal.principal;
  const entries = await em.find(
    TimelineEntryEntity,
    { mspId, ticketId: { $in: [...ticketIds] }, kind: { $in: [...TELLING] } },
    { orderBy: { at: 'asc', id: 'asc' } },
  );
  const byTicket = Map.groupBy(entries, (entry) => entry.ticketId);
  return new Map([...byTicket].map(([ticketId, own]) => [ticketId, historyOf(own)]));
}

function historyOf(entries: readonly TimelineEntryRow[]): ClockEvent[] {
  let hold: string | null = null;
  const events: ClockEvent[] = [];
  for (const entry of entries) {
    const meaning = meaningOf(entry, hold);
    if (entry.kind === 'STATE_CHANGED') hold = (entry.facts as unknown as Moved).holdReason;
    for (const [index, each] of meaning.entries()) {
      const id = `${entry.id}/${index}`;
      const fact = { id, at: instantOf(entry), seq: events.length, by: entry.actorId };
      events.push({ ...each, ...fact } as ClockEvent);
    }
  }
  return events;
}

interface Facts {
  readonly priority: string;
  readonly from: string;
  readonly to: string;
  readonly teamId: string | null;
  readonly assigneeId: string | null;
  readonly fromClient: boolean;
  readonly copiedFrom?: string;
  readonly discoveredAt?: Instant | null;
  readonly restoredAt?: Instant;
  readonly notifiedAt?: Instant;
}

/** When it happened, which may be before somebody wrote it down. */
function instantOf({ at, facts }: TimelineEntryRow): Instant {
  const { restoredAt, notifiedAt } = facts as unknown as Facts;
  return restoredAt ?? notifiedAt ?? at;
}

function meaningOf(entry: TimelineEntryRow, hold: string | null): Meaning[] {
  const facts = entry.facts as unknown as Facts;
  switch (entry.kind) {
    case 'OPENED':
      return meaningOfOpening(facts.priority, facts, facts.discoveredAt ?? null);
    case 'PRIORITY_CHANGED':
      return meaningOfPriority(facts.from, facts.to);
    case 'ASSIGNED':
      return meaningOfAssignment(facts);
    case 'PUBLIC_REPLY':
      // A copy from another ticket answers nobody in this one.
      return facts.copiedFrom === undefined ? meaningOfReply(facts.fromClient) : [];
    case 'STATE_CHANGED':
      return meaningOfMove(entry.facts as unknown as Moved, hold);
    case 'MERGED':
      return meaningOfMerge(hold);
    case 'SERVICE_RESTORED':
      return [{ type: 'RESTORED' }];
    case 'NOTIFICATION_RECORDED':
      return [{ type: 'NOTIFIED' }];
    default:
      return [];
  }
}
