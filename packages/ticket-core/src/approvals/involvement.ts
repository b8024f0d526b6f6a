import { type InputPath, type PersonId, refusal } from '@wardline/kernel';
import { detailsOf, type Involved } from '../details/details.ts';
import type { TicketInputRefused } from '../errors.ts';
import type { TicketEvent } from '../events.ts';
import type { TicketStateName } from '../lifecycle/state.ts';
import type { TicketState } from '../tickets/ticket.ts';
import { memberOf } from '../timeline/add-public-reply.ts';

// Segregation of duties: who asks for something, or does it, does not approve it. A part somebody once
// had stays theirs: a name that is taken out for the moment of the approval changes nothing.

/** While a change is in one of these, whoever it is assigned to does it. */
const BEING_DONE: readonly TicketStateName[] = ['IMPLEMENTING', 'FAILED', 'BACKED_OUT'];

/** Everybody who asks for a change or a request or does it, now or before. */
export function involvedIn(ticket: TicketState): readonly Involved[] {
  const change = detailsOf(ticket, 'CHANGE');
  const before = change?.involved ?? detailsOf(ticket, 'SERVICE_REQUEST')?.involved ?? [];
  const now: (Involved | null)[] = [
    as('REQUESTER', ticket.requesterId),
    change && as('IMPLEMENTER', change.implementerId),
    change && as('IMPLEMENTER', ticket.assigneeId),
  ];
  return distinct([...before, ...now.filter((each) => each !== null)]);
}

/** Why somebody cannot approve this ticket, in words; null if they can. */
export function involvement(ticket: TicketState, personId: PersonId): string | null {
  const part = involvedIn(ticket).find((each) => each.personId === personId);
  if (!part) return null;
  return part.as === 'IMPLEMENTER'
    ? 'Who does the change, or once was to, does not approve it.'
    : 'Nobody approves what they asked for themselves.';
}

/** Refuses a part in a change to somebody who has approved it; null if they may have it. */
export function partRefused(
  ticket: TicketState,
  { as: part, personId }: Involved,
  approverIds: readonly PersonId[] = [],
  path: InputPath = [],
): TicketInputRefused | null {
  if (ticket.type !== 'CHANGE' && ticket.type !== 'SERVICE_REQUEST') return null;
  if (part === 'IMPLEMENTER' && ticket.type !== 'CHANGE') return null;
  if (!approverIds.includes(personId)) return null;
  return part === 'IMPLEMENTER'
    ? refusal('IMPLEMENTER_IS_APPROVER', 'They approved it: somebody else does it.', path)
    : refusal('APPROVER_INVOLVED', 'They approved it: it cannot be their own request.', path);
}

/** The ticket with the parts that people have in it since this event. */
export function withInvolved(ticket: TicketState, event: TicketEvent): TicketState {
  const { details } = ticket;
  if (details?.of !== 'CHANGE' && details?.of !== 'SERVICE_REQUEST') return ticket;
  const parts = [as('REQUESTER', ticket.requesterId)];
  // Nobody else is named: whoever opened it wants it.
  if (event.type === 'TicketOpened' && ticket.requesterId === null) {
    parts.push(as('REQUESTER', memberOf(event.by)));
  }
  if (event.type === 'MergeReceived') parts.push(as('REQUESTER', event.sourceRequesterId));
  if (details.of === 'CHANGE') {
    parts.push(as('IMPLEMENTER', details.implementerId));
    if (BEING_DONE.includes(ticket.state)) parts.push(as('IMPLEMENTER', ticket.assigneeId));
    const comes = event.type === 'VisitPlanned' || event.type === 'VisitRescheduled';
    if (comes) parts.push(as('IMPLEMENTER', event.personId));
    const begins = event.type === 'TicketStateChanged' && event.to === 'IMPLEMENTING';
    if (begins) parts.push(as('IMPLEMENTER', memberOf(event.by)));
  }
  const involved = distinct([...details.involved, ...parts.filter((each) => each !== null)]);
  if (involved.length === details.involved.length) return ticket;
  return { ...ticket, details: { ...details, involved } };
}

const as = (part: Involved['as'], personId: PersonId | null): Involved | null =>
  personId === null ? null : { personId, as: part };

const distinct = (parts: readonly Involved[]): readonly Involved[] =>
  parts.filter(
    (part, index) =>
      parts.findIndex((each) => each.personId === part.personId && each.as === part.as) === index,
  );
