// What MikroORM made of the entities (pnpm tables:print): tables, checks, indexes, row-level
// security with FORCE, and the policies.
export const TABLES = `
create table "absence" ("msp_id" uuid not null, "id" uuid not null, "person_id" uuid not null, "kind" text not null, "begins_at" timestamptz(3) not null, "ends_at" timestamptz(3) not null, primary key ("msp_id", "id"));
create index "absence_msp_id_person_id_ends_at_index" on "absence" ("msp_id", "person_id", "ends_at");

create table "access_epoch" ("msp_id" uuid not null, "epoch" bigint not null, primary key ("msp_id"));

create table "access_grant" ("msp_id" uuid not null, "id" uuid not null, "person_id" uuid not null, "role" text not null, "effect" text not null, "scope_type" text not null, "scope_id" uuid null, "valid_from" timestamptz(3) not null, "valid_until" timestamptz(3) null, "granted_by" uuid null, "reason" text not null, "version" int not null default 1, primary key ("msp_id", "id"));
create index "access_grant_msp_id_person_id_index" on "access_grant" ("msp_id", "person_id");
alter table "access_grant" add constraint "access_grant_role_check" check ("role" in ('MSP_ADMIN', 'DISPATCHER', 'TECHNICIAN', 'AUDITOR', 'ORG_ADMIN', 'CLINIC_ADMIN', 'CLINIC_STAFF', 'EXTERNAL'));
alter table "access_grant" add constraint "access_grant_effect_check" check ("effect" in ('ALLOW', 'DENY'));
alter table "access_grant" add constraint "access_grant_scope_type_check" check ("scope_type" in ('MSP', 'ORGANIZATION', 'CLINIC'));

create table "agreement" ("msp_id" uuid not null, "id" uuid not null, "name" text not null, "kind" text not null, "team_id" uuid null, "valid_until" timestamptz(3) null, "created_at" timestamptz(3) not null, "updated_at" timestamptz(3) not null, "version" int not null default 1, primary key ("msp_id", "id"));
alter table "agreement" add constraint "agreement_kind_check" check ("kind" in ('SLA', 'OLA', 'UC', 'REGULATORY'));

create table "agreement_coverage" ("msp_id" uuid not null, "id" uuid not null, "agreement_id" uuid not null, "level" text not null, "clinic_id" uuid null, "organization_id" uuid null, "asset_id" uuid null, "contract_line_id" uuid null, "created_at" timestamptz(3) not null, primary key ("msp_id", "id"));
create index "agreement_coverage_msp_id_agreement_id_index" on "agreement_coverage" ("msp_id", "agreement_id");
create index "agreement_coverage_msp_id_clinic_id_index" on "agreement_coverage" ("msp_id", "clinic_id");
create index "agreement_coverage_msp_id_organization_id_index" on "agreement_coverage" ("msp_id", "organization_id");
create index "agreement_coverage_msp_id_asset_id_index" on "agreement_coverage" ("msp_id", "asset_id");
create index "agreement_coverage_msp_id_contract_line_id_index" on "agreement_coverage" ("msp_id", "contract_line_id");
alter table "agreement_coverage" add constraint "agreement_coverage_level_check" check ("level" in ('TICKET', 'ASSET', 'CONTRACT_LINE', 'SERVICE', 'CLINIC', 'ORGANIZATION', 'MSP'));

create table "agreement_version" ("msp_id" uuid not null, "id" uuid not null, "agreement_id" uuid not null, "number" int not null, "state" text not null, "terms" jsonb not null, "valid_from" timestamptz(3) null, "published_at" timestamptz(3) null, "created_at" timestamptz(3) not null, "version" int not null default 1, primary key ("msp_id", "id"));
create unique index agreement_version_draft on agreement_version (msp_id, agreement_id) where state = 'DRAFT';
alter table "agreement_version" add constraint "agreement_version_msp_id_agreement_id_number_unique" unique ("msp_id", "agreement_id", "number");
alter table "agreement_version" add constraint "agreement_version_state_check" check ("state" in ('DRAFT', 'PUBLISHED'));

create table "approval_delegation" ("msp_id" uuid not null, "id" uuid not null, "from_id" uuid not null, "to_id" uuid not null, "valid_from" timestamptz(3) not null, "valid_until" timestamptz(3) not null, primary key ("msp_id", "id"));
create index "approval_delegation_msp_id_to_id_index" on "approval_delegation" ("msp_id", "to_id");
create index "approval_delegation_msp_id_valid_from_id_index" on "approval_delegation" ("msp_id", "valid_from", "id");

create table "approval_stage" ("msp_id" uuid not null, "id" uuid not null, "ticket_id" uuid not null, "clinic_id" uuid not null, "name" text not null, "position" int not null, "stage_lane" text null, "quorum" int not null, "outcome" text not null, "requested_at" timestamptz(3) not null, "withdrawn_at" timestamptz(3) null, primary key ("msp_id", "id"));
create index "approval_stage_msp_id_ticket_id_position_id_index" on "approval_stage" ("msp_id", "ticket_id", "position", "id");
create index "approval_stage_msp_id_requested_at_id_index" on "approval_stage" ("msp_id", "requested_at", "id");
alter table "approval_stage" add constraint "approval_stage_stage_lane_check" check ("stage_lane" in ('IT', 'HTM', 'CLINICAL', 'FACILITIES', 'PRIVACY'));
alter table "approval_stage" add constraint "approval_stage_outcome_check" check ("outcome" in ('PENDING', 'GRANTED', 'REFUSED'));

create table "approval_vote" ("msp_id" uuid not null, "id" uuid not null, "stage_id" uuid not null, "approver_id" uuid not null, "ticket_id" uuid not null, "clinic_id" uuid not null, "cast_by_id" uuid null, "decision" text null, "note" text null, "voted_at" timestamptz(3) null, primary key ("msp_id", "id"));
create index "approval_vote_msp_id_approver_id_index" on "approval_vote" ("msp_id", "approver_id");
create index "approval_vote_msp_id_ticket_id_index" on "approval_vote" ("msp_id", "ticket_id");
alter table "approval_vote" add constraint "approval_vote_msp_id_stage_id_approver_id_unique" unique ("msp_id", "stage_id", "approver_id");
alter table "approval_vote" add constraint "approval_vote_decision_check" check ("decision" in ('APPROVE', 'REJECT', 'ABSTAIN'));

create table "asset" ("msp_id" uuid not null, "id" uuid not null, "clinic_id" uuid not null, "location_id" uuid null, "kind" text not null, "domain" text not null, "name" text not null, "tag" text null, "serial" text null, "manufacturer" text null, "model" text null, "device_class" text null, "criticality" text not null, "ephi" text not null, "state" text not null, "out_of_service_reason" text null, "registered_at" timestamptz(3) not null, "updated_at" timestamptz(3) not null, "version" int not null default 1, primary key ("msp_id", "id"));
create index "asset_msp_id_clinic_id_name_id_index" on "asset" ("msp_id", "clinic_id", "name", "id");
create index "asset_msp_id_name_id_index" on "asset" ("msp_id", "name", "id");
create index "asset_msp_id_location_id_index" on "asset" ("msp_id", "location_id");
alter table "asset" add constraint "asset_msp_id_tag_unique" unique ("msp_id", "tag");
alter table "asset" add constraint "asset_kind_check" check ("kind" in ('WORKSTATION', 'SERVER', 'NETWORK', 'MOBILE', 'PRINTER', 'SOFTWARE_SERVICE', 'EHR', 'TELEHEALTH_KIT', 'SENSOR', 'MEDICAL_DEVICE', 'HVAC', 'LIGHTING', 'FIRE_SAFETY', 'ACCESS_CONTROL', 'POWER', 'WATER', 'NURSE_CALL', 'SERVICE'));
alter table "asset" add constraint "asset_domain_check" check ("domain" in ('IT', 'HTM', 'FACILITIES'));
alter table "asset" add constraint "asset_criticality_check" check ("criticality" in ('LIFE_SUPPORT', 'HIGH_RISK', 'CARE_CRITICAL', 'BUSINESS', 'LOW'));
alter table "asset" add constraint "asset_ephi_check" check ("ephi" in ('YES', 'NO', 'UNKNOWN'));
alter table "asset" add constraint "asset_state_check" check ("state" in ('PLANNED', 'ORDERED', 'RECEIVED', 'INCOMING_INSPECTION', 'INSTALLED', 'IN_SERVICE', 'OUT_OF_SERVICE', 'DECOMMISSIONING', 'SANITIZED', 'DISPOSED'));
alter table "asset" add constraint "asset_out_of_service_reason_check" check ("out_of_service_reason" in ('UNDER_REPAIR', 'RECALLED', 'QUARANTINED', 'LOANED'));

create table "asset_dependency" ("msp_id" uuid not null, "asset_id" uuid not null, "depends_on_id" uuid not null, "clinic_id" uuid not null, "depends_on_clinic_id" uuid not null, "steps" int not null, primary key ("msp_id", "asset_id", "depends_on_id"));
create index "asset_dependency_msp_id_depends_on_id_index" on "asset_dependency" ("msp_id", "depends_on_id");

create table "asset_relation" ("msp_id" uuid not null, "id" uuid not null, "kind" text not null, "asset_id" uuid not null, "clinic_id" uuid not null, "related_asset_id" uuid not null, "related_clinic_id" uuid not null, "created_at" timestamptz(3) not null, primary key ("msp_id", "id"));
create index "asset_relation_msp_id_related_asset_id_kind_index" on "asset_relation" ("msp_id", "related_asset_id", "kind");
alter table "asset_relation" add constraint "asset_relation_msp_id_asset_id_kind_related_asset_id_unique" unique ("msp_id", "asset_id", "kind", "related_asset_id");
alter table "asset_relation" add constraint "asset_relation_kind_check" check ("kind" in ('DEPENDS_ON', 'HOSTED_ON', 'CONNECTED_TO', 'POWERED_BY', 'COOLED_BY', 'PART_OF'));

create table "assignment_turn" ("msp_id" uuid not null, "team_id" uuid not null, "person_id" uuid null, "place" int not null, primary key ("msp_id", "team_id"));

create table "audit_entry" ("msp_id" uuid not null, "id" uuid not null, "at" timestamptz(3) not null, "actor_kind" text not null, "actor_id" uuid not null, "action" text not null, "record_type" text not null, "record_id" uuid not null, "clinic_id" uuid null, "request_id" text not null, "authority" text not null, "facts" jsonb not null, primary key ("msp_id", "id"));
create index "audit_entry_msp_id_record_id_at_index" on "audit_entry" ("msp_id", "record_id", "at");
create index "audit_entry_msp_id_at_id_index" on "audit_entry" ("msp_id", "at", "id");
alter table "audit_entry" add constraint "audit_entry_actor_kind_check" check ("actor_kind" in ('MEMBER', 'API_KEY', 'SERVICE'));

create table "billing_terms" ("msp_id" uuid not null, "id" uuid not null, "contract_id" uuid not null, "organization_id" uuid not null, "terms" jsonb not null, "calendar_id" uuid null, "created_at" timestamptz(3) not null, primary key ("msp_id", "id"));
create index "billing_terms_msp_id_contract_id_created_at_id_index" on "billing_terms" ("msp_id", "contract_id", "created_at", "id");

create table "blackout" ("msp_id" uuid not null, "id" uuid not null, "clinic_id" uuid not null, "name" text not null, "starts_at" timestamptz(3) not null, "ends_at" timestamptz(3) not null, primary key ("msp_id", "id"));
create index "blackout_msp_id_clinic_id_ends_at_index" on "blackout" ("msp_id", "clinic_id", "ends_at");
create index "blackout_msp_id_starts_at_id_index" on "blackout" ("msp_id", "starts_at", "id");

create table "calendar" ("msp_id" uuid not null, "id" uuid not null, "name" text not null, "definition" jsonb not null, "current_number" int not null, "created_at" timestamptz(3) not null, "version" int not null default 1, primary key ("msp_id", "id"));

create table "calendar_version" ("msp_id" uuid not null, "id" uuid not null, "calendar_id" uuid not null, "number" int not null, "definition" jsonb not null, "changed_at" timestamptz(3) not null, "changed_by" uuid null, "tz_version" text not null, "zone_rules" jsonb not null, primary key ("msp_id", "id"));
alter table "calendar_version" add constraint "calendar_version_msp_id_calendar_id_number_unique" unique ("msp_id", "calendar_id", "number");

create table "checklist" ("msp_id" uuid not null, "id" uuid not null, "ticket_id" uuid not null, "clinic_id" uuid not null, "name" text not null, "step_order" text not null, "template_id" uuid null, "template_number" int null, "started_at" timestamptz(3) not null, primary key ("msp_id", "id"));
create index "checklist_msp_id_ticket_id_index" on "checklist" ("msp_id", "ticket_id");
alter table "checklist" add constraint "checklist_step_order_check" check ("step_order" in ('SEQUENCE', 'PARALLEL'));

create table "checklist_template" ("msp_id" uuid not null, "id" uuid not null, "name" text not null, "number" int not null, "step_order" text not null, "steps" jsonb not null, "pre_approved" boolean not null, "active" boolean not null, "created_at" timestamptz(3) not null, "version" int not null default 1, primary key ("msp_id", "id"));
alter table "checklist_template" add constraint "checklist_template_msp_id_name_unique" unique ("msp_id", "name");
alter table "checklist_template" add constraint "checklist_template_step_order_check" check ("step_order" in ('SEQUENCE', 'PARALLEL'));

create table "checklist_template_version" ("msp_id" uuid not null, "id" uuid not null, "template_id" uuid not null, "number" int not null, "step_order" text not null, "steps" jsonb not null, "changed_at" timestamptz(3) not null, primary key ("msp_id", "id"));
alter table "checklist_template_version" add constraint "checklist_template_version_msp_id_template_id_number_unique" unique ("msp_id", "template_id", "number");
alter table "checklist_template_version" add constraint "checklist_template_version_step_order_check" check ("step_order" in ('SEQUENCE', 'PARALLEL'));

create table "clinic" ("msp_id" uuid not null, "id" uuid not null, "organization_id" uuid not null, "name" text not null, "time_zone" text not null, "calendar_id" uuid null, "staff_ticket_visibility" text not null, "created_at" timestamptz(3) not null, "version" int not null default 1, primary key ("msp_id", "id"));
create index "clinic_msp_id_organization_id_index" on "clinic" ("msp_id", "organization_id");
alter table "clinic" add constraint "clinic_staff_ticket_visibility_check" check ("staff_ticket_visibility" in ('OWN', 'CLINIC'));

create table "clock_transition" ("msp_id" uuid not null, "id" uuid not null, "ticket_id" uuid not null, "clinic_id" uuid not null, "clock_id" uuid not null, "kind" text not null, "metric" text not null, "type" text not null, "transition_key" text not null, "step_id" text not null, "at" timestamptz(3) not null, "noticed_at" timestamptz(3) not null, "notify_person_ids" uuid[] not null, "position" bigint not null default (pg_current_xact_id()::text::bigint), primary key ("msp_id", "id"));
create index "clock_transition_msp_id_position_id_index" on "clock_transition" ("msp_id", "position", "id");
create index "clock_transition_msp_id_ticket_id_at_id_index" on "clock_transition" ("msp_id", "ticket_id", "at", "id");
alter table "clock_transition" add constraint "clock_transition_msp_id_clock_id_transition_key_unique" unique ("msp_id", "clock_id", "transition_key");
alter table "clock_transition" add constraint "clock_transition_kind_check" check ("kind" in ('SLA', 'OLA', 'UC', 'REGULATORY'));
alter table "clock_transition" add constraint "clock_transition_metric_check" check ("metric" in ('ACKNOWLEDGE', 'FIRST_RESPONSE', 'NEXT_RESPONSE', 'UPDATE_CADENCE', 'RESTORE', 'RESOLVE', 'NOTIFY'));
alter table "clock_transition" add constraint "clock_transition_type_check" check ("type" in ('AT_RISK', 'BREACHED', 'ESCALATED'));

create table "co_managed_agreement" ("msp_id" uuid not null, "id" uuid not null, "clinic_id" uuid not null, "name" text not null, "terms" jsonb not null, "created_at" timestamptz(3) not null, "version" int not null default 1, primary key ("msp_id", "id"));
create index "co_managed_agreement_msp_id_clinic_id_created_at_index" on "co_managed_agreement" ("msp_id", "clinic_id", "created_at");

create table "contract" ("msp_id" uuid not null, "id" uuid not null, "organization_id" uuid not null, "name" text not null, "valid_from" timestamptz(3) not null, "valid_until" timestamptz(3) null, "created_at" timestamptz(3) not null, "version" int not null default 1, primary key ("msp_id", "id"));
create index "contract_msp_id_organization_id_index" on "contract" ("msp_id", "organization_id");

create table "contract_line" ("msp_id" uuid not null, "id" uuid not null, "contract_id" uuid not null, "organization_id" uuid not null, "clinic_id" uuid null, "name" text not null, "domains" jsonb null, "categories" jsonb null, "created_at" timestamptz(3) not null, "version" int not null default 1, primary key ("msp_id", "id"));
create index "contract_line_msp_id_contract_id_index" on "contract_line" ("msp_id", "contract_id");
create index "contract_line_msp_id_organization_id_index" on "contract_line" ("msp_id", "organization_id");

create table "credential" ("msp_id" uuid not null, "id" uuid not null, "kind" text not null, "name" text not null, "secret_hash" text not null, "person_id" uuid null, "scopes" text[] null, "clinic_ids" uuid[] null, "created_at" timestamptz(3) not null, "created_by" uuid null, "expires_at" timestamptz(3) null, "revoked_at" timestamptz(3) null, "version" int not null default 1, primary key ("msp_id", "id"));
alter table "credential" add constraint "credential_id_unique" unique ("id");
alter table "credential" add constraint "credential_kind_check" check ("kind" in ('API_KEY', 'PERSONAL_TOKEN'));

create table "escalation_policy" ("msp_id" uuid not null, "id" uuid not null, "name" text not null, "steps" jsonb not null, "created_at" timestamptz(3) not null, "version" int not null default 1, primary key ("msp_id", "id"));

create table "hand_over" ("msp_id" uuid not null, "id" uuid not null, "ticket_id" uuid not null, "clinic_id" uuid not null, "at" timestamptz(3) not null, "from_team_id" uuid null, "from_side" text null, "to_team_id" uuid not null, "to_side" text not null, "reason" text not null, "note" text null, "as_agreed" boolean null, "responsibility" jsonb null, "person_id" uuid null, primary key ("msp_id", "id"));
create index "hand_over_msp_id_ticket_id_at_id_index" on "hand_over" ("msp_id", "ticket_id", "at", "id");
alter table "hand_over" add constraint "hand_over_from_side_check" check ("from_side" in ('MSP', 'IN_HOUSE_IT', 'HTM', 'FACILITIES', 'VENDOR'));
alter table "hand_over" add constraint "hand_over_to_side_check" check ("to_side" in ('MSP', 'IN_HOUSE_IT', 'HTM', 'FACILITIES', 'VENDOR'));
alter table "hand_over" add constraint "hand_over_reason_check" check ("reason" in ('OUT_OF_SCOPE', 'SKILL_NEEDED', 'ACCESS_NEEDED', 'OUTSIDE_HOURS', 'CAPACITY', 'VENDOR_CONTRACT', 'FOLLOW_THE_SUN', 'RETURNED', 'OTHER'));

create table "hr_event" ("msp_id" uuid not null, "id" uuid not null, "kind" text not null, "clinic_id" uuid not null, "external_id" text null, "person_name" text not null, "effective_on" text not null, "ticket_id" uuid not null, "recorded_at" timestamptz(3) not null, primary key ("msp_id", "id"));
create index "hr_event_msp_id_clinic_id_recorded_at_index" on "hr_event" ("msp_id", "clinic_id", "recorded_at");
alter table "hr_event" add constraint "hr_event_msp_id_clinic_id_external_id_unique" unique ("msp_id", "clinic_id", "external_id");
alter table "hr_event" add constraint "hr_event_kind_check" check ("kind" in ('STARTER', 'MOVER', 'LEAVER'));

create table "idempotency_record" ("msp_id" uuid not null, "actor_id" uuid not null, "key" text not null, "request_hash" text not null, "outcome" jsonb not null, "created_at" timestamptz(3) not null, primary key ("msp_id", "actor_id", "key"));

create table "import_record" ("msp_id" uuid not null, "source" text not null, "external_type" text not null, "external_id" text not null, "record_id" uuid not null, "digest" text not null, "imported_at" timestamptz(3) not null, primary key ("msp_id", "source", "external_type", "external_id"));

create table "invoice_export" ("msp_id" uuid not null, "id" uuid not null, "contract_id" uuid not null, "organization_id" uuid not null, "period" text not null, "currency" text not null, "total_minor" bigint not null, "document" jsonb not null, "closing" jsonb not null, "exported_at" timestamptz(3) not null, primary key ("msp_id", "id"));
alter table "invoice_export" add constraint "invoice_export_msp_id_contract_id_period_unique" unique ("msp_id", "contract_id", "period");

create table "known_error" ("msp_id" uuid not null, "id" uuid not null, "workaround" text not null, "changed_at" timestamptz(3) not null, primary key ("msp_id", "id"));

create table "location" ("msp_id" uuid not null, "id" uuid not null, "clinic_id" uuid not null, "parent_id" uuid null, "kind" text not null, "name" text not null, "created_at" timestamptz(3) not null, "version" int not null default 1, primary key ("msp_id", "id"));
create index "location_msp_id_clinic_id_parent_id_index" on "location" ("msp_id", "clinic_id", "parent_id");
alter table "location" add constraint "location_kind_check" check ("kind" in ('SITE', 'BUILDING', 'FLOOR', 'ROOM', 'BAY', 'STORAGE', 'VEHICLE', 'PATIENT_HOME'));

create table "msp" ("id" uuid not null, "name" text not null, "priority_matrix" jsonb null, "created_at" timestamptz(3) not null, "version" int not null default 1, primary key ("id"));

create table "organization" ("msp_id" uuid not null, "id" uuid not null, "name" text not null, "created_at" timestamptz(3) not null, "version" int not null default 1, primary key ("msp_id", "id"));

create table "outbox_event" ("msp_id" uuid not null, "id" uuid not null, "at" timestamptz(3) not null, "type" text not null, "record_type" text not null, "record_id" uuid not null, "clinic_id" uuid null, "facts" jsonb not null, "published_at" timestamptz(3) null, primary key ("msp_id", "id"));
create index outbox_event_unpublished on outbox_event (msp_id, id) where published_at is null;

create table "part_used" ("msp_id" uuid not null, "id" uuid not null, "ticket_id" uuid not null, "clinic_id" uuid not null, "used_at" timestamptz(3) not null, "name" text not null, "quantity" int not null, "unit_price_minor" bigint not null, "billing" text not null, "invoice_export_id" uuid null, primary key ("msp_id", "id"));
create index "part_used_msp_id_clinic_id_used_at_index" on "part_used" ("msp_id", "clinic_id", "used_at");
create index "part_used_msp_id_ticket_id_used_at_index" on "part_used" ("msp_id", "ticket_id", "used_at");
alter table "part_used" add constraint "part_used_billing_check" check ("billing" in ('BILLABLE', 'NON_BILLABLE', 'CONTRACT'));

create table "person" ("msp_id" uuid not null, "id" uuid not null, "side" text not null, "organization_id" uuid null, "clinic_id" uuid null, "display_name" text not null, "email" text null, "active" boolean not null, "working_calendar_id" uuid null, "skills" jsonb null, "capacity" int null, "created_at" timestamptz(3) not null, "version" int not null default 1, primary key ("msp_id", "id"));
create index "person_msp_id_clinic_id_index" on "person" ("msp_id", "clinic_id");
create index "person_msp_id_organization_id_index" on "person" ("msp_id", "organization_id");
alter table "person" add constraint "person_msp_id_email_unique" unique ("msp_id", "email");
alter table "person" add constraint "person_side_check" check ("side" in ('PROVIDER', 'CLIENT'));

create table "person_affiliation" ("msp_id" uuid not null, "id" uuid not null, "person_id" uuid not null, "organization_id" uuid not null, "clinic_id" uuid null, "title" text null, "email" text null, "since" timestamptz(3) not null, "ended_at" timestamptz(3) null, "created_at" timestamptz(3) not null, "version" int not null default 1, primary key ("msp_id", "id"));
create index "person_affiliation_msp_id_person_id_index" on "person_affiliation" ("msp_id", "person_id");
create index "person_affiliation_msp_id_clinic_id_index" on "person_affiliation" ("msp_id", "clinic_id");
create index "person_affiliation_msp_id_organization_id_index" on "person_affiliation" ("msp_id", "organization_id");
create unique index person_affiliation_open on person_affiliation (msp_id, person_id, organization_id, clinic_id) nulls not distinct where ended_at is null;

create table "rotation" ("msp_id" uuid not null, "id" uuid not null, "team_id" uuid not null, "name" text not null, "layers" jsonb not null, "created_at" timestamptz(3) not null, "version" int not null default 1, primary key ("msp_id", "id"));
create index "rotation_msp_id_team_id_index" on "rotation" ("msp_id", "team_id");

create table "rotation_override" ("msp_id" uuid not null, "id" uuid not null, "rotation_id" uuid not null, "layer_id" text not null, "person_id" uuid not null, "begins_at" timestamptz(3) not null, "ends_at" timestamptz(3) not null, "swap_id" uuid null, "created_at" timestamptz(3) not null, primary key ("msp_id", "id"));
create index "rotation_override_msp_id_rotation_id_ends_at_index" on "rotation_override" ("msp_id", "rotation_id", "ends_at");

create table "rotation_swap" ("msp_id" uuid not null, "id" uuid not null, "rotation_id" uuid not null, "state" text not null, "gives_person_id" uuid not null, "gives_layer_id" text not null, "gives_from" timestamptz(3) not null, "gives_to" timestamptz(3) not null, "takes_person_id" uuid not null, "takes_layer_id" text not null, "takes_from" timestamptz(3) not null, "takes_to" timestamptz(3) not null, "created_at" timestamptz(3) not null, "version" int not null default 1, primary key ("msp_id", "id"));
create index "rotation_swap_msp_id_rotation_id_index" on "rotation_swap" ("msp_id", "rotation_id");
alter table "rotation_swap" add constraint "rotation_swap_state_check" check ("state" in ('PROPOSED', 'AGREED', 'DECLINED', 'WITHDRAWN'));

create table "sla_clock" ("msp_id" uuid not null, "id" uuid not null, "ticket_id" uuid not null, "clinic_id" uuid not null, "ticket_sla_id" uuid not null, "agreement_id" uuid not null, "calendar_id" uuid null, "calendar_version_ids" uuid[] not null, "kind" text not null, "metric" text not null, "clock_key" text not null, "cycle" int not null, "status" text not null, "started_at" timestamptz(3) not null, "due_at" timestamptz(3) null, "due_or_never" timestamptz(3) not null, "met_at" timestamptz(3) null, "breached_at" timestamptz(3) null, "next_transition_at" timestamptz(3) null, "state" jsonb not null, primary key ("msp_id", "id"));
create index sla_clock_next_transition on sla_clock (msp_id, next_transition_at) where next_transition_at is not null;
create index sla_clock_due on sla_clock (msp_id, due_or_never, id) where status in ('RUNNING', 'PAUSED');
create index "sla_clock_msp_id_ticket_id_index" on "sla_clock" ("msp_id", "ticket_id");
create index sla_clock_calendar on sla_clock (msp_id, calendar_id) where status in ('RUNNING', 'PAUSED') and breached_at is null;
alter table "sla_clock" add constraint "sla_clock_msp_id_ticket_sla_id_clock_key_unique" unique ("msp_id", "ticket_sla_id", "clock_key");
alter table "sla_clock" add constraint "sla_clock_kind_check" check ("kind" in ('SLA', 'OLA', 'UC', 'REGULATORY'));
alter table "sla_clock" add constraint "sla_clock_metric_check" check ("metric" in ('ACKNOWLEDGE', 'FIRST_RESPONSE', 'NEXT_RESPONSE', 'UPDATE_CADENCE', 'RESTORE', 'RESOLVE', 'NOTIFY'));
alter table "sla_clock" add constraint "sla_clock_status_check" check ("status" in ('RUNNING', 'PAUSED', 'MET', 'CANCELLED'));

create table "task" ("msp_id" uuid not null, "id" uuid not null, "checklist_id" uuid not null, "ticket_id" uuid not null, "clinic_id" uuid not null, "position" int not null, "title" text not null, "instructions" text not null, "kind" text not null, "step_lane" text not null, "required" boolean not null, "evidence_required" boolean not null, "unit" text null, "min" double precision null, "max" double precision null, "status" text not null, "measured" double precision null, "text" text null, "evidence" jsonb not null, "answered_by" uuid null, "answered_at" timestamptz(3) null, primary key ("msp_id", "id"));
create index "task_msp_id_ticket_id_position_id_index" on "task" ("msp_id", "ticket_id", "position", "id");
create index "task_msp_id_checklist_id_index" on "task" ("msp_id", "checklist_id");
alter table "task" add constraint "task_kind_check" check ("kind" in ('CHECK', 'NUMBER', 'PHOTO', 'ATTACHMENT', 'SIGNATURE', 'TEXT'));
alter table "task" add constraint "task_step_lane_check" check ("step_lane" in ('IT', 'HTM', 'CLINICAL', 'FACILITIES', 'PRIVACY'));
alter table "task" add constraint "task_status_check" check ("status" in ('OPEN', 'DONE', 'FAILED', 'SKIPPED'));

create table "team" ("msp_id" uuid not null, "id" uuid not null, "clinic_id" uuid null, "name" text not null, "domain" text not null, "side" text not null, "coverage_calendar_id" uuid null, "assignment" jsonb null, "created_at" timestamptz(3) not null, "version" int not null default 1, primary key ("msp_id", "id"));
alter table "team" add constraint "team_domain_check" check ("domain" in ('IT', 'HTM', 'FACILITIES'));
alter table "team" add constraint "team_side_check" check ("side" in ('PROVIDER', 'CLIENT', 'VENDOR'));

create table "team_member" ("msp_id" uuid not null, "team_id" uuid not null, "person_id" uuid not null, primary key ("msp_id", "team_id", "person_id"));
create index "team_member_msp_id_person_id_index" on "team_member" ("msp_id", "person_id");

create table "ticket" ("msp_id" uuid not null, "id" uuid not null, "clinic_id" uuid not null, "type" text not null, "number" text not null, "title" text not null, "description" text not null, "channel" text not null, "domain" text not null, "category" text null, "support_tier" int not null, "impact" text not null, "urgency" text not null, "care_impact" text not null, "stated_care_impact" text not null, "patient_connected" boolean null, "alternative_available" boolean null, "priority" text not null, "priority_reason" jsonb not null, "requester_id" uuid null, "team_id" uuid null, "assignee_id" uuid null, "location_id" uuid null, "state" text not null, "hold_reason" text null, "confidential" boolean not null, "resolution_code" text null, "resolution_note" text null, "reopen_count" int not null, "opened_at" timestamptz(3) not null, "updated_at" timestamptz(3) not null, "state_since" timestamptz(3) not null, "requester_replied_at" timestamptz(3) null, "desk_replied_at" timestamptz(3) null, "restored_at" timestamptz(3) null, "resolved_at" timestamptz(3) null, "closed_at" timestamptz(3) null, "details" jsonb null, "notifications" jsonb not null, "merged_into_id" uuid null, "rating" jsonb null, "version" int not null default 1, primary key ("msp_id", "id"));
create index "ticket_msp_id_opened_at_id_index" on "ticket" ("msp_id", "opened_at", "id");
create index "ticket_msp_id_updated_at_id_index" on "ticket" ("msp_id", "updated_at", "id");
create index "ticket_msp_id_clinic_id_opened_at_id_index" on "ticket" ("msp_id", "clinic_id", "opened_at", "id");
create index "ticket_msp_id_state_opened_at_id_index" on "ticket" ("msp_id", "state", "opened_at", "id");
create index "ticket_msp_id_team_id_opened_at_id_index" on "ticket" ("msp_id", "team_id", "opened_at", "id");
create index "ticket_msp_id_assignee_id_opened_at_id_index" on "ticket" ("msp_id", "assignee_id", "opened_at", "id");
create index "ticket_msp_id_requester_id_opened_at_id_index" on "ticket" ("msp_id", "requester_id", "opened_at", "id");
create index "ticket_msp_id_merged_into_id_index" on "ticket" ("msp_id", "merged_into_id");
create index ticket_not_ended on ticket (msp_id, id) where closed_at is null;
alter table "ticket" add constraint "ticket_msp_id_number_unique" unique ("msp_id", "number");
alter table "ticket" add constraint "ticket_type_check" check ("type" in ('INCIDENT', 'SERVICE_REQUEST', 'PROBLEM', 'CHANGE', 'WORK_ORDER', 'SECURITY_INCIDENT'));
alter table "ticket" add constraint "ticket_channel_check" check ("channel" in ('PORTAL', 'PHONE', 'EMAIL', 'API', 'IMPORT', 'MONITORING', 'WALK_IN'));
alter table "ticket" add constraint "ticket_domain_check" check ("domain" in ('IT', 'HTM', 'FACILITIES'));
alter table "ticket" add constraint "ticket_impact_check" check ("impact" in ('HIGH', 'MEDIUM', 'LOW'));
alter table "ticket" add constraint "ticket_urgency_check" check ("urgency" in ('HIGH', 'MEDIUM', 'LOW'));
alter table "ticket" add constraint "ticket_care_impact_check" check ("care_impact" in ('NONE', 'WORKAROUND', 'CARE_DELAYED', 'CARE_STOPPED', 'PATIENT_AT_RISK'));
alter table "ticket" add constraint "ticket_stated_care_impact_check" check ("stated_care_impact" in ('NONE', 'WORKAROUND', 'CARE_DELAYED', 'CARE_STOPPED', 'PATIENT_AT_RISK'));
alter table "ticket" add constraint "ticket_priority_check" check ("priority" in ('P1', 'P2', 'P3', 'P4', 'P5'));
alter table "ticket" add constraint "ticket_hold_reason_check" check ("hold_reason" in ('REQUESTER', 'VENDOR', 'CHANGE', 'PARTS', 'PATIENT_CARE_WINDOW', 'PROBLEM', 'EVIDENCE'));
alter table "ticket" add constraint "ticket_resolution_code_check" check ("resolution_code" in ('FIXED', 'FULFILLED', 'WORKAROUND_GIVEN', 'GUIDANCE_GIVEN', 'FIXED_BY_VENDOR', 'RECOVERED_BY_ITSELF', 'NO_FAULT_FOUND', 'CANNOT_REPRODUCE', 'DUPLICATE', 'DECLINED', 'NOT_RECORDED'));

create table "ticket_asset" ("msp_id" uuid not null, "ticket_id" uuid not null, "asset_id" uuid not null, "clinic_id" uuid not null, "position" int not null, primary key ("msp_id", "ticket_id", "asset_id"));
create index "ticket_asset_msp_id_asset_id_index" on "ticket_asset" ("msp_id", "asset_id");

create table "ticket_counter" ("msp_id" uuid not null, "type" text not null, "last" int not null, primary key ("msp_id", "type"));
alter table "ticket_counter" add constraint "ticket_counter_type_check" check ("type" in ('INCIDENT', 'SERVICE_REQUEST', 'PROBLEM', 'CHANGE', 'WORK_ORDER', 'SECURITY_INCIDENT'));

create table "ticket_link" ("msp_id" uuid not null, "id" uuid not null, "kind" text not null, "from_id" uuid not null, "to_id" uuid not null, "created_at" timestamptz(3) not null, primary key ("msp_id", "id"));
create index "ticket_link_msp_id_to_id_kind_from_id_index" on "ticket_link" ("msp_id", "to_id", "kind", "from_id");
alter table "ticket_link" add constraint "ticket_link_msp_id_from_id_kind_to_id_unique" unique ("msp_id", "from_id", "kind", "to_id");
alter table "ticket_link" add constraint "ticket_link_kind_check" check ("kind" in ('CHILD_OF', 'DUPLICATE_OF', 'CAUSED_BY', 'PROBLEM_OF', 'CHANGE_FOR', 'BLOCKS', 'FOLLOWS', 'SPLIT_FROM', 'RELATES_TO'));

create table "ticket_sla" ("msp_id" uuid not null, "id" uuid not null, "ticket_id" uuid not null, "clinic_id" uuid not null, "agreement_id" uuid not null, "agreement_version" int not null, "kind" text not null, "lane" text not null, "level" text not null, "reason" text not null, "chosen_at" timestamptz(3) not null, "is_live" boolean not null, "policies" jsonb not null, "changes" jsonb not null, "fold" jsonb not null, primary key ("msp_id", "id"));
create index ticket_sla_live on ticket_sla (msp_id, agreement_id, ticket_id) where is_live;
alter table "ticket_sla" add constraint "ticket_sla_msp_id_ticket_id_lane_unique" unique ("msp_id", "ticket_id", "lane");
alter table "ticket_sla" add constraint "ticket_sla_kind_check" check ("kind" in ('SLA', 'OLA', 'UC', 'REGULATORY'));
alter table "ticket_sla" add constraint "ticket_sla_level_check" check ("level" in ('TICKET', 'ASSET', 'CONTRACT_LINE', 'SERVICE', 'CLINIC', 'ORGANIZATION', 'MSP'));

create table "ticket_tag" ("msp_id" uuid not null, "ticket_id" uuid not null, "tag" text not null, "clinic_id" uuid not null, primary key ("msp_id", "ticket_id", "tag"));
create index "ticket_tag_msp_id_tag_ticket_id_index" on "ticket_tag" ("msp_id", "tag", "ticket_id");

create table "ticket_watcher" ("msp_id" uuid not null, "ticket_id" uuid not null, "person_id" uuid not null, "clinic_id" uuid not null, primary key ("msp_id", "ticket_id", "person_id"));
create index "ticket_watcher_msp_id_person_id_ticket_id_index" on "ticket_watcher" ("msp_id", "person_id", "ticket_id");

create table "time_entry" ("msp_id" uuid not null, "id" uuid not null, "ticket_id" uuid not null, "clinic_id" uuid not null, "person_id" uuid not null, "started_at" timestamptz(3) not null, "minutes" int not null, "kind" text not null, "billing" text not null, "invoice_export_id" uuid null, primary key ("msp_id", "id"));
create index "time_entry_msp_id_clinic_id_started_at_index" on "time_entry" ("msp_id", "clinic_id", "started_at");
create index "time_entry_msp_id_ticket_id_started_at_index" on "time_entry" ("msp_id", "ticket_id", "started_at");
alter table "time_entry" add constraint "time_entry_kind_check" check ("kind" in ('ON_SITE', 'REMOTE', 'TRAVEL'));
alter table "time_entry" add constraint "time_entry_billing_check" check ("billing" in ('BILLABLE', 'NON_BILLABLE', 'CONTRACT'));

create table "timeline_entry" ("msp_id" uuid not null, "id" uuid not null, "ticket_id" uuid not null, "clinic_id" uuid not null, "kind" text not null, "at" timestamptz(3) not null, "actor_kind" text not null, "actor_id" uuid not null, "person_id" uuid null, "body" text null, "facts" jsonb not null, primary key ("msp_id", "id"));
create index "timeline_entry_msp_id_ticket_id_at_id_index" on "timeline_entry" ("msp_id", "ticket_id", "at", "id");
alter table "timeline_entry" add constraint "timeline_entry_kind_check" check ("kind" in ('OPENED', 'STATE_CHANGED', 'ASSIGNED', 'PRIORITY_CHANGED', 'SERVICE_RESTORED', 'PUBLIC_REPLY', 'MERGED', 'MERGE_RECEIVED', 'SPLIT', 'RATED', 'VISIT_PLANNED', 'VISIT_RESCHEDULED', 'VISIT_PROGRESSED', 'UPDATED', 'INTERNAL_NOTE', 'WORK_LOG', 'WATCHERS_CHANGED', 'SLA', 'NOTIFICATION_RECORDED', 'LINKS_CHANGED', 'CHECKLIST_STARTED', 'TASK_ANSWERED', 'APPROVAL_REQUESTED', 'APPROVAL_DECIDED', 'APPROVALS_WITHDRAWN'));
alter table "timeline_entry" add constraint "timeline_entry_actor_kind_check" check ("actor_kind" in ('MEMBER', 'API_KEY', 'SERVICE'));

create table "triage_rule_set" ("msp_id" uuid not null, "id" uuid not null, "name" text not null, "enabled" boolean not null, "position" int not null, "draft" jsonb not null, "published" jsonb null, "published_number" int not null, "created_at" timestamptz(3) not null, "version" int not null default 1, primary key ("msp_id", "id"));

create table "triage_rule_set_version" ("msp_id" uuid not null, "id" uuid not null, "rule_set_id" uuid not null, "number" int not null, "rules" jsonb not null, "published_at" timestamptz(3) not null, "person_id" uuid null, primary key ("msp_id", "id"));
alter table "triage_rule_set_version" add constraint "triage_rule_set_version_msp_id_rule_set_id_number_unique" unique ("msp_id", "rule_set_id", "number");

create table "triage_run" ("msp_id" uuid not null, "id" uuid not null, "ticket_id" uuid not null, "clinic_id" uuid not null, "rule_set_id" uuid not null, "number" int not null, "trigger" text not null, "depth" int not null, "at" timestamptz(3) not null, "outcomes" jsonb not null, primary key ("msp_id", "id"));
create index "triage_run_msp_id_ticket_id_at_id_index" on "triage_run" ("msp_id", "ticket_id", "at", "id");
alter table "triage_run" add constraint "triage_run_trigger_check" check ("trigger" in ('OPENED', 'UPDATED', 'STATE_CHANGED', 'ASSIGNED', 'REPLIED', 'CLOCK_AT_RISK', 'CLOCK_BREACHED', 'SCHEDULED'));

create table "triage_schedule" ("msp_id" uuid not null, "rule_set_id" uuid not null, "every_minutes" int not null, "next_run_at" timestamptz(3) not null, "started_at" timestamptz(3) null, "done_until" uuid null, "claimed_until" timestamptz(3) null, primary key ("msp_id", "rule_set_id", "every_minutes"));
create index "triage_schedule_msp_id_next_run_at_index" on "triage_schedule" ("msp_id", "next_run_at");

create table "visit" ("msp_id" uuid not null, "id" uuid not null, "ticket_id" uuid not null, "clinic_id" uuid not null, "person_id" uuid not null, "kind" text not null, "state" text not null, "location_id" uuid null, "planned_from" timestamptz(3) not null, "planned_until" timestamptz(3) not null, "arrived_at" timestamptz(3) null, "left_at" timestamptz(3) null, "end_reason" text null, "public_note" text null, "created_at" timestamptz(3) not null, "updated_at" timestamptz(3) not null, "version" int not null default 1, primary key ("msp_id", "id"));
create index "visit_msp_id_planned_from_id_index" on "visit" ("msp_id", "planned_from", "id");
create index "visit_msp_id_person_id_planned_from_id_index" on "visit" ("msp_id", "person_id", "planned_from", "id");
create index "visit_msp_id_clinic_id_planned_from_id_index" on "visit" ("msp_id", "clinic_id", "planned_from", "id");
create index "visit_msp_id_ticket_id_planned_from_id_index" on "visit" ("msp_id", "ticket_id", "planned_from", "id");
alter table "visit" add constraint "visit_kind_check" check ("kind" in ('ON_SITE', 'REMOTE'));
alter table "visit" add constraint "visit_state_check" check ("state" in ('PLANNED', 'EN_ROUTE', 'ON_SITE', 'DONE', 'NO_ACCESS', 'CANCELLED'));
alter table "visit" add constraint "visit_end_reason_check" check ("end_reason" in ('NOBODY_THERE', 'ROOM_IN_USE', 'DEVICE_IN_USE', 'ACCESS_REFUSED', 'OTHER', 'CLINIC_ASKED', 'SOLVED_OTHERWISE', 'PERSON_UNAVAILABLE', 'PLANNED_WRONGLY'));

create table "visit_briefing" ("msp_id" uuid not null, "id" uuid not null, "clinic_id" uuid not null, "internal_note" text null, "override_reason" text null, primary key ("msp_id", "id"));

alter table "absence" enable row level security;
alter table "absence" force row level security;
create policy "wall" on "absence" as restrictive using (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid)) with check (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid));
create policy "read" on "absence" for select using (((select nullif(current_setting('app.side', true), '')) = 'PROVIDER'));
create policy "add" on "absence" for insert with check (((select nullif(current_setting('app.side', true), '')) = 'PROVIDER'));
create policy "remove" on "absence" for delete using (((select nullif(current_setting('app.side', true), '')) = 'PROVIDER'));
alter table "access_epoch" enable row level security;
alter table "access_epoch" force row level security;
create policy "wall" on "access_epoch" as restrictive using (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid)) with check (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid));
create policy "read" on "access_epoch" for select using (true);
create policy "add" on "access_epoch" for insert with check (true);
create policy "change" on "access_epoch" for update using (true) with check (true);
alter table "access_grant" enable row level security;
alter table "access_grant" force row level security;
create policy "wall" on "access_grant" as restrictive using (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid)) with check (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid));
create policy "read" on "access_grant" for select using ((person_id = (select nullif(current_setting('app.actor_id', true), '')::uuid) or ((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') or ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on'))
  or (scope_type = 'CLINIC' and (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or scope_id = any(((select nullif(current_setting('app.full_clinics', true), '')))::uuid[])))
  or (scope_type = 'ORGANIZATION' and (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or scope_id = any(((select nullif(current_setting('app.full_organizations', true), '')))::uuid[]))))));
create policy "add" on "access_grant" for insert with check (((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on'))
  or (scope_type = 'CLINIC' and (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or scope_id = any(((select nullif(current_setting('app.full_clinics', true), '')))::uuid[])))
  or (scope_type = 'ORGANIZATION' and (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or scope_id = any(((select nullif(current_setting('app.full_organizations', true), '')))::uuid[])))));
create policy "change" on "access_grant" for update using (((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on'))
  or (scope_type = 'CLINIC' and (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or scope_id = any(((select nullif(current_setting('app.full_clinics', true), '')))::uuid[])))
  or (scope_type = 'ORGANIZATION' and (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or scope_id = any(((select nullif(current_setting('app.full_organizations', true), '')))::uuid[]))))) with check (((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on'))
  or (scope_type = 'CLINIC' and (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or scope_id = any(((select nullif(current_setting('app.full_clinics', true), '')))::uuid[])))
  or (scope_type = 'ORGANIZATION' and (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or scope_id = any(((select nullif(current_setting('app.full_organizations', true), '')))::uuid[])))));
alter table "agreement" enable row level security;
alter table "agreement" force row level security;
create policy "wall" on "agreement" as restrictive using (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid)) with check (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid));
create policy "read" on "agreement" for select using ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') or (kind in ('SLA', 'REGULATORY') and exists (select 1 from agreement_coverage c
  where c.msp_id = agreement.msp_id and c.agreement_id = agreement.id))));
create policy "add" on "agreement" for insert with check ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on')));
create policy "change" on "agreement" for update using ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on'))) with check ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on')));
alter table "agreement_coverage" enable row level security;
alter table "agreement_coverage" force row level security;
create policy "wall" on "agreement_coverage" as restrictive using (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid)) with check (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid));
create policy "read" on "agreement_coverage" for select using ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') or level = 'MSP'
      or (clinic_id is not null and (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or clinic_id = any(((select nullif(current_setting('app.known_clinics', true), '')))::uuid[])))
      or (organization_id is not null and (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or organization_id = any(((select nullif(current_setting('app.known_organizations', true), '')))::uuid[])))
      or (contract_line_id is not null and exists (select 1 from contract_line l
        where l.msp_id = agreement_coverage.msp_id and l.id = agreement_coverage.contract_line_id))));
create policy "add" on "agreement_coverage" for insert with check ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on')));
create policy "remove" on "agreement_coverage" for delete using ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on')));
alter table "agreement_version" enable row level security;
alter table "agreement_version" force row level security;
create policy "wall" on "agreement_version" as restrictive using (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid)) with check (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid));
create policy "read" on "agreement_version" for select using ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') or (state = 'PUBLISHED' and exists (select 1 from agreement a
      where a.msp_id = agreement_version.msp_id and a.id = agreement_version.agreement_id))));
create policy "add" on "agreement_version" for insert with check ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on')));
create policy "change" on "agreement_version" for update using ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on'))) with check ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on')));
create policy "remove" on "agreement_version" for delete using (((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on')) and state = 'DRAFT'));
alter table "approval_delegation" enable row level security;
alter table "approval_delegation" force row level security;
create policy "wall" on "approval_delegation" as restrictive using (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid)) with check (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid));
create policy "read" on "approval_delegation" for select using ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') or from_id = (select nullif(current_setting('app.actor_id', true), '')::uuid) or to_id = (select nullif(current_setting('app.actor_id', true), '')::uuid)));
create policy "add" on "approval_delegation" for insert with check ((from_id = (select nullif(current_setting('app.actor_id', true), '')::uuid) or (((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on'))));
alter table "approval_stage" enable row level security;
alter table "approval_stage" force row level security;
create policy "wall" on "approval_stage" as restrictive using (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid)) with check (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid));
create policy "read" on "approval_stage" for select using (((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or clinic_id = any(((select nullif(current_setting('app.full_clinics', true), '')))::uuid[]))) or exists (select 1 from ticket t
  where t.msp_id = approval_stage.msp_id and t.id = approval_stage.ticket_id offset 0)));
create policy "add" on "approval_stage" for insert with check ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or clinic_id = any(((select nullif(current_setting('app.full_clinics', true), '')))::uuid[]))));
create policy "change" on "approval_stage" for update using (((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or clinic_id = any(((select nullif(current_setting('app.full_clinics', true), '')))::uuid[]))) or exists (select 1 from ticket t
  where t.msp_id = approval_stage.msp_id and t.id = approval_stage.ticket_id offset 0))) with check (((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or clinic_id = any(((select nullif(current_setting('app.full_clinics', true), '')))::uuid[]))) or exists (select 1 from ticket t
  where t.msp_id = approval_stage.msp_id and t.id = approval_stage.ticket_id offset 0)));
alter table "approval_vote" enable row level security;
alter table "approval_vote" force row level security;
create policy "wall" on "approval_vote" as restrictive using (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid)) with check (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid));
create policy "read" on "approval_vote" for select using (((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or clinic_id = any(((select nullif(current_setting('app.full_clinics', true), '')))::uuid[]))) or exists (select 1 from ticket t
  where t.msp_id = approval_vote.msp_id and t.id = approval_vote.ticket_id offset 0)));
create policy "add" on "approval_vote" for insert with check ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or clinic_id = any(((select nullif(current_setting('app.full_clinics', true), '')))::uuid[]))));
create policy "change" on "approval_vote" for update using (((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or clinic_id = any(((select nullif(current_setting('app.full_clinics', true), '')))::uuid[]))) or exists (select 1 from ticket t
  where t.msp_id = approval_vote.msp_id and t.id = approval_vote.ticket_id offset 0))) with check (((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or clinic_id = any(((select nullif(current_setting('app.full_clinics', true), '')))::uuid[]))) or exists (select 1 from ticket t
  where t.msp_id = approval_vote.msp_id and t.id = approval_vote.ticket_id offset 0)));
alter table "asset" enable row level security;
alter table "asset" force row level security;
create policy "wall" on "asset" as restrictive using (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid)) with check (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid));
create policy "read" on "asset" for select using ((((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or clinic_id = any(((select nullif(current_setting('app.staff_clinics', true), '')))::uuid[])));
create policy "add" on "asset" for insert with check ((((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or clinic_id = any(((select nullif(current_setting('app.full_clinics', true), '')))::uuid[])));
create policy "change" on "asset" for update using ((((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or clinic_id = any(((select nullif(current_setting('app.full_clinics', true), '')))::uuid[]))) with check ((((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or clinic_id = any(((select nullif(current_setting('app.full_clinics', true), '')))::uuid[])));
alter table "asset_dependency" enable row level security;
alter table "asset_dependency" force row level security;
create policy "wall" on "asset_dependency" as restrictive using (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid)) with check (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid));
create policy "read" on "asset_dependency" for select using (((((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or clinic_id = any(((select nullif(current_setting('app.staff_clinics', true), '')))::uuid[])) and (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or depends_on_clinic_id = any(((select nullif(current_setting('app.staff_clinics', true), '')))::uuid[]))));
create policy "add" on "asset_dependency" for insert with check ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on')));
create policy "remove" on "asset_dependency" for delete using ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on')));
alter table "asset_relation" enable row level security;
alter table "asset_relation" force row level security;
create policy "wall" on "asset_relation" as restrictive using (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid)) with check (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid));
create policy "read" on "asset_relation" for select using (((((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or clinic_id = any(((select nullif(current_setting('app.staff_clinics', true), '')))::uuid[])) and (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or related_clinic_id = any(((select nullif(current_setting('app.staff_clinics', true), '')))::uuid[]))));
create policy "add" on "asset_relation" for insert with check (((((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or clinic_id = any(((select nullif(current_setting('app.full_clinics', true), '')))::uuid[])) and (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or related_clinic_id = any(((select nullif(current_setting('app.full_clinics', true), '')))::uuid[]))));
create policy "remove" on "asset_relation" for delete using (((((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or clinic_id = any(((select nullif(current_setting('app.full_clinics', true), '')))::uuid[])) and (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or related_clinic_id = any(((select nullif(current_setting('app.full_clinics', true), '')))::uuid[]))));
alter table "assignment_turn" enable row level security;
alter table "assignment_turn" force row level security;
create policy "wall" on "assignment_turn" as restrictive using (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid)) with check (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid));
create policy "read" on "assignment_turn" for select using (((select nullif(current_setting('app.side', true), '')) = 'PROVIDER'));
create policy "add" on "assignment_turn" for insert with check (((select nullif(current_setting('app.side', true), '')) = 'PROVIDER'));
create policy "change" on "assignment_turn" for update using (((select nullif(current_setting('app.side', true), '')) = 'PROVIDER')) with check (((select nullif(current_setting('app.side', true), '')) = 'PROVIDER'));
alter table "audit_entry" enable row level security;
alter table "audit_entry" force row level security;
create policy "wall" on "audit_entry" as restrictive using (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid)) with check (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid));
create policy "read" on "audit_entry" for select using (((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on')) or (clinic_id is not null and (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or clinic_id = any(((select nullif(current_setting('app.full_clinics', true), '')))::uuid[])))));
create policy "add" on "audit_entry" for insert with check (true);
alter table "billing_terms" enable row level security;
alter table "billing_terms" force row level security;
create policy "wall" on "billing_terms" as restrictive using (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid)) with check (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid));
create policy "read" on "billing_terms" for select using ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') or (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or organization_id = any(((select nullif(current_setting('app.full_organizations', true), '')))::uuid[]))));
create policy "add" on "billing_terms" for insert with check ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on')));
alter table "blackout" enable row level security;
alter table "blackout" force row level security;
create policy "wall" on "blackout" as restrictive using (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid)) with check (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid));
create policy "read" on "blackout" for select using ((((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or clinic_id = any(((select nullif(current_setting('app.known_clinics', true), '')))::uuid[])));
create policy "add" on "blackout" for insert with check ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or clinic_id = any(((select nullif(current_setting('app.full_clinics', true), '')))::uuid[]))));
create policy "remove" on "blackout" for delete using ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or clinic_id = any(((select nullif(current_setting('app.full_clinics', true), '')))::uuid[]))));
alter table "calendar" enable row level security;
alter table "calendar" force row level security;
create policy "wall" on "calendar" as restrictive using (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid)) with check (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid));
create policy "read" on "calendar" for select using (true);
create policy "add" on "calendar" for insert with check ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on')));
create policy "change" on "calendar" for update using ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on'))) with check ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on')));
alter table "calendar_version" enable row level security;
alter table "calendar_version" force row level security;
create policy "wall" on "calendar_version" as restrictive using (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid)) with check (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid));
create policy "read" on "calendar_version" for select using (true);
create policy "add" on "calendar_version" for insert with check ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on')));
create policy "change" on "calendar_version" for update using ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on'))) with check ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on')));
alter table "checklist" enable row level security;
alter table "checklist" force row level security;
create policy "wall" on "checklist" as restrictive using (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid)) with check (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid));
create policy "read" on "checklist" for select using (((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or clinic_id = any(((select nullif(current_setting('app.full_clinics', true), '')))::uuid[]))) or exists (select 1 from ticket t
  where t.msp_id = checklist.msp_id and t.id = checklist.ticket_id offset 0)));
create policy "add" on "checklist" for insert with check ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or clinic_id = any(((select nullif(current_setting('app.full_clinics', true), '')))::uuid[]))));
alter table "checklist_template" enable row level security;
alter table "checklist_template" force row level security;
create policy "wall" on "checklist_template" as restrictive using (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid)) with check (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid));
create policy "read" on "checklist_template" for select using (((select nullif(current_setting('app.side', true), '')) = 'PROVIDER'));
create policy "add" on "checklist_template" for insert with check ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on')));
create policy "change" on "checklist_template" for update using ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on'))) with check ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on')));
alter table "checklist_template_version" enable row level security;
alter table "checklist_template_version" force row level security;
create policy "wall" on "checklist_template_version" as restrictive using (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid)) with check (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid));
create policy "read" on "checklist_template_version" for select using (((select nullif(current_setting('app.side', true), '')) = 'PROVIDER'));
create policy "add" on "checklist_template_version" for insert with check ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on')));
alter table "clinic" enable row level security;
alter table "clinic" force row level security;
create policy "wall" on "clinic" as restrictive using (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid)) with check (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid));
create policy "read" on "clinic" for select using ((((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or id = any(((select nullif(current_setting('app.known_clinics', true), '')))::uuid[])));
create policy "add" on "clinic" for insert with check ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on')));
create policy "change" on "clinic" for update using ((((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or id = any(((select nullif(current_setting('app.full_clinics', true), '')))::uuid[]))) with check ((((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or id = any(((select nullif(current_setting('app.full_clinics', true), '')))::uuid[])));
alter table "clock_transition" enable row level security;
alter table "clock_transition" force row level security;
create policy "wall" on "clock_transition" as restrictive using (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid)) with check (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid));
create policy "read" on "clock_transition" for select using (((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') or (kind in ('SLA', 'REGULATORY') and type <> 'ESCALATED')) and ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or clinic_id = any(((select nullif(current_setting('app.full_clinics', true), '')))::uuid[]))) or exists (select 1 from ticket t
  where t.msp_id = clock_transition.msp_id and t.id = clock_transition.ticket_id offset 0))));
create policy "add" on "clock_transition" for insert with check ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on')));
alter table "co_managed_agreement" enable row level security;
alter table "co_managed_agreement" force row level security;
create policy "wall" on "co_managed_agreement" as restrictive using (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid)) with check (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid));
create policy "read" on "co_managed_agreement" for select using ((((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or clinic_id = any(((select nullif(current_setting('app.full_clinics', true), '')))::uuid[])));
create policy "add" on "co_managed_agreement" for insert with check ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or clinic_id = any(((select nullif(current_setting('app.full_clinics', true), '')))::uuid[]))));
create policy "change" on "co_managed_agreement" for update using ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or clinic_id = any(((select nullif(current_setting('app.full_clinics', true), '')))::uuid[])))) with check ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or clinic_id = any(((select nullif(current_setting('app.full_clinics', true), '')))::uuid[]))));
alter table "contract" enable row level security;
alter table "contract" force row level security;
create policy "wall" on "contract" as restrictive using (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid)) with check (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid));
create policy "read" on "contract" for select using ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') or (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or organization_id = any(((select nullif(current_setting('app.full_organizations', true), '')))::uuid[]))));
create policy "add" on "contract" for insert with check ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on')));
create policy "change" on "contract" for update using ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on'))) with check ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on')));
alter table "contract_line" enable row level security;
alter table "contract_line" force row level security;
create policy "wall" on "contract_line" as restrictive using (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid)) with check (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid));
create policy "read" on "contract_line" for select using ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') or (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or organization_id = any(((select nullif(current_setting('app.full_organizations', true), '')))::uuid[]))
      or (clinic_id is not null and (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or clinic_id = any(((select nullif(current_setting('app.full_clinics', true), '')))::uuid[])))));
create policy "add" on "contract_line" for insert with check ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on')));
create policy "change" on "contract_line" for update using ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on'))) with check ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on')));
alter table "credential" enable row level security;
alter table "credential" force row level security;
create policy "wall" on "credential" as restrictive using ((msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid) or id = (select nullif(current_setting('app.presented_key', true), '')::uuid))) with check ((msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid) or id = (select nullif(current_setting('app.presented_key', true), '')::uuid)));
create policy "read" on "credential" for select using ((id = (select nullif(current_setting('app.presented_key', true), '')::uuid) or person_id = (select nullif(current_setting('app.actor_id', true), '')::uuid) or (((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on'))));
create policy "add" on "credential" for insert with check (((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on')) or (((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and person_id = (select nullif(current_setting('app.actor_id', true), '')::uuid))));
create policy "change" on "credential" for update using (((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on')) or person_id = (select nullif(current_setting('app.actor_id', true), '')::uuid))) with check (((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on')) or person_id = (select nullif(current_setting('app.actor_id', true), '')::uuid)));
alter table "escalation_policy" enable row level security;
alter table "escalation_policy" force row level security;
create policy "wall" on "escalation_policy" as restrictive using (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid)) with check (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid));
create policy "read" on "escalation_policy" for select using (((select nullif(current_setting('app.side', true), '')) = 'PROVIDER'));
create policy "add" on "escalation_policy" for insert with check ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on')));
create policy "change" on "escalation_policy" for update using ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on'))) with check ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on')));
alter table "hand_over" enable row level security;
alter table "hand_over" force row level security;
create policy "wall" on "hand_over" as restrictive using (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid)) with check (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid));
create policy "read" on "hand_over" for select using ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or clinic_id = any(((select nullif(current_setting('app.full_clinics', true), '')))::uuid[]))));
create policy "add" on "hand_over" for insert with check ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or clinic_id = any(((select nullif(current_setting('app.full_clinics', true), '')))::uuid[]))));
alter table "hr_event" enable row level security;
alter table "hr_event" force row level security;
create policy "wall" on "hr_event" as restrictive using (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid)) with check (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid));
create policy "read" on "hr_event" for select using ((((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or clinic_id = any(((select nullif(current_setting('app.full_clinics', true), '')))::uuid[])));
create policy "add" on "hr_event" for insert with check ((((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or clinic_id = any(((select nullif(current_setting('app.full_clinics', true), '')))::uuid[])));
alter table "idempotency_record" enable row level security;
alter table "idempotency_record" force row level security;
create policy "wall" on "idempotency_record" as restrictive using (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid)) with check (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid));
create policy "read" on "idempotency_record" for select using (actor_id = (select nullif(current_setting('app.actor_id', true), '')::uuid));
create policy "add" on "idempotency_record" for insert with check (actor_id = (select nullif(current_setting('app.actor_id', true), '')::uuid));
create policy "change" on "idempotency_record" for update using (actor_id = (select nullif(current_setting('app.actor_id', true), '')::uuid)) with check (actor_id = (select nullif(current_setting('app.actor_id', true), '')::uuid));
create policy "remove" on "idempotency_record" for delete using (actor_id = (select nullif(current_setting('app.actor_id', true), '')::uuid));
alter table "import_record" enable row level security;
alter table "import_record" force row level security;
create policy "wall" on "import_record" as restrictive using (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid)) with check (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid));
create policy "read" on "import_record" for select using ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on')));
create policy "add" on "import_record" for insert with check ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on')));
create policy "change" on "import_record" for update using ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on'))) with check ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on')));
alter table "invoice_export" enable row level security;
alter table "invoice_export" force row level security;
create policy "wall" on "invoice_export" as restrictive using (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid)) with check (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid));
create policy "read" on "invoice_export" for select using ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') or (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or organization_id = any(((select nullif(current_setting('app.full_organizations', true), '')))::uuid[]))));
create policy "add" on "invoice_export" for insert with check ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on')));
alter table "known_error" enable row level security;
alter table "known_error" force row level security;
create policy "wall" on "known_error" as restrictive using (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid)) with check (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid));
create policy "read" on "known_error" for select using (((((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or exists (select 1 from ticket t
  where t.msp_id = known_error.msp_id and t.id = known_error.id)) or exists (select 1 from ticket_link l where l.msp_id = known_error.msp_id
  and l.from_id = known_error.id and l.kind = 'PROBLEM_OF')));
create policy "add" on "known_error" for insert with check ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or exists (select 1 from ticket t
  where t.msp_id = known_error.msp_id and t.id = known_error.id))));
create policy "change" on "known_error" for update using ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or exists (select 1 from ticket t
  where t.msp_id = known_error.msp_id and t.id = known_error.id)))) with check ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or exists (select 1 from ticket t
  where t.msp_id = known_error.msp_id and t.id = known_error.id))));
create policy "remove" on "known_error" for delete using ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or exists (select 1 from ticket t
  where t.msp_id = known_error.msp_id and t.id = known_error.id))));
alter table "location" enable row level security;
alter table "location" force row level security;
create policy "wall" on "location" as restrictive using (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid)) with check (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid));
create policy "read" on "location" for select using ((((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or clinic_id = any(((select nullif(current_setting('app.staff_clinics', true), '')))::uuid[])));
create policy "add" on "location" for insert with check ((((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or clinic_id = any(((select nullif(current_setting('app.full_clinics', true), '')))::uuid[])));
create policy "change" on "location" for update using ((((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or clinic_id = any(((select nullif(current_setting('app.full_clinics', true), '')))::uuid[]))) with check ((((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or clinic_id = any(((select nullif(current_setting('app.full_clinics', true), '')))::uuid[])));
alter table "msp" enable row level security;
alter table "msp" force row level security;
create policy "wall" on "msp" as restrictive using (id = (select nullif(current_setting('app.msp_id', true), '')::uuid)
      or current_user = 'wardline_dispatcher') with check (id = (select nullif(current_setting('app.msp_id', true), '')::uuid)
      or current_user = 'wardline_dispatcher');
create policy "read" on "msp" for select using (true);
create policy "add" on "msp" for insert with check ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on')));
create policy "change" on "msp" for update using ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on'))) with check ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on')));
alter table "organization" enable row level security;
alter table "organization" force row level security;
create policy "wall" on "organization" as restrictive using (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid)) with check (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid));
create policy "read" on "organization" for select using ((((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or id = any(((select nullif(current_setting('app.known_organizations', true), '')))::uuid[])));
create policy "add" on "organization" for insert with check ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on')));
create policy "change" on "organization" for update using ((((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or id = any(((select nullif(current_setting('app.full_organizations', true), '')))::uuid[]))) with check ((((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or id = any(((select nullif(current_setting('app.full_organizations', true), '')))::uuid[])));
alter table "outbox_event" enable row level security;
alter table "outbox_event" force row level security;
create policy "wall" on "outbox_event" as restrictive using (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid)) with check (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid));
create policy "read" on "outbox_event" for select using ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on')));
create policy "add" on "outbox_event" for insert with check (true);
create policy "change" on "outbox_event" for update using ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on'))) with check ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on')));
alter table "part_used" enable row level security;
alter table "part_used" force row level security;
create policy "wall" on "part_used" as restrictive using (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid)) with check (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid));
create policy "read" on "part_used" for select using ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or clinic_id = any(((select nullif(current_setting('app.full_clinics', true), '')))::uuid[]))));
create policy "add" on "part_used" for insert with check ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or clinic_id = any(((select nullif(current_setting('app.full_clinics', true), '')))::uuid[]))));
create policy "change" on "part_used" for update using ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on'))) with check ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on')));
alter table "person" enable row level security;
alter table "person" force row level security;
create policy "wall" on "person" as restrictive using (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid)) with check (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid));
create policy "read" on "person" for select using (((person.side = 'PROVIDER' or person.id = (select nullif(current_setting('app.actor_id', true), '')::uuid) or (((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on')) or ((person.clinic_id is not null and (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or person.clinic_id = any(((select nullif(current_setting('app.staff_clinics', true), '')))::uuid[])))
    or (person.clinic_id is null and person.organization_id is not null
      and (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or person.organization_id = any(((select nullif(current_setting('app.full_organizations', true), '')))::uuid[]))))) or exists (select 1 from person_affiliation tie
  where tie.msp_id = person.msp_id and tie.person_id = person.id)));
create policy "add" on "person" for insert with check (((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on')) or (side = 'CLIENT' and ((person.clinic_id is not null and (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or person.clinic_id = any(((select nullif(current_setting('app.full_clinics', true), '')))::uuid[])))
    or (person.clinic_id is null and person.organization_id is not null
      and (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or person.organization_id = any(((select nullif(current_setting('app.full_organizations', true), '')))::uuid[])))))));
create policy "change" on "person" for update using (((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on')) or id = (select nullif(current_setting('app.actor_id', true), '')::uuid) or (side = 'CLIENT' and ((person.clinic_id is not null and (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or person.clinic_id = any(((select nullif(current_setting('app.full_clinics', true), '')))::uuid[])))
    or (person.clinic_id is null and person.organization_id is not null
      and (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or person.organization_id = any(((select nullif(current_setting('app.full_organizations', true), '')))::uuid[]))))))) with check (((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on')) or id = (select nullif(current_setting('app.actor_id', true), '')::uuid) or (side = 'CLIENT' and ((person.clinic_id is not null and (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or person.clinic_id = any(((select nullif(current_setting('app.full_clinics', true), '')))::uuid[])))
    or (person.clinic_id is null and person.organization_id is not null
      and (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or person.organization_id = any(((select nullif(current_setting('app.full_organizations', true), '')))::uuid[])))))));
alter table "person_affiliation" enable row level security;
alter table "person_affiliation" force row level security;
create policy "wall" on "person_affiliation" as restrictive using (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid)) with check (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid));
create policy "read" on "person_affiliation" for select using ((person_id = (select nullif(current_setting('app.actor_id', true), '')::uuid) or (((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on')) or ((person_affiliation.clinic_id is not null and (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or person_affiliation.clinic_id = any(((select nullif(current_setting('app.staff_clinics', true), '')))::uuid[])))
    or (person_affiliation.clinic_id is null and person_affiliation.organization_id is not null
      and (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or person_affiliation.organization_id = any(((select nullif(current_setting('app.full_organizations', true), '')))::uuid[]))))));
create policy "add" on "person_affiliation" for insert with check (((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on')) or ((person_affiliation.clinic_id is not null and (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or person_affiliation.clinic_id = any(((select nullif(current_setting('app.full_clinics', true), '')))::uuid[])))
    or (person_affiliation.clinic_id is null and person_affiliation.organization_id is not null
      and (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or person_affiliation.organization_id = any(((select nullif(current_setting('app.full_organizations', true), '')))::uuid[]))))));
create policy "change" on "person_affiliation" for update using (((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on')) or ((person_affiliation.clinic_id is not null and (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or person_affiliation.clinic_id = any(((select nullif(current_setting('app.full_clinics', true), '')))::uuid[])))
    or (person_affiliation.clinic_id is null and person_affiliation.organization_id is not null
      and (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or person_affiliation.organization_id = any(((select nullif(current_setting('app.full_organizations', true), '')))::uuid[])))))) with check (((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on')) or ((person_affiliation.clinic_id is not null and (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or person_affiliation.clinic_id = any(((select nullif(current_setting('app.full_clinics', true), '')))::uuid[])))
    or (person_affiliation.clinic_id is null and person_affiliation.organization_id is not null
      and (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or person_affiliation.organization_id = any(((select nullif(current_setting('app.full_organizations', true), '')))::uuid[]))))));
alter table "rotation" enable row level security;
alter table "rotation" force row level security;
create policy "wall" on "rotation" as restrictive using (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid)) with check (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid));
create policy "read" on "rotation" for select using (((select nullif(current_setting('app.side', true), '')) = 'PROVIDER'));
create policy "add" on "rotation" for insert with check (((select nullif(current_setting('app.side', true), '')) = 'PROVIDER'));
create policy "change" on "rotation" for update using (((select nullif(current_setting('app.side', true), '')) = 'PROVIDER')) with check (((select nullif(current_setting('app.side', true), '')) = 'PROVIDER'));
alter table "rotation_override" enable row level security;
alter table "rotation_override" force row level security;
create policy "wall" on "rotation_override" as restrictive using (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid)) with check (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid));
create policy "read" on "rotation_override" for select using (((select nullif(current_setting('app.side', true), '')) = 'PROVIDER'));
create policy "add" on "rotation_override" for insert with check (((select nullif(current_setting('app.side', true), '')) = 'PROVIDER'));
create policy "remove" on "rotation_override" for delete using (((select nullif(current_setting('app.side', true), '')) = 'PROVIDER'));
alter table "rotation_swap" enable row level security;
alter table "rotation_swap" force row level security;
create policy "wall" on "rotation_swap" as restrictive using (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid)) with check (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid));
create policy "read" on "rotation_swap" for select using (((select nullif(current_setting('app.side', true), '')) = 'PROVIDER'));
create policy "add" on "rotation_swap" for insert with check (((select nullif(current_setting('app.side', true), '')) = 'PROVIDER'));
create policy "change" on "rotation_swap" for update using (((select nullif(current_setting('app.side', true), '')) = 'PROVIDER')) with check (((select nullif(current_setting('app.side', true), '')) = 'PROVIDER'));
alter table "sla_clock" enable row level security;
alter table "sla_clock" force row level security;
create policy "wall" on "sla_clock" as restrictive using (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid)) with check (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid));
create policy "read" on "sla_clock" for select using (((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') or kind in ('SLA', 'REGULATORY')) and ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or clinic_id = any(((select nullif(current_setting('app.full_clinics', true), '')))::uuid[]))) or exists (select 1 from ticket t
  where t.msp_id = sla_clock.msp_id and t.id = sla_clock.ticket_id offset 0))));
create policy "add" on "sla_clock" for insert with check ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on')));
create policy "change" on "sla_clock" for update using ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on'))) with check ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on')));
alter table "task" enable row level security;
alter table "task" force row level security;
create policy "wall" on "task" as restrictive using (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid)) with check (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid));
create policy "read" on "task" for select using (((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') or (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or clinic_id = any(((select nullif(current_setting('app.full_clinics', true), '')))::uuid[])) or step_lane = 'CLINICAL') and ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or clinic_id = any(((select nullif(current_setting('app.full_clinics', true), '')))::uuid[]))) or exists (select 1 from ticket t
  where t.msp_id = task.msp_id and t.id = task.ticket_id offset 0))));
create policy "add" on "task" for insert with check ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or clinic_id = any(((select nullif(current_setting('app.full_clinics', true), '')))::uuid[]))));
create policy "change" on "task" for update using (((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') or (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or clinic_id = any(((select nullif(current_setting('app.full_clinics', true), '')))::uuid[])) or step_lane = 'CLINICAL') and ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or clinic_id = any(((select nullif(current_setting('app.full_clinics', true), '')))::uuid[]))) or exists (select 1 from ticket t
  where t.msp_id = task.msp_id and t.id = task.ticket_id offset 0)))) with check (((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') or (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or clinic_id = any(((select nullif(current_setting('app.full_clinics', true), '')))::uuid[])) or step_lane = 'CLINICAL') and ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or clinic_id = any(((select nullif(current_setting('app.full_clinics', true), '')))::uuid[]))) or exists (select 1 from ticket t
  where t.msp_id = task.msp_id and t.id = task.ticket_id offset 0))));
alter table "team" enable row level security;
alter table "team" force row level security;
create policy "wall" on "team" as restrictive using (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid)) with check (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid));
create policy "read" on "team" for select using (((clinic_id is null and true) or (clinic_id is not null and (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or clinic_id = any(((select nullif(current_setting('app.known_clinics', true), '')))::uuid[])))));
create policy "add" on "team" for insert with check (((clinic_id is null and (((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on'))) or (clinic_id is not null and (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or clinic_id = any(((select nullif(current_setting('app.full_clinics', true), '')))::uuid[])))));
create policy "change" on "team" for update using (((clinic_id is null and (((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on'))) or (clinic_id is not null and (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or clinic_id = any(((select nullif(current_setting('app.full_clinics', true), '')))::uuid[]))))) with check (((clinic_id is null and (((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on'))) or (clinic_id is not null and (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or clinic_id = any(((select nullif(current_setting('app.full_clinics', true), '')))::uuid[])))));
alter table "team_member" enable row level security;
alter table "team_member" force row level security;
create policy "wall" on "team_member" as restrictive using (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid)) with check (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid));
create policy "read" on "team_member" for select using ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') or person_id = (select nullif(current_setting('app.actor_id', true), '')::uuid)));
create policy "add" on "team_member" for insert with check (((select nullif(current_setting('app.side', true), '')) = 'PROVIDER'));
create policy "remove" on "team_member" for delete using (((select nullif(current_setting('app.side', true), '')) = 'PROVIDER'));
alter table "ticket" enable row level security;
alter table "ticket" force row level security;
create policy "wall" on "ticket" as restrictive using (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid)) with check (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid));
create policy "read" on "ticket" for select using (((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') or type <> 'PROBLEM') and ((((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or clinic_id = any(((select nullif(current_setting('app.full_clinics', true), '')))::uuid[])) or (requester_id = (select nullif(current_setting('app.actor_id', true), '')::uuid) or id in (select w.ticket_id from ticket_watcher w where w.person_id = (select nullif(current_setting('app.actor_id', true), '')::uuid)))
  or (confidential = false and (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or clinic_id = any(((select nullif(current_setting('app.shared_clinics', true), '')))::uuid[]))))));
create policy "add" on "ticket" for insert with check (((((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or clinic_id = any(((select nullif(current_setting('app.full_clinics', true), '')))::uuid[])) or (requester_id = (select nullif(current_setting('app.actor_id', true), '')::uuid) and (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or clinic_id = any(((select nullif(current_setting('app.known_clinics', true), '')))::uuid[])))));
create policy "change" on "ticket" for update using (((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') or type <> 'PROBLEM') and ((((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or clinic_id = any(((select nullif(current_setting('app.full_clinics', true), '')))::uuid[])) or (requester_id = (select nullif(current_setting('app.actor_id', true), '')::uuid) or id in (select w.ticket_id from ticket_watcher w where w.person_id = (select nullif(current_setting('app.actor_id', true), '')::uuid)))
  or (confidential = false and (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or clinic_id = any(((select nullif(current_setting('app.shared_clinics', true), '')))::uuid[])))))) with check (((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') or type <> 'PROBLEM') and ((((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or clinic_id = any(((select nullif(current_setting('app.full_clinics', true), '')))::uuid[])) or (requester_id = (select nullif(current_setting('app.actor_id', true), '')::uuid) or id in (select w.ticket_id from ticket_watcher w where w.person_id = (select nullif(current_setting('app.actor_id', true), '')::uuid)))
  or (confidential = false and (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or clinic_id = any(((select nullif(current_setting('app.shared_clinics', true), '')))::uuid[]))))));
alter table "ticket_asset" enable row level security;
alter table "ticket_asset" force row level security;
create policy "wall" on "ticket_asset" as restrictive using (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid)) with check (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid));
create policy "read" on "ticket_asset" for select using ((((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or clinic_id = any(((select nullif(current_setting('app.known_clinics', true), '')))::uuid[])));
create policy "add" on "ticket_asset" for insert with check ((((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or clinic_id = any(((select nullif(current_setting('app.known_clinics', true), '')))::uuid[])));
create policy "remove" on "ticket_asset" for delete using ((((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or clinic_id = any(((select nullif(current_setting('app.known_clinics', true), '')))::uuid[])));
alter table "ticket_counter" enable row level security;
alter table "ticket_counter" force row level security;
create policy "wall" on "ticket_counter" as restrictive using (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid)) with check (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid));
create policy "read" on "ticket_counter" for select using (true);
create policy "add" on "ticket_counter" for insert with check (true);
create policy "change" on "ticket_counter" for update using (true) with check (true);
alter table "ticket_link" enable row level security;
alter table "ticket_link" force row level security;
create policy "wall" on "ticket_link" as restrictive using (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid)) with check (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid));
create policy "read" on "ticket_link" for select using (((((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or (exists (select 1 from ticket t
  where t.msp_id = ticket_link.msp_id and t.id = ticket_link.from_id) and exists (select 1 from ticket t
  where t.msp_id = ticket_link.msp_id and t.id = ticket_link.to_id))) or (kind = 'PROBLEM_OF' and exists (select 1 from ticket t
  where t.msp_id = ticket_link.msp_id and t.id = ticket_link.to_id))));
create policy "add" on "ticket_link" for insert with check (((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') or kind = 'FOLLOWS') and (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or (exists (select 1 from ticket t
  where t.msp_id = ticket_link.msp_id and t.id = ticket_link.from_id) and exists (select 1 from ticket t
  where t.msp_id = ticket_link.msp_id and t.id = ticket_link.to_id)))));
create policy "remove" on "ticket_link" for delete using ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or (exists (select 1 from ticket t
  where t.msp_id = ticket_link.msp_id and t.id = ticket_link.from_id) and exists (select 1 from ticket t
  where t.msp_id = ticket_link.msp_id and t.id = ticket_link.to_id)))));
alter table "ticket_sla" enable row level security;
alter table "ticket_sla" force row level security;
create policy "wall" on "ticket_sla" as restrictive using (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid)) with check (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid));
create policy "read" on "ticket_sla" for select using (((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') or kind in ('SLA', 'REGULATORY')) and ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or clinic_id = any(((select nullif(current_setting('app.full_clinics', true), '')))::uuid[]))) or exists (select 1 from ticket t
  where t.msp_id = ticket_sla.msp_id and t.id = ticket_sla.ticket_id offset 0))));
create policy "add" on "ticket_sla" for insert with check ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on')));
create policy "change" on "ticket_sla" for update using ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on'))) with check ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on')));
alter table "ticket_tag" enable row level security;
alter table "ticket_tag" force row level security;
create policy "wall" on "ticket_tag" as restrictive using (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid)) with check (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid));
create policy "read" on "ticket_tag" for select using (((select ((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on'))
  or ((select ((select nullif(current_setting('app.side', true), '')) = 'PROVIDER')) and clinic_id = any(((select nullif(current_setting('app.full_clinics', true), '')))::uuid[]))));
create policy "add" on "ticket_tag" for insert with check (((select ((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on'))
  or ((select ((select nullif(current_setting('app.side', true), '')) = 'PROVIDER')) and clinic_id = any(((select nullif(current_setting('app.full_clinics', true), '')))::uuid[]))));
create policy "remove" on "ticket_tag" for delete using (((select ((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on'))
  or ((select ((select nullif(current_setting('app.side', true), '')) = 'PROVIDER')) and clinic_id = any(((select nullif(current_setting('app.full_clinics', true), '')))::uuid[]))));
alter table "ticket_watcher" enable row level security;
alter table "ticket_watcher" force row level security;
create policy "wall" on "ticket_watcher" as restrictive using (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid)) with check (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid));
create policy "read" on "ticket_watcher" for select using ((person_id = (select nullif(current_setting('app.actor_id', true), '')::uuid) or ((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') or (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or clinic_id = any(((select nullif(current_setting('app.full_clinics', true), '')))::uuid[]))));
create policy "add" on "ticket_watcher" for insert with check ((((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or clinic_id = any(((select nullif(current_setting('app.known_clinics', true), '')))::uuid[])));
create policy "remove" on "ticket_watcher" for delete using ((((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or clinic_id = any(((select nullif(current_setting('app.known_clinics', true), '')))::uuid[])));
alter table "time_entry" enable row level security;
alter table "time_entry" force row level security;
create policy "wall" on "time_entry" as restrictive using (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid)) with check (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid));
create policy "read" on "time_entry" for select using ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or clinic_id = any(((select nullif(current_setting('app.full_clinics', true), '')))::uuid[]))));
create policy "add" on "time_entry" for insert with check ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or clinic_id = any(((select nullif(current_setting('app.full_clinics', true), '')))::uuid[]))));
create policy "change" on "time_entry" for update using ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on'))) with check ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on')));
alter table "timeline_entry" enable row level security;
alter table "timeline_entry" force row level security;
create policy "wall" on "timeline_entry" as restrictive using (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid)) with check (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid));
create policy "read" on "timeline_entry" for select using (((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') or kind in ('OPENED', 'STATE_CHANGED', 'ASSIGNED', 'PRIORITY_CHANGED', 'SERVICE_RESTORED', 'PUBLIC_REPLY', 'MERGED', 'MERGE_RECEIVED', 'SPLIT', 'RATED', 'VISIT_PLANNED', 'VISIT_RESCHEDULED', 'VISIT_PROGRESSED')) and ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or clinic_id = any(((select nullif(current_setting('app.full_clinics', true), '')))::uuid[]))) or exists (select 1 from ticket t
  where t.msp_id = timeline_entry.msp_id and t.id = timeline_entry.ticket_id offset 0))));
create policy "add" on "timeline_entry" for insert with check ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') or kind <> 'INTERNAL_NOTE') and ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or clinic_id = any(((select nullif(current_setting('app.full_clinics', true), '')))::uuid[]))) or exists (select 1 from ticket t
  where t.msp_id = timeline_entry.msp_id and t.id = timeline_entry.ticket_id offset 0)));
alter table "triage_rule_set" enable row level security;
alter table "triage_rule_set" force row level security;
create policy "wall" on "triage_rule_set" as restrictive using (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid)) with check (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid));
create policy "read" on "triage_rule_set" for select using (true);
create policy "add" on "triage_rule_set" for insert with check ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on')));
create policy "change" on "triage_rule_set" for update using ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on'))) with check ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on')));
alter table "triage_rule_set_version" enable row level security;
alter table "triage_rule_set_version" force row level security;
create policy "wall" on "triage_rule_set_version" as restrictive using (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid)) with check (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid));
create policy "read" on "triage_rule_set_version" for select using ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on')));
create policy "add" on "triage_rule_set_version" for insert with check ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on')));
alter table "triage_run" enable row level security;
alter table "triage_run" force row level security;
create policy "wall" on "triage_run" as restrictive using (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid)) with check (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid));
create policy "read" on "triage_run" for select using ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or clinic_id = any(((select nullif(current_setting('app.full_clinics', true), '')))::uuid[]))));
create policy "add" on "triage_run" for insert with check ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or clinic_id = any(((select nullif(current_setting('app.full_clinics', true), '')))::uuid[]))));
alter table "triage_schedule" enable row level security;
alter table "triage_schedule" force row level security;
create policy "wall" on "triage_schedule" as restrictive using (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid)) with check (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid));
create policy "read" on "triage_schedule" for select using ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on')));
create policy "add" on "triage_schedule" for insert with check ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on')));
create policy "change" on "triage_schedule" for update using ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on'))) with check ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on')));
create policy "remove" on "triage_schedule" for delete using ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and ((select nullif(current_setting('app.all_clinics', true), '')) = 'on')));
alter table "visit" enable row level security;
alter table "visit" force row level security;
create policy "wall" on "visit" as restrictive using (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid)) with check (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid));
create policy "read" on "visit" for select using (((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or clinic_id = any(((select nullif(current_setting('app.full_clinics', true), '')))::uuid[]))) or exists (select 1 from ticket t
  where t.msp_id = visit.msp_id and t.id = visit.ticket_id offset 0)));
create policy "add" on "visit" for insert with check ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or clinic_id = any(((select nullif(current_setting('app.full_clinics', true), '')))::uuid[]))));
create policy "change" on "visit" for update using ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or clinic_id = any(((select nullif(current_setting('app.full_clinics', true), '')))::uuid[])))) with check ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or clinic_id = any(((select nullif(current_setting('app.full_clinics', true), '')))::uuid[]))));
alter table "visit_briefing" enable row level security;
alter table "visit_briefing" force row level security;
create policy "wall" on "visit_briefing" as restrictive using (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid)) with check (msp_id = (select nullif(current_setting('app.msp_id', true), '')::uuid));
create policy "read" on "visit_briefing" for select using ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or clinic_id = any(((select nullif(current_setting('app.full_clinics', true), '')))::uuid[]))));
create policy "add" on "visit_briefing" for insert with check ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or clinic_id = any(((select nullif(current_setting('app.full_clinics', true), '')))::uuid[]))));
create policy "change" on "visit_briefing" for update using ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or clinic_id = any(((select nullif(current_setting('app.full_clinics', true), '')))::uuid[])))) with check ((((select nullif(current_setting('app.side', true), '')) = 'PROVIDER') and (((select nullif(current_setting('app.all_clinics', true), '')) = 'on') or clinic_id = any(((select nullif(current_setting('app.full_clinics', true), '')))::uuid[]))));
`;
