import type { Instant } from '@wardline/kernel';
import type { TicketEvent as ClockEvent } from '@wardline/sla-engine';
import { categoryOf, type TicketStateName } from '@wardline/ticket-core';

/** What something means to clocks, before it has its instant and its place in the history. */
export type Meaning = ClockEvent extends infer E
  ? E extends ClockEvent
    ? Omit<E, 'id' | 'at' | 'seq' | 'by'>
    : never
  : never;

interface Given {
  readonly teamId: string | null;
  readonly assigneeId: string | null;
}

export interface Moved {
  readonly from: TicketStateName;
  readonly to: TicketStateName;
  readonly holdReason: string | null;
}

/** It was opened, and perhaps given to somebody at once. */
export function meaningOfOpening(
  priority: string,
  given: Given,
  discoveredAt: Instant | null,
): Meaning[] {
  const isGiven = given.teamId !== null || given.assigneeId !== null;
  return [
    // The law counts from when somebody first knew (45 CFR 164.404(a)(2)).
    { type: 'OPENED', priority, ...(discoveredAt === null ? {} : { occurredAt: discoveredAt }) },
    ...(isGiven ? meaningOfAssignment(given) : []),
  ];
}

export function meaningOfAssignment({ teamId, assigneeId }: Given): Meaning[] {
  return [
    {
      type: 'ASSIGNED',
      ...(teamId === null ? {} : { team: teamId }),
      ...(assigneeId === null ? {} : { assignee: assigneeId }),
    },
  ];
}

/** Only the desk's own words answer a ticket, whoever of the clinic's side writes. */
export function meaningOfReply(fromClient: boolean): Meaning[] {
  return [{ type: fromClient ? 'REQUESTER_REPLIED' : 'AGENT_REPLIED' }];
}

export function meaningOfPriority(from: string, to: string): Meaning[] {
  return from === to ? [] : [{ type: 'PRIORITY_CHANGED', priority: to }];
}

/** Another ticket goes on in its place: its own clocks end. @param hold what it waited for. */
export function meaningOfMerge(hold: string | null): Meaning[] {
  return [
    ...(hold === null ? [] : [{ type: 'RESUMED', reason: hold } as const]),
    { type: 'MERGED' },
  ];
}

/** @param hold what the ticket waited for before. */
export function meaningOfMove(moved: Moved, hold: string | null): Meaning[] {
  const ended: Meaning[] = hold === null ? [] : [{ type: 'RESUMED', reason: hold }];
  const [from, to] = [categoryOf(moved.from), categoryOf(moved.to)];
  if (moved.to === 'CANCELLED') return [...ended, { type: 'CANCELLED' }];
  if (to === 'FINAL') return [...ended, { type: 'CLOSED' }];
  if (to === 'DONE') return from === 'DONE' ? ended : [...ended, { type: 'RESOLVED' }];
  const reopened: Meaning[] = from === 'DONE' ? [{ type: 'REOPENED' }] : [];
  const isFirst = moved.from === 'NEW' || moved.from === 'DRAFT';
  const acknowledged: Meaning[] = isFirst ? [{ type: 'ACKNOWLEDGED' }] : [];
  const held: Meaning[] =
    to === 'HELD' && moved.holdReason !== null
      ? [{ type: 'PAUSED', reason: moved.holdReason }]
      : [];
  return [...ended, ...reopened, ...acknowledged, ...held];
}
