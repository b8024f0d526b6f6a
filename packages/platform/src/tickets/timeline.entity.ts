import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { instant, tenantKey } from '../orm/columns.ts';
import { isProvider, walled, withItsTicket } from '../orm/policies.ts';

/**
 * Each kind of entry says by itself who may read it. A reply and a note are two kinds, not one kind
 * with a flag: what is internal cannot be made public by forgetting something.
 */
export const PUBLIC_ENTRY_KINDS = [
  'OPENED',
  'STATE_CHANGED',
  'ASSIGNED',
  'PRIORITY_CHANGED',
  'SERVICE_RESTORED',
  'PUBLIC_REPLY',
  'MERGED',
  'MERGE_RECEIVED',
  'SPLIT',
  'RATED',
  'VISIT_PLANNED',
  'VISIT_RESCHEDULED',
  'VISIT_PROGRESSED',
] as const;
export const INTERNAL_ENTRY_KINDS = [
  'UPDATED',
  'INTERNAL_NOTE',
  'WORK_LOG',
  'WORK_LOG_CORRECTED',
  'WATCHERS_CHANGED',
  'SLA',
  'NOTIFICATION_RECORDED',
  'LINKS_CHANGED',
  'CHECKLIST_STARTED',
  'TASK_ANSWERED',
  'APPROVAL_REQUESTED',
  'APPROVAL_DECIDED',
  'APPROVALS_WITHDRAWN',
] as const;
/**
 * Of the internal ones those whose trail is too. Of the others, checklists and approvals say who answered
 * for what: that is the client's proof as well.
 */
export const UNTOLD_ENTRY_KINDS: ReadonlySet<string> = new Set([
  'INTERNAL_NOTE',
  'WORK_LOG',
  'WORK_LOG_CORRECTED',
]);
export const TIMELINE_ENTRY_KINDS = [...PUBLIC_ENTRY_KINDS, ...INTERNAL_ENTRY_KINDS] as const;
export type TimelineEntryKind = (typeof TIMELINE_ENTRY_KINDS)[number];

const publicKinds = PUBLIC_ENTRY_KINDS.map((kind) => `'${kind}'`).join(', ');
const ticketVisible = withItsTicket('timeline_entry');
const readable = `((${isProvider} or kind in (${publicKinds})) and ${ticketVisible})`;

/** What happened to a ticket, in order, append-only. */
export const TimelineEntryEntity = defineEntity({
  name: 'TimelineEntry',
  tableName: 'timeline_entry',
  properties: {
    ...tenantKey(),
    ticketId: p.uuid(),
    clinicId: p.uuid(),
    kind: p.enum(TIMELINE_ENTRY_KINDS),
    at: instant(),
    actorKind: p.enum(['MEMBER', 'API_KEY', 'SERVICE'] as const),
    actorId: p.uuid(),
    personId: p.uuid().strictNullable(),
    body: p.text().strictNullable(),
    facts: p.json<Record<string, unknown>>(),
  },
  indexes: [{ properties: ['mspId', 'ticketId', 'at', 'id'] }],
  ...walled({
    select: readable,
    insert: `(${isProvider} or kind <> 'INTERNAL_NOTE') and ${ticketVisible}`,
  }),
});
export type TimelineEntryRow = InferEntity<typeof TimelineEntryEntity>;
