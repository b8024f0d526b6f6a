import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { BillingTerms, Grant, InvoiceDocument } from '@wardline/contract-usage';
import { WORK_LOG_BILLINGS, WORK_LOG_KINDS } from '@wardline/ticket-core';
import { instant, tenantKey, version } from '../orm/columns.ts';
import { inClinics, inOrganizations, isProvider, walled, wholeMsp } from '../orm/policies.ts';

const providersWork = {
  select: `(${isProvider} and ${inClinics('full')})`,
  insert: `(${isProvider} and ${inClinics('full')})`,
  update: `(${isProvider} and ${inClinics('full')})`,
};

/** When the time of a work log was spent, and the invoice it stands on; it has the id of the entry. */
export const TimeEntryEntity = defineEntity({
  name: 'TimeEntry',
  tableName: 'time_entry',
  properties: {
    ...tenantKey(),
    ticketId: p.uuid(),
    clinicId: p.uuid(),
    personId: p.uuid(),
    startedAt: instant(),
    minutes: p.integer(),
    kind: p.enum(WORK_LOG_KINDS),
    billing: p.enum(WORK_LOG_BILLINGS),
    /** Once it stands on an invoice it stays there. */
    invoiceExportId: p.uuid().strictNullable(),
    /** When it was taken back: it counts for nothing. */
    voidedAt: instant().strictNullable(),
    version: version(),
  },
  indexes: [
    { properties: ['mspId', 'startedAt', 'id'] },
    { properties: ['mspId', 'clinicId', 'startedAt'] },
    { properties: ['mspId', 'personId', 'startedAt'] },
    { properties: ['mspId', 'ticketId', 'startedAt'] },
  ],
  ...walled(providersWork),
});

/** A part that was used up on a ticket. */
export const PartUsedEntity = defineEntity({
  name: 'PartUsed',
  tableName: 'part_used',
  properties: {
    ...tenantKey(),
    ticketId: p.uuid(),
    clinicId: p.uuid(),
    usedAt: instant(),
    name: p.text(),
    quantity: p.integer(),
    /** In the minor unit of the contract's currency. */
    unitPriceMinor: p.bigint('number'),
    billing: p.enum(WORK_LOG_BILLINGS),
    invoiceExportId: p.uuid().strictNullable(),
    /** The member or API key that recorded it. */
    recordedById: p.uuid(),
    voidedAt: instant().strictNullable(),
    /** Why it was taken back. */
    voidReason: p.text().strictNullable(),
  },
  indexes: [
    { properties: ['mspId', 'usedAt', 'id'] },
    { properties: ['mspId', 'clinicId', 'usedAt'] },
    { properties: ['mspId', 'ticketId', 'usedAt'] },
  ],
  ...walled(providersWork),
});

const ofOrganization = {
  select: `(${isProvider} or ${inOrganizations('full')})`,
  insert: wholeMsp,
};

/**
 * How a contract charges from a month on, until others hold. Append-only, so that every invoice can be
 * explained; of those from the same month the highest version holds.
 */
export const BillingTermsEntity = defineEntity({
  name: 'BillingTerms',
  tableName: 'billing_terms',
  properties: {
    ...tenantKey(),
    contractId: p.uuid(),
    organizationId: p.uuid(),
    /** 1, 2, 3 … of the contract: what the next ones are decided on. */
    version: p.integer(),
    /** The first month, `2026-11`, in the time zone of the terms. */
    validFrom: p.text(),
    terms: p.json<BillingTerms>(),
    /** The hours outside of which work counts more; null: there is no after-hours. */
    calendarId: p.uuid().strictNullable(),
    createdAt: instant(),
    /** When they were taken back, before any month was exported by them: they never held. */
    withdrawnAt: instant().strictNullable(),
  },
  uniques: [{ properties: ['mspId', 'contractId', 'version'] }],
  ...walled({ ...ofOrganization, update: wholeMsp }),
});

/** A month of a contract as it went to accounting: once, unless it was voided. */
export const InvoiceExportEntity = defineEntity({
  name: 'InvoiceExport',
  tableName: 'invoice_export',
  properties: {
    ...tenantKey(),
    contractId: p.uuid(),
    organizationId: p.uuid(),
    period: p.text(),
    currency: p.text(),
    totalMinor: p.bigint('number'),
    document: p.json<InvoiceDocument>(),
    /** Block time that goes on into the next month. */
    closing: p.json<readonly Grant[]>(),
    exportedAt: instant(),
    /** When it was taken back: its work is open again, and the month may be exported anew. */
    voidedAt: instant().strictNullable(),
    voidReason: p.text().strictNullable(),
  },
  indexes: [
    { properties: ['mspId', 'period', 'id'] },
    { properties: ['mspId', 'contractId', 'period'] },
    {
      name: 'invoice_export_one_stands',
      expression:
        'create unique index invoice_export_one_stands on invoice_export (msp_id, contract_id, period) where voided_at is null',
    },
  ],
  ...walled({ ...ofOrganization, update: wholeMsp }),
});
export type InvoiceExportRow = InferEntity<typeof InvoiceExportEntity>;

export const HR_EVENT_KINDS = ['STARTER', 'MOVER', 'LEAVER'] as const;
export type HrEventKind = (typeof HR_EVENT_KINDS)[number];

/** Somebody begins, moves or leaves at a clinic, and the ticket that gives or takes access. */
export const HrEventEntity = defineEntity({
  name: 'HrEvent',
  tableName: 'hr_event',
  properties: {
    ...tenantKey(),
    kind: p.enum(HR_EVENT_KINDS),
    clinicId: p.uuid(),
    /** The other system's own id of the event: it is taken once. */
    externalId: p.text().strictNullable(),
    personName: p.text(),
    effectiveOn: p.text(),
    ticketId: p.uuid(),
    recordedAt: instant(),
  },
  indexes: [{ properties: ['mspId', 'clinicId', 'recordedAt'] }],
  uniques: [{ properties: ['mspId', 'clinicId', 'externalId'] }],
  ...walled({ select: inClinics('full'), insert: inClinics('full') }),
});
