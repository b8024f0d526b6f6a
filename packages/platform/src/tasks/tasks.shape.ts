import type { Shape } from '../reading/shape.ts';
import { OWN_CLINICS } from '../tickets/ticket.entity.ts';

const text = (column: string) => ({ column, kind: 'text' }) as const;
const boolean = (column: string) => ({ column, kind: 'boolean' }) as const;
const json = (column: string) => ({ column, kind: 'json' }) as const;
const integer = (column: string) => ({ column, kind: 'integer' }) as const;
const idOf = (column: string, of: string) => ({ column, kind: 'id', of }) as const;

export const checklistShape: Shape = {
  name: 'Checklist',
  table: 'checklist',
  requires: { permission: 'ticket:read' },
  columns: {
    id: { column: 'id', kind: 'id', of: 'Checklist', sortable: true },
    name: { column: 'name', kind: 'text', sortable: true },
    order: text('step_order'),
    templateId: idOf('template_id', 'ChecklistTemplate'),
    templateNumber: integer('template_number'),
    startedAt: { column: 'started_at', kind: 'instant', sortable: true },
  },
  one: {
    ticket: { to: 'Ticket', column: 'ticket_id' },
    template: { to: 'ChecklistTemplate', column: 'template_id' },
  },
  many: { tasks: { to: 'Task', column: 'checklist_id' } },
  defaultOrder: [{ field: 'startedAt', direction: 'ASC' }],
};

export const taskShape: Shape = {
  name: 'Task',
  table: 'task',
  requires: { permission: 'ticket:read' },
  narrowing: { column: 'clinic_id', anyOf: OWN_CLINICS },
  columns: {
    id: { column: 'id', kind: 'id', of: 'Task', sortable: true },
    position: { column: 'position', kind: 'integer', sortable: true },
    title: text('title'),
    instructions: text('instructions'),
    kind: text('kind'),
    lane: text('step_lane'),
    required: boolean('required'),
    evidenceRequired: boolean('evidence_required'),
    unit: text('unit'),
    min: json('min'),
    max: json('max'),
    status: { column: 'status', kind: 'text', sortable: true },
    number: json('measured'),
    text: text('text'),
    evidence: json('evidence'),
    answeredById: idOf('answered_by', 'Person'),
    answeredAt: { column: 'answered_at', kind: 'instant' },
  },
  one: {
    ticket: { to: 'Ticket', column: 'ticket_id' },
    checklist: { to: 'Checklist', column: 'checklist_id' },
    answeredBy: { to: 'Person', column: 'answered_by' },
  },
  many: {},
  defaultOrder: [{ field: 'position', direction: 'ASC' }],
};

export const checklistTemplateShape: Shape = {
  name: 'ChecklistTemplate',
  table: 'checklist_template',
  requires: { permission: 'template:read' },
  columns: {
    id: { column: 'id', kind: 'id', of: 'ChecklistTemplate', sortable: true },
    name: { column: 'name', kind: 'text', sortable: true },
    number: integer('number'),
    order: text('step_order'),
    steps: json('steps'),
    preApproved: boolean('pre_approved'),
    active: boolean('active'),
    createdAt: { column: 'created_at', kind: 'instant', sortable: true },
    version: integer('version'),
  },
  one: {},
  many: { versions: { to: 'ChecklistTemplateVersion', column: 'template_id' } },
  defaultOrder: [{ field: 'name', direction: 'ASC' }],
};

export const checklistTemplateVersionShape: Shape = {
  name: 'ChecklistTemplateVersion',
  table: 'checklist_template_version',
  requires: { permission: 'template:read' },
  columns: {
    id: { column: 'id', kind: 'id', of: 'ChecklistTemplateVersion', sortable: true },
    number: { column: 'number', kind: 'integer', sortable: true },
    order: text('step_order'),
    steps: json('steps'),
    changedAt: { column: 'changed_at', kind: 'instant', sortable: true },
  },
  one: { template: { to: 'ChecklistTemplate', column: 'template_id' } },
  many: {},
  defaultOrder: [{ field: 'number', direction: 'DESC' }],
};
