// Every shape there is, by name; ids in the API name one of them.
import {
  agreementCoverageShape,
  agreementShape,
  agreementVersionShape,
} from '../agreements/agreement.shape.ts';
import {
  approvalDelegationShape,
  approvalStageShape,
  approvalVoteShape,
} from '../approvals/approval.shape.ts';
import { assetRelationShape, assetShape } from '../assets/asset.shape.ts';
import { auditEntryShape } from '../audit/audit.shape.ts';
import { calendarShape, calendarVersionShape } from '../calendars/calendar.shape.ts';
import { blackoutShape } from '../changes/blackout.shape.ts';
import { clinicGroupShape } from '../clinic-groups/clinic-group.shape.ts';
import { clockShape, clockTransitionShape, ticketAgreementShape } from '../clocks/clock.shape.ts';
import { contractLineShape, contractShape } from '../contracts/contract.shape.ts';
import {
  absenceShape,
  coManagedAgreementShape,
  handOverShape,
  rotationOverrideShape,
  rotationShape,
  rotationSwapShape,
} from '../dispatch/dispatch.shape.ts';
import { escalationPolicyShape } from '../escalations/escalation-policy.shape.ts';
import {
  apiKeyShape,
  grantShape,
  personAffiliationShape,
  personShape,
} from '../people/people.shape.ts';
import { knownErrorShape, ticketLinkShape } from '../relations/relations.shape.ts';
import {
  checklistShape,
  checklistTemplateShape,
  checklistTemplateVersionShape,
  taskShape,
} from '../tasks/tasks.shape.ts';
import {
  clinicShape,
  locationShape,
  mspShape,
  organizationShape,
  teamShape,
} from '../tenancy/tenancy.shape.ts';
import { ticketShape, ticketTagShape, timelineShape } from '../tickets/ticket.shape.ts';
import {
  triageRuleSetShape,
  triageRuleSetVersionShape,
  triageRunShape,
} from '../triage/triage.shape.ts';
import { visitBriefingShape, visitShape } from '../visits/visit.shape.ts';
import {
  billingTermsShape,
  invoiceExportShape,
  partUsedShape,
  timeEntryShape,
} from '../work/work.shape.ts';
import type { Shape } from './shape.ts';

export const shapes = {
  Msp: mspShape,
  Organization: organizationShape,
  Clinic: clinicShape,
  ClinicGroup: clinicGroupShape,
  Location: locationShape,
  Team: teamShape,
  Person: personShape,
  PersonAffiliation: personAffiliationShape,
  Grant: grantShape,
  ApiKey: apiKeyShape,
  Asset: assetShape,
  AssetRelation: assetRelationShape,
  Calendar: calendarShape,
  CalendarVersion: calendarVersionShape,
  Contract: contractShape,
  ContractLine: contractLineShape,
  EscalationPolicy: escalationPolicyShape,
  Agreement: agreementShape,
  AgreementVersion: agreementVersionShape,
  AgreementCoverage: agreementCoverageShape,
  Ticket: ticketShape,
  TicketTag: ticketTagShape,
  TimelineEntry: timelineShape,
  TicketLink: ticketLinkShape,
  KnownError: knownErrorShape,
  Checklist: checklistShape,
  Task: taskShape,
  ChecklistTemplate: checklistTemplateShape,
  ChecklistTemplateVersion: checklistTemplateVersionShape,
  ApprovalStage: approvalStageShape,
  ApprovalVote: approvalVoteShape,
  ApprovalDelegation: approvalDelegationShape,
  Blackout: blackoutShape,
  TicketAgreement: ticketAgreementShape,
  Clock: clockShape,
  ClockTransition: clockTransitionShape,
  Absence: absenceShape,
  Rotation: rotationShape,
  RotationOverride: rotationOverrideShape,
  RotationSwap: rotationSwapShape,
  CoManagedAgreement: coManagedAgreementShape,
  HandOver: handOverShape,
  TriageRuleSet: triageRuleSetShape,
  TriageRuleSetVersion: triageRuleSetVersionShape,
  TriageRun: triageRunShape,
  TimeEntry: timeEntryShape,
  PartUsed: partUsedShape,
  BillingTerms: billingTermsShape,
  InvoiceExport: invoiceExportShape,
  Visit: visitShape,
  VisitBriefing: visitBriefingShape,
  AuditEntry: auditEntryShape,
} as const;

export type ShapeName = keyof typeof shapes;

export function shapeNamed(name: string): Shape {
  const shape = Object.hasOwn(shapes, name) ? shapes[name as ShapeName] : undefined;
  if (!shape) throw new Error(`There is no shape ${name}.`);
  return shape;
}
