// What was done

// Usage
export { ALLOCATION_OUTCOMES, type Allocation, type AllocationOutcome } from './allocate.ts';
export { attributeWork, type ContractInForce } from './attribute-work.ts';
export type { BlockBalance, Grant } from './balance.ts';
export { checkEnd } from './change-end.ts';
export type { WorkFacts } from './covers-work.ts';
// CSV
// What the contract says
export { defineBillingTerms } from './define-terms.ts';
// Refusals
export { USAGE_ERRORS, type UsageErrorCode, type UsageRefusal } from './errors.ts';
// Invoices
export {
  checkNotExported,
  type ExportFacts,
  exportPeriod,
  noTerms,
  type PeriodExport,
} from './export-period.ts';
export {
  INVOICE_SCHEMA_VERSION,
  type InvoiceDocument,
  type InvoiceHead,
  invoiceCsv,
  invoiceDocument,
} from './invoice-document.ts';
export {
  type FixedFacts,
  INVOICE_LINE_KINDS,
  type InvoiceLine,
  type InvoiceLineKind,
  type ProRata,
  QUANTITY_UNITS,
  type QuantityUnit,
} from './invoice-line.ts';
export { type Currency, formatMoney, type Money, minorDigits } from './money.ts';
export { boundsOf, isPeriod, type Period, periodAfter, periodOf } from './period.ts';
export { type PricedTerms, predictPeriod } from './predict-period.ts';
export { rollUp, type Usage, type UsageInput } from './roll-up.ts';
export { type RoundedEntry, type RoundingContext, roundMinutes } from './round-entries.ts';
export type { Share, Validity } from './share.ts';
export {
  type BillingTerms,
  type CarryOver,
  CONTRACT_LINE_KINDS,
  type ContractLine,
  type Covers,
  PRO_RATA_RULES,
  type ProRataRule,
  ROUNDING_MODES,
  ROUNDING_SCOPES,
  type Rounding,
  TRAVEL_RULES,
  type TravelRule,
} from './terms.ts';
export { type DatedTerms, nextPeriod, openTerms, termsIn } from './terms-in-force.ts';
export {
  BILLINGS,
  type Billing,
  type PartUsed,
  TIME_KINDS,
  type TimeEntry,
  type TimeKind,
} from './work.ts';
