import { foldTag } from '@wardline/ticket-core';
import type { Shape } from '../reading/shape.ts';
import { OWN_CLINICS } from './ticket.entity.ts';

const text = (column: string) => ({ column, kind: 'text' }) as const;
const sorted = (column: string) => ({ column, kind: 'text', sortable: true }) as const;
const instant = (column: string) => ({ column, kind: 'instant' }) as const;
const idOf = (column: string, of: string) => ({ column, kind: 'id', of }) as const;

/** As an array: the planner, who cannot know how few they are, would otherwise go through all tickets. */
function touchingTickets(ticket: string): string {
  const own = `ticket_asset own where own.msp_id = ${ticket}.msp_id and own.ticket_id = ${ticket}.id`;
  const of = (asset: string, other: string) =>
    `select d.${other} from asset_dependency d where (d.msp_id, d.${asset}) in (select own.msp_id, own.asset_id from ${own})`;
  return `select unnest(array(
    select distinct other.ticket_id from (
      select own.asset_id from ${own}
      union ${of('depends_on_id', 'asset_id')}
      union ${of('asset_id', 'depends_on_id')}
    ) around(asset_id)
    join ticket_asset other on other.msp_id = ${ticket}.msp_id and other.asset_id = around.asset_id
    where other.ticket_id <> ${ticket}.id))`;
}

/** The other clinics whose assets need what a ticket is about: if it goes, they stand still. */
function dependentClinics(ticket: string): string {
  return `select unnest(array(
    select distinct a.clinic_id from ticket_asset own
    join asset_dependency d on d.msp_id = own.msp_id and d.depends_on_id = own.asset_id
    join asset a on a.msp_id = d.msp_id and a.id = d.asset_id
    where own.msp_id = ${ticket}.msp_id and own.ticket_id = ${ticket}.id
      and a.clinic_id <> ${ticket}.clinic_id))`;
}

export const ticketShape: Shape = {
  name: 'Ticket',
  table: 'ticket',
  requires: { permission: 'ticket:read' },
  narrowing: { column: 'clinic_id', anyOf: OWN_CLINICS },
  columns: {
    id: { column: 'id', kind: 'id', of: 'Ticket', sortable: true },
    number: sorted('number'),
    type: sorted('type'),
    title: sorted('title'),
    description: text('description'),
    channel: text('channel'),
    domain: sorted('domain'),
    category: text('category'),
    supportTier: { column: 'support_tier', kind: 'integer' },
    impact: text('impact'),
    urgency: text('urgency'),
    careImpact: text('care_impact'),
    statedCareImpact: text('stated_care_impact'),
    patientConnected: { column: 'patient_connected', kind: 'boolean' },
    alternativeAvailable: { column: 'alternative_available', kind: 'boolean' },
    priority: sorted('priority'),
    priorityReason: { column: 'priority_reason', kind: 'json' },
    state: sorted('state'),
    holdReason: text('hold_reason'),
    confidential: { column: 'confidential', kind: 'boolean' },
    resolutionCode: text('resolution_code'),
    resolutionNote: text('resolution_note'),
    reopenCount: { column: 'reopen_count', kind: 'integer' },
    clinicId: idOf('clinic_id', 'Clinic'),
    requesterId: idOf('requester_id', 'Person'),
    assigneeId: idOf('assignee_id', 'Person'),
    teamId: idOf('team_id', 'Team'),
    locationId: idOf('location_id', 'Location'),
    openedAt: { column: 'opened_at', kind: 'instant', sortable: true },
    updatedAt: { column: 'updated_at', kind: 'instant', sortable: true },
    stateSince: instant('state_since'),
    requesterRepliedAt: instant('requester_replied_at'),
    deskRepliedAt: instant('desk_replied_at'),
    restoredAt: instant('restored_at'),
    resolvedAt: instant('resolved_at'),
    closedAt: instant('closed_at'),
    details: { column: 'details', kind: 'json' },
    notifications: { column: 'notifications', kind: 'json' },
    mergedIntoId: idOf('merged_into_id', 'Ticket'),
    rating: { column: 'rating', kind: 'json' },
    version: { column: 'version', kind: 'integer' },
  },
  one: {
    mergedInto: { to: 'Ticket', column: 'merged_into_id' },
    clinic: { to: 'Clinic', column: 'clinic_id' },
    requester: { to: 'Person', column: 'requester_id' },
    team: { to: 'Team', column: 'team_id' },
    assignee: { to: 'Person', column: 'assignee_id' },
    location: { to: 'Location', column: 'location_id' },
  },
  many: {
    mergedTickets: { to: 'Ticket', column: 'merged_into_id' },
    approvals: { to: 'ApprovalStage', column: 'ticket_id' },
    checklists: { to: 'Checklist', column: 'ticket_id' },
    tasks: { to: 'Task', column: 'ticket_id' },
    links: { to: 'TicketLink', column: 'from_id' },
    linkedFrom: { to: 'TicketLink', column: 'to_id' },
    knownErrors: {
      to: 'KnownError',
      column: 'to_id',
      through: { table: 'ticket_link', target: 'from_id' },
    },
    timeline: { to: 'TimelineEntry', column: 'ticket_id' },
    clocks: { to: 'Clock', column: 'ticket_id' },
    agreements: { to: 'TicketAgreement', column: 'ticket_id' },
    handOvers: { to: 'HandOver', column: 'ticket_id' },
    triageRuns: { to: 'TriageRun', column: 'ticket_id' },
    timeEntries: { to: 'TimeEntry', column: 'ticket_id' },
    visits: { to: 'Visit', column: 'ticket_id' },
    parts: { to: 'PartUsed', column: 'ticket_id' },
    tags: { to: 'TicketTag', column: 'ticket_id' },
    assets: {
      to: 'Asset',
      column: 'ticket_id',
      through: { table: 'ticket_asset', target: 'asset_id' },
    },
    /** What touches its assets, what needs them, or what they need; by Wardline's own reckoning. */
    touching: { to: 'Ticket', column: 'id', ids: touchingTickets },
    dependentClinics: { to: 'Clinic', column: 'id', ids: dependentClinics },
    watchers: {
      to: 'Person',
      column: 'ticket_id',
      through: { table: 'ticket_watcher', target: 'person_id' },
    },
  },
  defaultOrder: [{ field: 'openedAt', direction: 'DESC' }],
};

/** All columns that can be read of a ticket. */
export const TICKET_COLUMNS: readonly string[] = Object.keys(ticketShape.columns);

/** Working data of those who work on tickets: to everybody else a ticket has none. */
export const ticketTagShape: Shape = {
  name: 'TicketTag',
  table: 'ticket_tag',
  listedOnly: true,
  requires: { permission: 'ticket:read-internal', clinicColumn: 'clinic_id', strict: true },
  columns: {
    // Unique in its ticket, which is the only place where it is listed.
    id: { column: 'tag', kind: 'text', sortable: true },
    tag: { column: 'tag', kind: 'text', fold: foldTag },
  },
  one: {},
  many: {},
  defaultOrder: [{ field: 'id', direction: 'ASC' }],
};

export const timelineShape: Shape = {
  name: 'TimelineEntry',
  table: 'timeline_entry',
  requires: { permission: 'ticket:read' },
  columns: {
    id: { column: 'id', kind: 'id', of: 'TimelineEntry', sortable: true },
    kind: sorted('kind'),
    at: { column: 'at', kind: 'instant', sortable: true },
    actorKind: text('actor_kind'),
    actorId: { column: 'actor_id', kind: 'id' },
    personId: idOf('person_id', 'Person'),
    body: text('body'),
    facts: { column: 'facts', kind: 'json' },
  },
  one: {
    person: { to: 'Person', column: 'person_id' },
    ticket: { to: 'Ticket', column: 'ticket_id' },
  },
  many: {},
  defaultOrder: [{ field: 'at', direction: 'ASC' }],
};
