// Foreign keys and unique constraints ignore row-level security, so every one of them leads with the
// tenant: no key can point over the wall, and none can be used to ask what lies behind it. Where a
// child must stay in its parent's clinic, the clinic is part of the key too.

// `at the end`: checked when the transaction ends, for rows that one flush writes in any order.
type ForeignKey = readonly [
  table: string,
  columns: readonly string[],
  target: string,
  checked?: 'at the end',
];

const TENANT_TABLES = [
  'organization',
  'clinic',
  'location',
  'team',
  'team_member',
  'person',
  'access_grant',
  'credential',
  'access_epoch',
  'calendar',
  'calendar_version',
  'contract',
  'contract_line',
  'escalation_policy',
  'agreement',
  'agreement_version',
  'agreement_coverage',
  'asset',
  'ticket',
  'ticket_watcher',
  'ticket_asset',
  'ticket_counter',
  'timeline_entry',
  'ticket_sla',
  'sla_clock',
  'clock_transition',
  'audit_entry',
  'outbox_event',
  'idempotency_record',
  'import_record',
];

/** Tables whose rows others refer to together with their clinic. */
const CLINIC_KEYED = ['location', 'asset', 'ticket'];

const KEYS: readonly ForeignKey[] = [
  ['clinic', ['organization_id'], 'organization'],
  ['clinic', ['calendar_id'], 'calendar'],
  ['calendar_version', ['calendar_id'], 'calendar'],
  ['calendar_version', ['changed_by'], 'person'],
  ['location', ['clinic_id'], 'clinic'],
  ['location', ['clinic_id', 'parent_id'], 'location'],
  ['team', ['clinic_id'], 'clinic'],
  ['team_member', ['team_id'], 'team'],
  ['team_member', ['person_id'], 'person'],
  ['person', ['organization_id'], 'organization'],
  ['person', ['clinic_id'], 'clinic'],
  ['access_grant', ['person_id'], 'person'],
  ['access_grant', ['granted_by'], 'person'],
  ['credential', ['person_id'], 'person'],
  ['credential', ['created_by'], 'person'],
  ['contract', ['organization_id'], 'organization'],
  ['contract_line', ['contract_id'], 'contract'],
  ['contract_line', ['organization_id'], 'organization'],
  ['contract_line', ['clinic_id'], 'clinic'],
  ['agreement', ['team_id'], 'team'],
  ['agreement_version', ['agreement_id'], 'agreement'],
  ['agreement_coverage', ['agreement_id'], 'agreement'],
  ['agreement_coverage', ['organization_id'], 'organization'],
  ['agreement_coverage', ['clinic_id'], 'clinic'],
  ['agreement_coverage', ['clinic_id', 'asset_id'], 'asset'],
  ['agreement_coverage', ['contract_line_id'], 'contract_line'],
  ['asset', ['clinic_id'], 'clinic'],
  ['asset', ['clinic_id', 'location_id'], 'location'],
  ['ticket', ['clinic_id'], 'clinic'],
  ['ticket', ['requester_id'], 'person'],
  ['ticket', ['team_id'], 'team'],
  ['ticket', ['assignee_id'], 'person'],
  ['ticket', ['clinic_id', 'location_id'], 'location'],
  ['ticket', ['clinic_id', 'merged_into_id'], 'ticket'],
  ['ticket_watcher', ['clinic_id', 'ticket_id'], 'ticket'],
  ['ticket_watcher', ['person_id'], 'person'],
  ['ticket_asset', ['clinic_id', 'ticket_id'], 'ticket'],
  ['ticket_asset', ['clinic_id', 'asset_id'], 'asset'],
  ['timeline_entry', ['clinic_id', 'ticket_id'], 'ticket'],
  ['timeline_entry', ['person_id'], 'person'],
  ['ticket_sla', ['clinic_id', 'ticket_id'], 'ticket'],
  ['ticket_sla', ['agreement_id'], 'agreement'],
  ['sla_clock', ['clinic_id', 'ticket_id'], 'ticket'],
  ['sla_clock', ['ticket_sla_id'], 'ticket_sla', 'at the end'],
  ['sla_clock', ['agreement_id'], 'agreement'],
  ['sla_clock', ['calendar_id'], 'calendar'],
  ['clock_transition', ['clinic_id', 'ticket_id'], 'ticket'],
  ['clock_transition', ['clock_id'], 'sla_clock'],
];

export const FOREIGN_KEYS: readonly string[] = [
  ...CLINIC_KEYED.map(
    (table) =>
      `alter table ${table} add constraint ${table}_in_clinic unique (msp_id, clinic_id, id)`,
  ),
  ...TENANT_TABLES.map(
    (table) =>
      `alter table ${table} add constraint ${table}_msp foreign key (msp_id) references msp (id)`,
  ),
  ...KEYS.map(([table, columns, target, checked]) => {
    const referenced = columns.length === 2 ? 'msp_id, clinic_id, id' : 'msp_id, id';
    return `alter table ${table} add constraint ${table}_${columns.join('_')}_fk foreign key (msp_id, ${columns.join(', ')}) references ${target} (${referenced})${checked ? ' deferrable initially deferred' : ''}`;
  }),
];
