import type { Column, Shape } from '../reading/shape.ts';

const id = (of: string) => ({ column: 'id', kind: 'id', of, sortable: true }) as const;
const integer = (column: string): Column => ({ column, kind: 'integer', sortable: true });
const json = (column: string): Column => ({ column, kind: 'json' });
const at = (column: string): Column => ({ column, kind: 'instant', sortable: true });

// Whoever runs all of the desk reads its rules: they speak of every clinic.
const requires = { permission: 'team:manage', strict: true } as const;

export const triageRuleSetShape: Shape = {
  name: 'TriageRuleSet',
  table: 'triage_rule_set',
  requires,
  columns: {
    id: id('TriageRuleSet'),
    name: { column: 'name', kind: 'text', sortable: true },
    enabled: { column: 'enabled', kind: 'boolean' },
    position: integer('position'),
    draft: json('draft'),
    published: json('published'),
    publishedNumber: integer('published_number'),
    createdAt: at('created_at'),
    version: { column: 'version', kind: 'integer' },
  },
  one: {},
  many: { versions: { to: 'TriageRuleSetVersion', column: 'rule_set_id' } },
  defaultOrder: [
    { field: 'position', direction: 'ASC' },
    { field: 'createdAt', direction: 'ASC' },
  ],
};

export const triageRuleSetVersionShape: Shape = {
  name: 'TriageRuleSetVersion',
  table: 'triage_rule_set_version',
  requires,
  columns: {
    id: id('TriageRuleSetVersion'),
    number: integer('number'),
    rules: json('rules'),
    publishedAt: at('published_at'),
    ruleSetId: { column: 'rule_set_id', kind: 'id', of: 'TriageRuleSet' },
  },
  one: {
    ruleSet: { to: 'TriageRuleSet', column: 'rule_set_id' },
    publishedBy: { to: 'Person', column: 'person_id' },
  },
  many: {},
  defaultOrder: [{ field: 'number', direction: 'DESC' }],
};

export const triageRunShape: Shape = {
  name: 'TriageRun',
  table: 'triage_run',
  requires: { permission: 'ticket:read-internal', clinicColumn: 'clinic_id', strict: true },
  columns: {
    id: id('TriageRun'),
    number: integer('number'),
    trigger: { column: 'trigger', kind: 'text' },
    depth: integer('depth'),
    at: at('at'),
    outcomes: json('outcomes'),
    ticketId: { column: 'ticket_id', kind: 'id', of: 'Ticket' },
    ruleSetId: { column: 'rule_set_id', kind: 'id', of: 'TriageRuleSet' },
  },
  one: {
    ticket: { to: 'Ticket', column: 'ticket_id' },
    ruleSet: { to: 'TriageRuleSet', column: 'rule_set_id' },
  },
  many: {},
  defaultOrder: [{ field: 'at', direction: 'DESC' }],
};
