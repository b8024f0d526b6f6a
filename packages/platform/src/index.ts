// What every shell needs of the kernel, so that it needs no second dependency.
export { formatInstant, parseInstant } from '@wardline/kernel';

// The desk

// What the API answers with besides rows
export { type Permission, type Principal, permissionsOn } from '@wardline/access';
export {
  type CalendarInput,
  type CalendarSpan,
  type Interval,
  WEEKDAYS,
} from '@wardline/business-calendar';
export {
  type Allocation,
  type BillingTerms,
  type BlockBalance,
  type ContractLine as BillingLine,
  type InvoiceDocument,
  invoiceCsv,
  type Usage,
} from '@wardline/contract-usage';
export {
  type Candidate,
  type CoManagedAgreement,
  type Coverage,
  type OnCall,
  OPEN_VISIT_STATES,
  type ProposedWork,
  proposedWork,
  type Responsibility,
  type RotationLayer,
  type Shift,
  type Visit,
  type VisitWarning,
  visitArrows,
} from '@wardline/dispatch';
export { type ClockState, type ReadStatus, statusAt } from '@wardline/sla-engine';
export {
  type AvailableTransition,
  assessRisk,
  availableTransitions,
  type ChangeDetails,
  type CountedStage,
  childFact,
  DEFAULT_PRIORITY_MATRIX,
  type Guard,
  type GuardContext,
  type Guards,
  isOpen,
  type Lifecycle,
  type LifecycleExtension,
  type PriorityExplanation,
  type PriorityMatrix,
  type ProposedWindow,
  RISK_QUESTIONS,
  type RiskAssessment,
  type RiskAsset,
  summarizeApprovals,
  summarizeTasks,
  type TicketState,
  type TransitionBlocker,
  type TransitionRule,
  type WindowConflict,
  type WorkLogWarning,
} from '@wardline/ticket-core';
export type {
  Action as TriageAction,
  Condition as TriageCondition,
  DryRun,
  Explained,
  PlannedAction,
  Rule as TriageRule,
} from '@wardline/triage-rules';
export type { SignedIn } from './access/signed-in.ts';
export { AT_RISK } from './agreements/policy-of-agreement.ts';
export type {
  AgreementSimulation,
  Outcome,
  SimulateAgreement,
  SimulatedChange,
} from './agreements/simulate-agreement.ts';
export type {
  AgreementBudget,
  AgreementConditions,
  AgreementTarget,
  AgreementTargetInput,
  AgreementTerms,
  AgreementTermsInput,
} from './agreements/terms.ts';
// Calendars
export type { BusinessTime } from './calendars/business-time.ts';
export type { CalendarChange } from './calendars/calendar-change.ts';
export { parseCalendarVersionKey } from './calendars/calendar-id.ts';
export type { IgnoredReason } from './calendars/holidays/found-holiday.ts';
export type { HolidayOutcome, PlannedHoliday } from './calendars/holidays/plan-holidays.ts';
export type { HolidayRegion, HolidayType } from './calendars/holidays/region-holidays.ts';
export type { CalendarPreview, PreviewCalendar } from './calendars/preview-calendar.ts';
export { type ChangeWindows, PLANNED_STATES, type WindowParts } from './changes/change-windows.ts';
export { type AffectedAsset, weighAssets } from './changes/risk.facts.ts';
export {
  type ChangedGroupClinics,
  type ChangeGroupClinics,
  MAX_GROUP_CLINICS,
  MEMBERSHIP_OUTCOMES,
  type MembershipOutcome,
  type MembershipResult,
} from './clinic-groups/change-clinics.ts';
export {
  ATTAINMENT_GROUPS,
  type AttainmentGroup,
  type AttainmentKey,
  type AttainmentQuery,
  type AttainmentRow,
} from './clocks/attainment.ts';
export type { ReadHours } from './clocks/clock-reading.ts';
export type { FollowTransitions, TransitionNotice } from './clocks/follow-transitions.ts';
export { checkDatabase } from './database/check.ts';
export { connectDatabase, type Database } from './database/database.ts';
export { EMBEDDED_EXTENSIONS } from './database/embedded-extensions.ts';
export { lockFolder } from './database/embedded-folder.ts';
export { migrateDatabase } from './database/migrate.ts';
export type {
  DatabaseOptions,
  EmbeddedDatabaseOptions,
  PostgresDatabaseOptions,
} from './database/options.ts';
export type { Desk } from './desk.ts';
export { calendarFeed, type FeedEvent } from './dispatch/calendar-feed.ts';
export type {
  DispatchReader,
  PersonRow,
  RotationRow,
  TeamRow,
} from './dispatch/dispatch-reading.ts';
export { OPEN_STATES } from './dispatch/team-facts.store.ts';
export { CredentialRefused, DatabaseBusy, WardlineStartupError } from './errors.ts';
export type { EscalationStepInput } from './escalations/check-steps.ts';
export type { EscalationRule } from './escalations/escalation-policy.entity.ts';
// Importing
export {
  type Compared,
  type ComparedFact,
  type DifferenceReason,
  type IncidentComparison,
  REASONS as IMPORT_DIFFERENCE_REASONS,
} from './import/compare-incident.ts';
export {
  CONTACT_COLUMNS,
  type ContactColumn,
  type ContactColumnNames,
} from './import/contacts/contact-columns.ts';
export {
  CONTACT_ERRORS_HEADER,
  type ContactReport,
  contactErrorCsv,
  renderContactReport,
} from './import/contacts/contact-report.ts';
export type { ImportContacts } from './import/contacts/import-contacts.ts';
export type { ContactRowError } from './import/contacts/read-contact-row.ts';
export type { FactSummary, ImportReport, RowCounts } from './import/import-report.ts';
export type { ImportRowError } from './import/incident-row.ts';
export { type RenderOptions, renderImportReport } from './import/render-report.ts';
export type {
  ImportLimits,
  ImportProgress,
  ImportServiceNowIncidents,
} from './import/service-now-incidents.ts';
export type { SweepFailure, SweepReport } from './jobs/sweep.ts';
export type { WorkOptions } from './jobs/work.ts';
export {
  CONTACT_OUTCOMES,
  type ContactInput,
  type ContactOutcome,
  type ContactResult,
  MAX_CONTACTS,
} from './people/contacts/contact.ts';
export type { UpsertContacts, UpsertedContacts } from './people/contacts/upsert-contacts.ts';
export type { Ports } from './ports.ts';
// Reading
export { decodeCursor, encodeCursor } from './reading/cursor.ts';
export { resolveMoment } from './reading/moment.ts';
export { type Page, toPage } from './reading/page.ts';
export type { ReadSession } from './reading/read-session.ts';
export { ReadRefused } from './reading/refusals.ts';
export {
  type CountedRows,
  emptySelection,
  everyRow,
  type Filter,
  type ListSelection,
  type ManySelection,
  type Ordering,
  type PageRequest,
  type Row,
  type RowList,
  rowsOf,
  type Selection,
  type Shape,
} from './reading/shape.ts';
export { type ShapeName, shapeNamed, shapes } from './reading/shapes.ts';
// Refusals
export type { PlatformRefusal, VersionConflict } from './refusals.ts';
export type { IdempotencyKey, Session } from './session.ts';
export { teamMembersOf } from './tickets/desk-side.ts';
export { TICKET_COLUMNS } from './tickets/ticket.shape.ts';
export {
  hasOwnGuards,
  type TicketLifecycleOptions,
  type TicketLifecycles,
  type TicketRules,
} from './tickets/ticket-lifecycles.ts';
export { MAX_TICKETS_AT_ONCE, type TicketUpdateResult } from './tickets/update-tickets.ts';
export type { LoggedOutcome } from './triage/logged-outcome.ts';
export { FIELDS as TRIAGE_FIELDS } from './triage/ticket-facts.ts';
export type { StoredRules } from './triage/triage.entity.ts';
export { type PastTicketRow, type TrialTrigger, tryRules } from './triage/triage-reading.ts';
export type { WorkResult } from './unit-of-work.ts';
export {
  createWardline,
  type SessionOptions,
  type Wardline,
  type WardlineConfig,
} from './wardline.ts';
export type { LineTerms } from './work/set-billing-terms.ts';
