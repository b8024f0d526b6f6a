import { type InvoiceDocument, invoiceCsv, type Row } from '@wardline/platform';
import { builder } from '../builder.ts';
import { toGlobalId } from '../node/global-id.ts';
import { Node } from '../node/node.type.ts';
import { column, idField, many, one } from '../reading/fields.ts';
import { readsExtension } from '../reading/reads.ts';
import { Contract, InvoiceExport } from '../rows.ts';
import { DateTime } from '../scalars.ts';
import { Money } from './money.type.ts';
import { InvoiceLineKind, QuantityUnit } from './work.enums.ts';
import { InvoiceExportFilter, InvoiceExportOrder } from './work.filters.ts';

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
  invoiceExports: many(t, 'invoiceExports', InvoiceExport, 'InvoiceExport', {
    description:
      'What went to accounting, the latest month first; `voidedAt: { isNull: true }`: what stands.',
    filter: InvoiceExportFilter,
    orderBy: InvoiceExportOrder,
  }),
}));
