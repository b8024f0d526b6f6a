// What the application role may do at all; which rows, the policies say. It owns nothing and is
// granted neither TRUNCATE (which row-level security does not filter) nor REFERENCES nor TRIGGER.
import { APP_ROLE, DISPATCHER_ROLE } from '../../database/app-role.ts';

const READ_AND_WRITE = [
  'msp',
  'organization',
  'clinic',
  'clinic_group',
  'location',
  'team',
  'person',
  'person_affiliation',
  'access_grant',
  'credential',
  'access_epoch',
  'calendar',
  'contract',
  'contract_line',
  'escalation_policy',
  'agreement',
  'agreement_version',
  'asset',
  'ticket',
  'ticket_counter',
  'ticket_sla',
  'sla_clock',
  'rotation',
  'rotation_swap',
  'assignment_turn',
  'co_managed_agreement',
  'triage_rule_set',
  'visit',
  'visit_briefing',
  'time_entry',
  'part_used',
  'checklist_template',
  'task',
  'approval_stage',
  'approval_vote',
  'approval_delegation',
  'outbox_event',
  'import_record',
];
/** Their time-zone data is brought up to date; what they say is not. */
const CALENDAR_VERSIONS = 'calendar_version';
const APPEND_ONLY = [
  'timeline_entry',
  'audit_entry',
  'clock_transition',
  'hand_over',
  'triage_rule_set_version',
  'triage_run',
  'billing_terms',
  'invoice_export',
  'hr_event',
  'checklist_template_version',
  'checklist',
];
const LINKS = [
  'clinic_group_clinic',
  'team_member',
  'ticket_watcher',
  'ticket_asset',
  'ticket_tag',
  'agreement_coverage',
  'absence',
  'rotation_override',
  'ticket_link',
  'asset_relation',
  'asset_dependency',
  'blackout',
];

const roleSql = (role: string) => `do $$ begin
  create role ${role} nologin nosuperuser nocreatedb nocreaterole nobypassrls;
exception when duplicate_object or unique_violation then null;
end $$`;

/** Roles belong to the whole server: another database of it may have them already. */
export const ROLES_SQL: readonly string[] = [roleSql(APP_ROLE), roleSql(DISPATCHER_ROLE)];

export const GRANTS: readonly string[] = [
  'revoke create on schema public from public',
  `grant usage on schema public to ${APP_ROLE}`,
  `grant select, insert, update on ${READ_AND_WRITE.join(', ')} to ${APP_ROLE}`,
  `grant select, insert on ${APPEND_ONLY.join(', ')} to ${APP_ROLE}`,
  `grant select, insert, update (tz_version, zone_rules) on ${CALENDAR_VERSIONS} to ${APP_ROLE}`,
  // What nothing is charged by.
  `grant delete on contract_line to ${APP_ROLE}`,
  // Terms are withdrawn, never rewritten.
  `grant update (withdrawn_at) on billing_terms to ${APP_ROLE}`,
  // An invoice is voided, never rewritten.
  `grant update (voided_at, void_reason) on invoice_export to ${APP_ROLE}`,
  `grant select, insert, delete on ${LINKS.join(', ')} to ${APP_ROLE}`,
  `grant select, insert, delete on idempotency_record to ${APP_ROLE}`,
  `grant select, insert, update, delete on known_error, triage_schedule to ${APP_ROLE}`,
  // Only drafts, says the policy.
  `grant delete on agreement_version to ${APP_ROLE}`,
  // Who may serve may also dispatch; the dispatcher itself may see nothing but which MSPs there are.
  `grant ${DISPATCHER_ROLE} to ${APP_ROLE}`,
  `grant usage on schema public to ${DISPATCHER_ROLE}`,
  `grant select (id) on msp to ${DISPATCHER_ROLE}`,
  // Start-up, under whatever login, refuses a schema that is not its own version's.
  'grant select on mikro_orm_migrations to public',
];
