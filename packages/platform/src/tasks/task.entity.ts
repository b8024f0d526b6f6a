import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { CHECKLIST_ORDERS, LANES, STEP_KINDS, TASK_STATUSES } from '@wardline/ticket-core';
import { instant, tenantKey } from '../orm/columns.ts';
import { inClinics, isProvider, isTheirTeam, walled, withItsTicket } from '../orm/policies.ts';

/** It hangs on a ticket that is with their team: nobody resolves it over steps they do not see. */
const withTeam = `exists (select 1 from ticket w where w.msp_id = task.msp_id and w.id = task.ticket_id
  and ${isTheirTeam('w.team_id')} offset 0)`;
/**
 * Of the steps, a clinic's staff see those that are theirs to do; those who run it, and those whose team
 * the ticket is with, see all.
 */
const mine = `((${isProvider} or ${inClinics('full')} or step_lane = 'CLINICAL' or ${withTeam})
  and ${withItsTicket('task')})`;

/** A list of steps that a ticket was given. */
export const ChecklistEntity = defineEntity({
  name: 'Checklist',
  tableName: 'checklist',
  properties: {
    ...tenantKey(),
    ticketId: p.uuid(),
    clinicId: p.uuid(),
    name: p.text(),
    order: p.enum(CHECKLIST_ORDERS).fieldName('step_order'),
    /** The template it was started from, and which of its versions. */
    templateId: p.uuid().strictNullable(),
    templateNumber: p.integer().strictNullable(),
    startedAt: instant(),
  },
  indexes: [{ properties: ['mspId', 'ticketId'] }],
  ...walled({
    select: withItsTicket('checklist'),
    insert: `(${isProvider} and ${inClinics('full')})`,
  }),
});

/** One step of a ticket, and how it was answered. */
export const TaskEntity = defineEntity({
  name: 'Task',
  tableName: 'task',
  properties: {
    ...tenantKey(),
    checklistId: p.uuid(),
    ticketId: p.uuid(),
    clinicId: p.uuid(),
    position: p.integer(),
    title: p.text(),
    instructions: p.text(),
    kind: p.enum(STEP_KINDS),
    lane: p.enum(LANES).fieldName('step_lane'),
    required: p.boolean(),
    evidenceRequired: p.boolean(),
    unit: p.text().strictNullable(),
    min: p.double().$type<number>().strictNullable(),
    max: p.double().$type<number>().strictNullable(),
    status: p.enum(TASK_STATUSES),
    number: p.double().$type<number>().fieldName('measured').strictNullable(),
    text: p.text().strictNullable(),
    evidence: p.json<readonly string[]>(),
    answeredBy: p.uuid().strictNullable(),
    answeredAt: instant().strictNullable(),
  },
  indexes: [
    { properties: ['mspId', 'ticketId', 'position', 'id'] },
    { properties: ['mspId', 'checklistId'] },
    // The work that is open, oldest first; and what there is of a clinic.
    { properties: ['mspId', 'status', 'id'] },
    { properties: ['mspId', 'clinicId', 'id'] },
    { properties: ['mspId', 'clinicId', 'status', 'id'] },
  ],
  ...walled({
    select: mine,
    insert: `(${isProvider} and ${inClinics('full')})`,
    update: mine,
  }),
});
export type TaskRow = InferEntity<typeof TaskEntity>;
