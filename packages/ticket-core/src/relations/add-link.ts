import {
  type Actor,
  err,
  type Instant,
  ok,
  type Result,
  refusal,
  type TicketId,
} from '@wardline/kernel';
import type { TicketInputRefused, TicketRefusal } from '../errors.ts';
import type { LinkAdded } from '../events.ts';
import { isFinal } from '../lifecycle/state.ts';
import { checkAt, checkChoice } from '../tickets/check-input.ts';
import { notFound } from '../tickets/check-references.ts';
import { LIMITS, type TicketState } from '../tickets/ticket.ts';
import {
  LINK_RULES,
  type LinkEnd,
  leadsTo,
  MANUAL_LINK_KINDS,
  type ManualLinkKind,
  normalLink,
  type TicketLink,
} from './link.ts';

/** Say how a ticket stands to another: "this `kind` that". */
export interface AddLinkCommand {
  readonly at: Instant;
  readonly by: Actor;
  readonly kind: ManualLinkKind;
  readonly targetId: TicketId;
}

export interface LinkFacts {
  /** The other ticket as the actor sees it. */
  readonly target: LinkEnd | null;
  /**
   * The links of this kind that touch either ticket, and all that following the kind from the target
   * reaches.
   */
  readonly links: readonly TicketLink[];
}

/**
 * Links two tickets.
 * @returns one `LinkAdded`, or nothing if they are linked so already; refusals: `NOT_FOUND`,
 *   `LINK_TO_ITSELF`, `LINK_TYPES`, `LINK_OTHER_CLINIC`, `LINK_CYCLE`, `LINK_TAKEN`, `LINK_NESTED`.
 */
export function addLink(
  ticket: TicketState,
  command: AddLinkCommand,
  facts: LinkFacts,
): Result<readonly LinkAdded[], TicketRefusal> {
  const { at, by, kind, targetId } = command;
  const moment = checkAt(at, ticket.openedAt);
  if (!moment.ok) return moment;
  const known = checkChoice(kind, MANUAL_LINK_KINDS, ['kind']);
  if (!known.ok) return known;
  const { target } = facts;
  if (target?.id !== targetId) return notFound(['targetId'], 'ticket');
  const link = { kind, fromId: ticket.id, toId: targetId };
  const normal = normalLink(link);
  if (facts.links.some((each) => isSame(normalLink(each), normal))) return ok([]);
  const refused =
    checkEnds(ticket, target, kind) ??
    checkSingle(link, facts.links) ??
    (kind === 'CHILD_OF' ? checkMajor(ticket, target, facts.links) : null);
  if (refused) return err(refused);
  const number = target.number;
  return ok([{ type: 'LinkAdded', ticketId: ticket.id, at, by, link: normal, targetId, number }]);
}

/** The types, the clinic, and that no ticket is its own cause. */
function checkEnds(
  ticket: TicketState,
  target: LinkEnd,
  kind: ManualLinkKind,
): TicketInputRefused | null {
  const rule = LINK_RULES[kind];
  if (target.id === ticket.id) {
    return refusal('LINK_TO_ITSELF', 'A ticket is not linked to itself.', ['targetId']);
  }
  if (!rule.from.includes(ticket.type) || !rule.to.includes(target.type)) {
    return refusal(
      'LINK_TYPES',
      `${kind} leads from ${rule.from.join(', ')} to ${rule.to.join(', ')}, not from ${ticket.type} to ${target.type}.`,
      ['kind'],
    );
  }
  const overClients = ticket.type === 'PROBLEM' || target.type === 'PROBLEM';
  if (!overClients && ticket.clinicId !== target.clinicId) {
    return refusal('LINK_OTHER_CLINIC', `${target.number} belongs to another clinic.`, [
      'targetId',
    ]);
  }
  return null;
}

function checkSingle(
  { kind, fromId, toId }: TicketLink,
  links: readonly TicketLink[],
): TicketInputRefused | null {
  const rule = LINK_RULES[kind];
  if (rule.acyclic && leadsTo(toId, fromId, kind, links)) {
    return refusal('LINK_CYCLE', `${kind} would lead in a circle.`, ['targetId']);
  }
  if (rule.single && links.some((link) => link.kind === kind && link.fromId === fromId)) {
    return refusal('LINK_TAKEN', `It is ${kind} another ticket already; remove that first.`, [
      'kind',
    ]);
  }
  return null;
}

/** A major incident is one level deep: what is resolved with it must be foreseeable. */
function checkMajor(
  ticket: TicketState,
  parent: LinkEnd,
  links: readonly TicketLink[],
): TicketInputRefused | null {
  if (isFinal(parent.state) || isFinal(ticket.state)) {
    return refusal('TICKET_CLOSED', 'Parent and child must not be closed.', ['targetId']);
  }
  const ofParent = links.filter(({ kind, toId }) => kind === 'CHILD_OF' && toId === parent.id);
  if (ofParent.length >= LIMITS.listEntries) {
    return refusal(
      'LIST_TOO_LONG',
      `${parent.number} has ${ofParent.length} children; it may have ${LIMITS.listEntries}.`,
      ['targetId'],
    );
  }
  const nested = links.some(
    ({ kind, fromId, toId }) => kind === 'CHILD_OF' && (fromId === parent.id || toId === ticket.id),
  );
  return nested
    ? refusal('LINK_NESTED', 'A child has no children, and a parent no parent.', ['targetId'])
    : null;
}

function isSame(a: TicketLink, b: TicketLink): boolean {
  return a.kind === b.kind && a.fromId === b.fromId && a.toId === b.toId;
}
