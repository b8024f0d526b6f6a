// The types of the API that are rows, as references: they point at each other, so all of them exist
// before any of them is described.
import { rowType } from './builder.ts';

export const Organization = rowType('Organization');
export const Clinic = rowType('Clinic');
export const Location = rowType('Location');
export const Team = rowType('Team');
export const Person = rowType('Person');
export const Grant = rowType('Grant');
export const ApiKey = rowType('ApiKey');
export const Asset = rowType('Asset');
export const Calendar = rowType('Calendar');
export const CalendarVersion = rowType('CalendarVersion');
export const Contract = rowType('Contract');
export const ContractLine = rowType('ContractLine');
export const EscalationPolicy = rowType('EscalationPolicy');
export const Agreement = rowType('Agreement');
export const AgreementVersion = rowType('AgreementVersion');
export const AgreementCoverage = rowType('AgreementCoverage');
export const Ticket = rowType('Ticket');
export const TicketAgreement = rowType('TicketAgreement');
export const Clock = rowType('Clock');
export const ClockTransition = rowType('ClockTransition');
export const Absence = rowType('Absence');
export const Rotation = rowType('Rotation');
export const RotationOverride = rowType('RotationOverride');
export const RotationSwap = rowType('RotationSwap');
export const CoManagedAgreement = rowType('CoManagedAgreement');
export const HandOver = rowType('HandOver');
export const TriageRuleSet = rowType('TriageRuleSet');
export const TriageRuleSetVersion = rowType('TriageRuleSetVersion');
export const TriageRun = rowType('TriageRun');
export const TimeEntry = rowType('TimeEntry');
export const PartUsed = rowType('PartUsed');
export const BillingTerms = rowType('BillingTerms');
export const InvoiceExport = rowType('InvoiceExport');
export const AuditEntry = rowType('AuditEntry');
