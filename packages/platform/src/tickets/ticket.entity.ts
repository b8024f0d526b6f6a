import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import {
  CARE_IMPACTS,
  CHANNELS,
  DOMAINS,
  HOLD_REASONS,
  IMPACTS,
  type Notification,
  PRIORITIES,
  type PriorityExplanation,
  type Rating,
  RESOLUTION_CODES,
  TICKET_TYPES,
  type TicketDetails,
  URGENCIES,
} from '@wardline/ticket-core';
import { instant, tenantKey, version } from '../orm/columns.ts';
import { clinicsOf, inClinics, isProvider, isTheirTeam, me, msp, walled } from '../orm/policies.ts';

const watched = `id in (select w.ticket_id from ticket_watcher w where w.person_id = ${me})`;
const own = `(requester_id = ${me} or ${watched})`;
/** What is with a team of theirs: a clinic's own, or a vendor's, at a clinic they have to do with. */
const withTeam = `(${inClinics('known')} and ${isTheirTeam('team_id')})`;
/**
 * All of a clinic for those who run it; for its staff their own, what is with their team, and what the clinic shares. A problem
 * may be behind the tickets of many clients: it is the provider's alone.
 */
const visible = `((${isProvider} or type <> 'PROBLEM') and (${inClinics('full')} or ${own}
  or ${withTeam} or (confidential = false and ${inClinics('shared')})))`;

/** What `visible` implies of a ticket's clinic: one they have to do with, or of a ticket of their own. */
export const OWN_CLINICS = `array(
  select unnest(${clinicsOf('known')})
  union select o.clinic_id from ticket o where o.msp_id = ${msp} and o.requester_id = ${me}
  union select w.clinic_id from ticket_watcher w where w.msp_id = ${msp} and w.person_id = ${me})`;

/** A piece of work somebody asked for: incident, service request and the other ITIL types. */
export const TicketEntity = defineEntity({
  name: 'Ticket',
  tableName: 'ticket',
  properties: {
    ...tenantKey(),
    clinicId: p.uuid(),
    type: p.enum(TICKET_TYPES),
    number: p.text(),
    title: p.text(),
    description: p.text(),
    channel: p.enum(CHANNELS),
    domain: p.enum(DOMAINS),
    category: p.text().strictNullable(),
    supportTier: p.integer(),
    impact: p.enum(IMPACTS),
    urgency: p.enum(URGENCIES),
    careImpact: p.enum(CARE_IMPACTS),
    statedCareImpact: p.enum(CARE_IMPACTS),
    patientConnected: p.boolean().strictNullable(),
    alternativeAvailable: p.boolean().strictNullable(),
    priority: p.enum(PRIORITIES),
    priorityReason: p.json<PriorityExplanation>(),
    requesterId: p.uuid().strictNullable(),
    teamId: p.uuid().strictNullable(),
    assigneeId: p.uuid().strictNullable(),
    locationId: p.uuid().strictNullable(),
    state: p.text(),
    holdReason: p.enum(HOLD_REASONS).strictNullable(),
    confidential: p.boolean(),
    resolutionCode: p.enum(RESOLUTION_CODES).strictNullable(),
    resolutionNote: p.text().strictNullable(),
    reopenCount: p.integer(),
    openedAt: instant(),
    updatedAt: instant(),
    /** Since when it is in its state, and waits for what it waits for. */
    stateSince: instant(),
    /** When its requester, or another of the clinic's side, last replied. */
    requesterRepliedAt: instant().strictNullable(),
    /** When the desk last replied. */
    deskRepliedAt: instant().strictNullable(),
    restoredAt: instant().strictNullable(),
    resolvedAt: instant().strictNullable(),
    closedAt: instant().strictNullable(),
    details: p.json<TicketDetails>().strictNullable(),
    notifications: p.json<readonly Notification[]>(),
    mergedIntoId: p.uuid().strictNullable(),
    rating: p.json<Rating>().strictNullable(),
    version: version(),
  },
  indexes: [
    { properties: ['mspId', 'openedAt', 'id'] },
    { properties: ['mspId', 'updatedAt', 'id'] },
    { properties: ['mspId', 'clinicId', 'openedAt', 'id'] },
    { properties: ['mspId', 'state', 'openedAt', 'id'] },
    { properties: ['mspId', 'teamId', 'openedAt', 'id'] },
    { properties: ['mspId', 'assigneeId', 'openedAt', 'id'] },
    { properties: ['mspId', 'requesterId', 'openedAt', 'id'] },
    { properties: ['mspId', 'mergedIntoId'] },
    {
      // What scheduled rules go through.
      name: 'ticket_not_ended',
      expression: 'create index ticket_not_ended on ticket (msp_id, id) where closed_at is null',
    },
  ],
  uniques: [{ properties: ['mspId', 'number'] }],
  ...walled({
    select: visible,
    insert: `(${inClinics('full')} or (requester_id = ${me} and ${inClinics('known')}))`,
    // Who may read a ticket may touch it (a reply moves its version); what they may do is `access`'s.
    update: visible,
  }),
});
export type TicketRow = InferEntity<typeof TicketEntity>;

export const TicketWatcherEntity = defineEntity({
  name: 'TicketWatcher',
  tableName: 'ticket_watcher',
  properties: {
    mspId: p.uuid().primary(),
    ticketId: p.uuid().primary(),
    personId: p.uuid().primary(),
    clinicId: p.uuid(),
  },
  indexes: [{ properties: ['mspId', 'personId', 'ticketId'] }],
  ...walled({
    select: `(person_id = ${me} or ${isProvider} or ${inClinics('full')})`,
    insert: inClinics('known'),
    delete: inClinics('known'),
  }),
});

export const TicketAssetEntity = defineEntity({
  name: 'TicketAsset',
  tableName: 'ticket_asset',
  properties: {
    mspId: p.uuid().primary(),
    ticketId: p.uuid().primary(),
    assetId: p.uuid().primary(),
    clinicId: p.uuid(),
    position: p.integer(),
  },
  indexes: [{ properties: ['mspId', 'assetId'] }],
  ...walled({
    select: inClinics('known'),
    insert: inClinics('known'),
    delete: inClinics('known'),
  }),
});

/** The last number given out per MSP and ticket type. */
export const TicketCounterEntity = defineEntity({
  name: 'TicketCounter',
  tableName: 'ticket_counter',
  properties: {
    mspId: p.uuid().primary(),
    type: p.enum(TICKET_TYPES).primary(),
    last: p.integer(),
  },
  ...walled({ select: 'true', insert: 'true', update: 'true' }),
});
