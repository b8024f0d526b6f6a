// The explicit list of everything stored: migrations, the isolation tests and the catalog tests
// enumerate it, so that a table cannot be forgotten.
import { CredentialEntity } from '../access/credential.entity.ts';
import { AccessEpochEntity } from '../access/epoch.entity.ts';
import { GrantEntity } from '../access/grant.entity.ts';
import { AgreementEntity } from '../agreements/agreement.entity.ts';
import { AgreementCoverageEntity } from '../agreements/agreement-coverage.entity.ts';
import { AgreementVersionEntity } from '../agreements/agreement-version.entity.ts';
import {
  ApprovalDelegationEntity,
  ApprovalStageEntity,
  ApprovalVoteEntity,
} from '../approvals/approval.entity.ts';
import { AssetEntity } from '../assets/asset.entity.ts';
import { AssetDependencyEntity, AssetRelationEntity } from '../assets/asset-relation.entity.ts';
import { AuditEntryEntity } from '../audit/audit.entity.ts';
import { CalendarEntity } from '../calendars/calendar.entity.ts';
import { CalendarVersionEntity } from '../calendars/calendar-version.entity.ts';
import { BlackoutEntity } from '../changes/blackout.entity.ts';
import {
  ClinicGroupClinicEntity,
  ClinicGroupEntity,
} from '../clinic-groups/clinic-group.entity.ts';
import { ClockEntity } from '../clocks/clock.entity.ts';
import { ClockTransitionEntity } from '../clocks/clock-transition.entity.ts';
import { TicketSlaEntity } from '../clocks/ticket-sla.entity.ts';
import { ContractEntity, ContractLineEntity } from '../contracts/contract.entity.ts';
import {
  AbsenceEntity,
  AssignmentTurnEntity,
  CoManagedAgreementEntity,
  HandOverEntity,
  RotationEntity,
  RotationOverrideEntity,
  RotationSwapEntity,
} from '../dispatch/dispatch.entity.ts';
import { EscalationPolicyEntity } from '../escalations/escalation-policy.entity.ts';
import { IdempotencyRecordEntity } from '../idempotency/idempotency.entity.ts';
import { ImportRecordEntity } from '../import/import-record.entity.ts';
import { OutboxEventEntity } from '../outbox/outbox.entity.ts';
import { PersonEntity } from '../people/person.entity.ts';
import { PersonAffiliationEntity } from '../people/person-affiliation.entity.ts';
import { KnownErrorEntity } from '../relations/known-error.entity.ts';
import { TicketLinkEntity } from '../relations/ticket-link.entity.ts';
import {
  ChecklistTemplateEntity,
  ChecklistTemplateVersionEntity,
} from '../tasks/checklist-template.entity.ts';
import { ChecklistEntity, TaskEntity } from '../tasks/task.entity.ts';
import { ClinicEntity } from '../tenancy/clinic.entity.ts';
import { LocationEntity } from '../tenancy/location.entity.ts';
import { MspEntity } from '../tenancy/msp.entity.ts';
import { OrganizationEntity } from '../tenancy/organization.entity.ts';
import { TeamEntity, TeamMemberEntity } from '../tenancy/team.entity.ts';
import {
  TicketAssetEntity,
  TicketCounterEntity,
  TicketEntity,
  TicketWatcherEntity,
} from '../tickets/ticket.entity.ts';
import { TicketTagEntity } from '../tickets/ticket-tag.entity.ts';
import { TimelineEntryEntity } from '../tickets/timeline.entity.ts';
import {
  TriageRuleSetEntity,
  TriageRuleSetVersionEntity,
  TriageRunEntity,
} from '../triage/triage.entity.ts';
import { TriageScheduleEntity } from '../triage/triage-schedule.entity.ts';
import { VisitBriefingEntity, VisitEntity } from '../visits/visit.entity.ts';
import {
  BillingTermsEntity,
  HrEventEntity,
  InvoiceExportEntity,
  PartUsedEntity,
  TimeEntryEntity,
} from '../work/work.entity.ts';

export const entities = [
  MspEntity,
  OrganizationEntity,
  ClinicEntity,
  ClinicGroupEntity,
  ClinicGroupClinicEntity,
  LocationEntity,
  TeamEntity,
  TeamMemberEntity,
  PersonEntity,
  PersonAffiliationEntity,
  GrantEntity,
  CredentialEntity,
  AccessEpochEntity,
  CalendarEntity,
  CalendarVersionEntity,
  ContractEntity,
  ContractLineEntity,
  EscalationPolicyEntity,
  AgreementEntity,
  AgreementVersionEntity,
  AgreementCoverageEntity,
  AssetEntity,
  AssetRelationEntity,
  AssetDependencyEntity,
  TicketEntity,
  TicketWatcherEntity,
  TicketAssetEntity,
  TicketTagEntity,
  TicketCounterEntity,
  TimelineEntryEntity,
  TicketLinkEntity,
  KnownErrorEntity,
  ChecklistTemplateEntity,
  ChecklistTemplateVersionEntity,
  ChecklistEntity,
  TaskEntity,
  ApprovalStageEntity,
  ApprovalVoteEntity,
  ApprovalDelegationEntity,
  BlackoutEntity,
  TicketSlaEntity,
  ClockEntity,
  ClockTransitionEntity,
  AbsenceEntity,
  RotationEntity,
  RotationSwapEntity,
  RotationOverrideEntity,
  AssignmentTurnEntity,
  CoManagedAgreementEntity,
  HandOverEntity,
  TriageRuleSetEntity,
  TriageRuleSetVersionEntity,
  TriageRunEntity,
  VisitEntity,
  VisitBriefingEntity,
  TriageScheduleEntity,
  BillingTermsEntity,
  InvoiceExportEntity,
  TimeEntryEntity,
  PartUsedEntity,
  HrEventEntity,
  AuditEntryEntity,
  OutboxEventEntity,
  IdempotencyRecordEntity,
  ImportRecordEntity,
];
