import { clinicsOf } from '../orm/policies.ts';
import type { Column, Shape } from '../reading/shape.ts';

const id = (of: string) => ({ column: 'id', kind: 'id', of, sortable: true }) as const;
const ref = (column: string, of: string): Column => ({ column, kind: 'id', of });
const at = (column: string): Column => ({ column, kind: 'instant', sortable: true });
const text = (column: string): Column => ({ column, kind: 'text' });
const integer = (column: string): Column => ({ column, kind: 'integer' });
const json = (column: string): Column => ({ column, kind: 'json' });
const internal = {
  permission: 'ticket:read-internal',
  clinicColumn: 'clinic_id',
  strict: true,
} as const;

export const timeEntryShape: Shape = {
  name: 'TimeEntry',
  table: 'time_entry',
  requires: internal,
  narrowing: { column: 'clinic_id', anyOf: clinicsOf('full') },
  columns: {
    id: id('TimeEntry'),
    startedAt: at('started_at'),
    minutes: integer('minutes'),
    kind: text('kind'),
    billing: text('billing'),
    ticketId: ref('ticket_id', 'Ticket'),
    clinicId: ref('clinic_id', 'Clinic'),
    personId: ref('person_id', 'Person'),
    invoiceExportId: ref('invoice_export_id', 'InvoiceExport'),
    voidedAt: { column: 'voided_at', kind: 'instant' },
    version: integer('version'),
  },
  one: {
    ticket: { to: 'Ticket', column: 'ticket_id' },
    clinic: { to: 'Clinic', column: 'clinic_id' },
    person: { to: 'Person', column: 'person_id' },
    invoiceExport: { to: 'InvoiceExport', column: 'invoice_export_id' },
  },
  many: {},
  defaultOrder: [{ field: 'startedAt', direction: 'DESC' }],
};

export const partUsedShape: Shape = {
  name: 'PartUsed',
  table: 'part_used',
  requires: internal,
  narrowing: { column: 'clinic_id', anyOf: clinicsOf('full') },
  columns: {
    id: id('PartUsed'),
    usedAt: at('used_at'),
    name: text('name'),
    quantity: integer('quantity'),
    unitPriceMinor: integer('unit_price_minor'),
    billing: text('billing'),
    ticketId: ref('ticket_id', 'Ticket'),
    clinicId: ref('clinic_id', 'Clinic'),
    invoiceExportId: ref('invoice_export_id', 'InvoiceExport'),
    voidedAt: { column: 'voided_at', kind: 'instant' },
    voidReason: text('void_reason'),
  },
  one: {
    ticket: { to: 'Ticket', column: 'ticket_id' },
    clinic: { to: 'Clinic', column: 'clinic_id' },
    invoiceExport: { to: 'InvoiceExport', column: 'invoice_export_id' },
  },
  many: {},
  defaultOrder: [{ field: 'usedAt', direction: 'DESC' }],
};

export const billingTermsShape: Shape = {
  name: 'BillingTerms',
  table: 'billing_terms',
  requires: { permission: 'agreement:read' },
  columns: {
    id: id('BillingTerms'),
    version: { column: 'version', kind: 'integer', sortable: true },
    validFrom: { column: 'valid_from', kind: 'text', sortable: true },
    terms: json('terms'),
    createdAt: at('created_at'),
    withdrawnAt: { column: 'withdrawn_at', kind: 'instant' },
  },
  one: {
    contract: { to: 'Contract', column: 'contract_id' },
    calendar: { to: 'Calendar', column: 'calendar_id' },
  },
  many: {},
  defaultOrder: [{ field: 'version', direction: 'DESC' }],
};

export const invoiceExportShape: Shape = {
  name: 'InvoiceExport',
  table: 'invoice_export',
  requires: { permission: 'agreement:read' },
  columns: {
    id: id('InvoiceExport'),
    period: { column: 'period', kind: 'text', sortable: true },
    currency: text('currency'),
    totalMinor: integer('total_minor'),
    document: json('document'),
    exportedAt: at('exported_at'),
    contractId: ref('contract_id', 'Contract'),
    voidedAt: { column: 'voided_at', kind: 'instant' },
    voidReason: text('void_reason'),
  },
  one: { contract: { to: 'Contract', column: 'contract_id' } },
  many: {},
  defaultOrder: [{ field: 'period', direction: 'DESC' }],
};
