import {
  type BillingLine,
  type InvoiceDocument,
  invoiceCsv,
  type Row,
  type BillingTerms as Terms,
} from '@wardline/platform';
import { builder } from '../builder.ts';
import { toGlobalId } from '../node/global-id.ts';
import { Node } from '../node/node.type.ts';
import { column, idField, many, one } from '../reading/fields.ts';
import { readsExtension } from '../reading/reads.ts';
import {
  BillingTerms,
  Calendar,
  Clinic,
  Contract,
  InvoiceExport,
  PartUsed,
  Person,
  Ticket,
  TimeEntry,
} from '../rows.ts';
import { DateTime, TimeZone } from '../scalars.ts';
import { Domain, WorkLogBilling, WorkLogKind } from '../tickets/ticket.enums.ts';
import { Money } from './money.type.ts';
import {
  BillingLineKind,
  InvoiceLineKind,
  ProRataRule,
  QuantityUnit,
  RoundingMode,
  RoundingScope,
  TravelRule,
} from './work.enums.ts';
import {
  InvoiceExportFilter,
  InvoiceExportOrder,
  PartUsedFilter,
  PartUsedOrder,
  TimeEntryFilter,
  TimeEntryOrder,
} from './work.filters.ts';

TimeEntry.implement({
  description: 'When the time of a work log was spent, and the invoice it stands on.',
  interfaces: [Node],
  fields: (t) => ({
    id: idField(t, 'TimeEntry'),
    ticket: one(t, 'ticket', Ticket, { description: 'The ticket.' }),
    person: one(t, 'person', Person, { description: 'Who worked.' }),
    startedAt: column(t, 'startedAt', DateTime, { description: 'When it began.' }),
    minutes: column(t, 'minutes', 'Int', { description: 'How long.' }),
    kind: column(t, 'kind', WorkLogKind, { description: 'Where.' }),
    billing: column(t, 'billing', WorkLogBilling, { description: 'Who pays.' }),
    clinic: one(t, 'clinic', Clinic, { description: 'For which clinic.' }),
    invoiceExport: one(t, 'invoiceExport', InvoiceExport, {
      description: 'The export it stands on, and stays on; null: none yet.',
    }),
    voidedAt: column(t, 'voidedAt', DateTime, {
      description: 'When it was taken back: it counts for nothing. Why, the timeline says.',
      nullable: true,
    }),
    version: column(t, 'version', 'Int', { description: 'For `expectedVersion`.' }),
  }),
});

PartUsed.implement({
  description: 'A part that was used up on a ticket.',
  interfaces: [Node],
  fields: (t) => ({
    id: idField(t, 'PartUsed'),
    ticket: one(t, 'ticket', Ticket, { description: 'The ticket.' }),
    usedAt: column(t, 'usedAt', DateTime, { description: 'When.' }),
    name: column(t, 'name', 'String', { description: 'What.' }),
    quantity: column(t, 'quantity', 'Int', { description: 'How many pieces.' }),
    unitPriceMinor: t.field({
      type: 'String',
      description: 'What one costs, in the minor unit of the contract’s currency.',
      extensions: readsExtension({ columns: ['unitPriceMinor'] }),
      resolve: (row: Row) => String(row.unitPriceMinor),
    }),
    billing: column(t, 'billing', WorkLogBilling, { description: 'Who pays.' }),
    clinic: one(t, 'clinic', Clinic, { description: 'For which clinic.' }),
    invoiceExport: one(t, 'invoiceExport', InvoiceExport, {
      description: 'The export it stands on, and stays on; null: none yet.',
    }),
    voidedAt: column(t, 'voidedAt', DateTime, {
      description: 'When it was taken back: it counts for nothing.',
      nullable: true,
    }),
    voidReason: column(t, 'voidReason', 'String', {
      description: 'Why it was taken back.',
      nullable: true,
    }),
  }),
});

builder.objectFields(Ticket, (t) => ({
  timeEntries: many(t, 'timeEntries', TimeEntry, 'TimeEntry', {
    description: 'Time spent on it, the latest first. Clients do not see it.',
    filter: TimeEntryFilter,
    orderBy: TimeEntryOrder,
  }),
  parts: many(t, 'parts', PartUsed, 'PartUsed', {
    description: 'Parts used up on it, the latest first. Clients do not see them.',
    filter: PartUsedFilter,
    orderBy: PartUsedOrder,
  }),
}));

type LineOf = BillingLine & { readonly currency: string };
const LineType = builder.objectRef<LineOf>('BillingLine').implement({
  description: 'How a line of a contract charges.',
  fields: (t) => ({
    contractLineId: t.id({
      description: 'Id of a `ContractLine`.',
      resolve: (line) => toGlobalId('ContractLine', line.id),
    }),
    kind: t.field({ type: BillingLineKind, description: 'How.', resolve: (line) => line.kind }),
    price: t.field({
      type: Money,
      nullable: true,
      description: 'For a month, an asset or a clinic; null by the hour.',
      resolve: (line) =>
        'priceMinor' in line ? { minor: line.priceMinor, currency: line.currency } : null,
    }),
    minutes: t.int({
      nullable: true,
      description: 'Minutes bought for each month, of block hours.',
      resolve: (line) => (line.kind === 'BLOCK_HOURS' ? line.minutes : null),
    }),
    kinds: t.field({
      type: [WorkLogKind],
      description: 'Only this work; empty: all.',
      resolve: (line) => [...line.covers.kinds],
    }),
    assetIds: t.idList({
      description: 'Only work on these `Asset`s; empty: on any.',
      resolve: (line) => line.covers.assetIds.map((id) => toGlobalId('Asset', id)),
    }),
    clinicIds: t.idList({
      description:
        'Only work for these `Clinic`s, as the line said when the terms were set; empty: for all.',
      resolve: (line) => line.covers.clinicIds.map((id) => toGlobalId('Clinic', id)),
    }),
    domains: t.field({
      type: [Domain],
      description: 'Only work of these trades, as the line said then; empty: of all.',
      resolve: (line) => line.covers.domains as 'IT'[],
    }),
    categories: t.stringList({
      description:
        'Only work on tickets of these categories, as the line said then; empty: of all.',
      resolve: (line) => [...line.covers.categories],
    }),
    includesParts: t.boolean({
      description: 'Whether parts are included.',
      resolve: (line) => 'includesParts' in line && line.includesParts,
    }),
    carryOverMaxMinutes: t.int({
      nullable: true,
      description: 'How much of unused block time goes on at most; null: all, or nothing.',
      resolve: (line) =>
        line.kind === 'BLOCK_HOURS' ? (line.carryOver?.maxMinutes ?? null) : null,
    }),
    carryOverPeriods: t.int({
      nullable: true,
      description: 'For how many months unused block time goes on; null: it is lost.',
      resolve: (line) => (line.kind === 'BLOCK_HOURS' ? (line.carryOver?.periods ?? null) : null),
    }),
  }),
});

type Rates = Terms['hourlyRates'] & { readonly currency: string };
const rate = (kind: keyof Terms['hourlyRates']) => ({
  type: Money,
  resolve: (rates: Rates) => ({ minor: rates[kind], currency: rates.currency }),
});
const RatesType = builder.objectRef<Rates>('HourlyRates').implement({
  description: 'What an hour costs.',
  fields: (t) => ({
    onSite: t.field({ description: 'On site.', ...rate('ON_SITE') }),
    remote: t.field({ description: 'Remote.', ...rate('REMOTE') }),
    travel: t.field({ description: 'Travel, if it counts as work.', ...rate('TRAVEL') }),
  }),
});

const ofTerms = <T>(pick: (terms: Terms) => T) => ({
  extensions: readsExtension({ columns: ['terms'] }),
  resolve: (row: Row) => pick(row.terms as Terms),
});

BillingTerms.implement({
  description: 'How a contract charges from a month on.',
  interfaces: [Node],
  fields: (t) => ({
    id: idField(t, 'BillingTerms'),
    contract: one(t, 'contract', Contract, { description: 'The contract.' }),
    calendar: one(t, 'calendar', Calendar, {
      description: 'The hours outside of which work counts more; null: it never does.',
    }),
    version: column(t, 'version', 'Int', {
      description:
        'Counts up from 1, contract by contract; the highest is the `expectedVersion` of the next.',
    }),
    validFrom: column(t, 'validFrom', 'String', {
      description:
        'The first month, `2026-11`, that is charged by them. Of those from the same month the highest version holds.',
    }),
    createdAt: column(t, 'createdAt', DateTime, { description: 'When they were set.' }),
    withdrawnAt: column(t, 'withdrawnAt', DateTime, {
      nullable: true,
      description: 'When they were taken back: they never held; null: they stand.',
    }),
    currency: t.field({
      type: 'String',
      description: 'ISO 4217.',
      ...ofTerms((terms) => terms.currency),
    }),
    timeZone: t.field({
      type: TimeZone,
      description: 'Where months and dates begin.',
      ...ofTerms((terms) => terms.timezone),
    }),
    incrementMinutes: t.field({
      type: 'Int',
      description: 'What time is rounded to.',
      ...ofTerms((terms) => terms.rounding.incrementMinutes),
    }),
    minimumMinutes: t.field({
      type: 'Int',
      description: 'The least that is counted.',
      ...ofTerms((terms) => terms.rounding.minimumMinutes),
    }),
    roundingMode: t.field({
      type: RoundingMode,
      description: 'Which way.',
      ...ofTerms((terms) => terms.rounding.mode),
    }),
    roundingScope: t.field({
      type: RoundingScope,
      description: 'What together.',
      ...ofTerms((terms) => terms.rounding.per),
    }),
    travel: t.field({
      type: TravelRule,
      description: 'How travel is charged.',
      ...ofTerms((terms) => terms.travel.kind),
    }),
    tripPrice: t.field({
      type: Money,
      nullable: true,
      description: 'For a trip; null: trips have no price of their own.',
      ...ofTerms(({ travel, currency }) =>
        travel.kind === 'PER_TRIP' ? { minor: travel.priceMinor, currency } : null,
      ),
    }),
    hourlyRates: t.field({
      type: RatesType,
      description: 'What an hour costs beyond what lines include.',
      ...ofTerms(({ hourlyRates, currency }) => ({ ...hourlyRates, currency })),
    }),
    afterHoursPercent: t.field({
      type: 'Int',
      description: 'What work outside of the hours counts.',
      ...ofTerms((terms) => terms.afterHoursPercent),
    }),
    proRata: t.field({
      type: ProRataRule,
      description: 'What a month costs that the contract holds in part.',
      ...ofTerms((terms) => terms.proRata),
    }),
    lines: t.field({
      type: [LineType],
      description: 'In the order in which work goes to them.',
      ...ofTerms(({ lines, currency }) => lines.map((line) => ({ ...line, currency }))),
    }),
  }),
});

type ProRata = NonNullable<InvoiceDocument['lines'][number]['proRata']>;
const ProRataType = builder
  .objectRef<ProRata & { readonly currency: string }>('InvoiceProRata')
  .implement({
    description: 'A part of a month: `count × unitPrice × days ÷ ofDays`, rounded half up.',
    fields: (t) => ({
      days: t.exposeInt('days', { description: 'The days charged.' }),
      ofDays: t.exposeInt('ofDays', { description: 'The days of the month.' }),
      count: t.exposeInt('count', { description: 'How many assets or clinics; else 1.' }),
      unitPrice: t.field({
        type: Money,
        description: 'Of a whole month.',
        resolve: ({ unitPriceMinor: minor, currency }) => ({ minor, currency }),
      }),
    }),
  });

type InvoiceLine = InvoiceDocument['lines'][number] & { readonly currency: string };
export const InvoiceLineType = builder.objectRef<InvoiceLine>('InvoiceLine').implement({
  description: 'What accounting books.',
  fields: (t) => ({
    number: t.exposeInt('number', { description: 'From 1.' }),
    kind: t.field({ type: InvoiceLineKind, description: 'What.', resolve: (line) => line.kind }),
    contractLineId: t.id({
      nullable: true,
      description: 'Id of a `ContractLine`; null: beyond the contract.',
      resolve: ({ contractLineId }) =>
        contractLineId === null ? null : toGlobalId('ContractLine', contractLineId),
    }),
    description: t.exposeString('description', { description: 'In words.' }),
    quantity: t.exposeString('quantity', {
      description:
        'How many units, as decimal text: `3`, or hours with at most four digits after the point, `0.3333`.',
    }),
    unit: t.field({ type: QuantityUnit, description: 'Of what.', resolve: (line) => line.unit }),
    unitPrice: t.field({
      type: Money,
      description: 'What a unit costs.',
      resolve: ({ unitPriceMinor: minor, currency }) => ({ minor, currency }),
    }),
    amount: t.field({
      type: Money,
      description: 'Quantity times unit price, rounded half up to the minor unit.',
      resolve: ({ amountMinor: minor, currency }) => ({ minor, currency }),
    }),
    proRata: t.field({
      type: ProRataType,
      nullable: true,
      description: 'Of a part of a month: what it was worked out from.',
      resolve: ({ proRata, currency }) => proRata && { ...proRata, currency },
    }),
  }),
});

const document = <T>(pick: (document: InvoiceDocument) => T) => ({
  extensions: readsExtension({ columns: ['document'] }),
  resolve: (row: Row) => pick(row.document as InvoiceDocument),
});

InvoiceExport.implement({
  description:
    'A month of a contract as it went to accounting: one stands for each month. What it says never changes; it may be voided.',
  interfaces: [Node],
  fields: (t) => ({
    id: idField(t, 'InvoiceExport'),
    contract: one(t, 'contract', Contract, { description: 'The contract.' }),
    period: column(t, 'period', 'String', { description: 'The month, `2026-11`.' }),
    exportedAt: column(t, 'exportedAt', DateTime, { description: 'When.' }),
    voidedAt: column(t, 'voidedAt', DateTime, {
      nullable: true,
      description: 'When it was taken back: its work is open again; null: it stands.',
    }),
    voidReason: column(t, 'voidReason', 'String', {
      nullable: true,
      description: 'Why it was taken back.',
    }),
    total: t.field({
      type: Money,
      description: 'The sum of its lines.',
      ...document(({ totalMinor: minor, currency }) => ({ minor, currency })),
    }),
    lines: t.field({
      type: [InvoiceLineType],
      description: 'Line by line.',
      ...document(({ lines, currency }) => lines.map((line) => ({ ...line, currency }))),
    }),
    csv: t.field({
      type: 'String',
      description:
        'As CSV (RFC 4180) to save as a file. A text that a spreadsheet would take for a formula has an apostrophe before it.',
      ...document(invoiceCsv),
    }),
    documentText: t.field({
      type: 'String',
      description:
        'As JSON text, schema `wardline.invoice`, version 2: `invoice.schema.json` of `@wardline/contract-usage`.',
      ...document((whole) => JSON.stringify(whole)),
    }),
  }),
});

builder.objectFields(Contract, (t) => ({
  billingTerms: many(t, 'billingTerms', BillingTerms, 'BillingTerms', {
    description: 'How it charges and has charged, the latest set first.',
  }),
  invoiceExports: many(t, 'invoiceExports', InvoiceExport, 'InvoiceExport', {
    description:
      'What went to accounting, the latest month first; `voidedAt: { isNull: true }`: what stands.',
    filter: InvoiceExportFilter,
    orderBy: InvoiceExportOrder,
  }),
}));
