import type { ClinicId, TicketId } from '@wardline/kernel';
import type { TicketStateName } from '../lifecycle/state.ts';
import type { TicketType } from '../tickets/ticket.ts';

/** How one ticket stands to another, read from left to right: "`from` CHILD_OF `to`". */
export const LINK_KINDS = [
  'CHILD_OF',
  'DUPLICATE_OF',
  'CAUSED_BY',
  'PROBLEM_OF',
  'CHANGE_FOR',
  'BLOCKS',
  'FOLLOWS',
  'SPLIT_FROM',
  'RELATES_TO',
] as const;
export type LinkKind = (typeof LINK_KINDS)[number];

/** The kinds people link by; the others come from following up and splitting. */
export const MANUAL_LINK_KINDS = [
  'CHILD_OF',
  'DUPLICATE_OF',
  'CAUSED_BY',
  'PROBLEM_OF',
  'CHANGE_FOR',
  'BLOCKS',
  'RELATES_TO',
] as const satisfies readonly LinkKind[];
export type ManualLinkKind = (typeof MANUAL_LINK_KINDS)[number];

export interface TicketLink {
  readonly kind: LinkKind;
  readonly fromId: TicketId;
  readonly toId: TicketId;
}

/** What must be known of the ticket at the other end. */
export interface LinkEnd {
  readonly id: TicketId;
  readonly number: string;
  readonly type: TicketType;
  readonly clinicId: ClinicId;
  readonly state: TicketStateName;
}

interface LinkRule {
  readonly from: readonly TicketType[];
  readonly to: readonly TicketType[];
  /** Following links of the kind must never lead back. */
  readonly acyclic: boolean;
  /** A ticket has at most one of the kind. */
  readonly single?: boolean;
  /** Both directions mean the same: stored once. */
  readonly symmetric?: boolean;
}

const ASKED: readonly TicketType[] = ['INCIDENT', 'SERVICE_REQUEST'];
const DONE: readonly TicketType[] = ['CHANGE', 'WORK_ORDER', 'SECURITY_INCIDENT'];
const SEEN = [...ASKED, ...DONE];

/**
 * What may be linked how. A problem may be behind the tickets of many clients, so it has few links,
 * and no client sees it; every other link stays inside one clinic.
 */
export const LINK_RULES: Readonly<Record<LinkKind, LinkRule>> = {
  CHILD_OF: { from: ASKED, to: ASKED, acyclic: true, single: true },
  DUPLICATE_OF: { from: SEEN, to: SEEN, acyclic: true, single: true },
  CAUSED_BY: { from: SEEN, to: SEEN, acyclic: true },
  PROBLEM_OF: { from: ['PROBLEM'], to: SEEN, acyclic: true },
  CHANGE_FOR: { from: ['CHANGE'], to: [...SEEN, 'PROBLEM'], acyclic: true },
  BLOCKS: { from: SEEN, to: SEEN, acyclic: true },
  FOLLOWS: { from: SEEN, to: SEEN, acyclic: true },
  SPLIT_FROM: { from: SEEN, to: SEEN, acyclic: true },
  RELATES_TO: { from: SEEN, to: SEEN, acyclic: false, symmetric: true },
};

/** A link as it is stored: a symmetric one from the lesser id to the greater. */
export function normalLink({ kind, fromId, toId }: TicketLink): TicketLink {
  if (!LINK_RULES[kind].symmetric || fromId < toId) return { kind, fromId, toId };
  return { kind, fromId: toId, toId: fromId };
}

/** True if following links of the kind from `start` leads to `goal`. */
export function leadsTo(
  start: TicketId,
  goal: TicketId,
  kind: LinkKind,
  links: readonly TicketLink[],
): boolean {
  const found = new Set([start]);
  // A Set iterates over what is added meanwhile: each ticket is visited once, whatever the links.
  for (const id of found) {
    if (id === goal) return true;
    for (const link of links) if (link.kind === kind && link.fromId === id) found.add(link.toId);
  }
  return false;
}
