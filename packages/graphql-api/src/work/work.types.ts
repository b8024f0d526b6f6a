import type { Row } from '@wardline/platform';
import { builder } from '../builder.ts';
import { Node } from '../node/node.type.ts';
import { column, idField, many, one } from '../reading/fields.ts';
import { readsExtension } from '../reading/reads.ts';
import { Clinic, InvoiceExport, PartUsed, Person, Ticket, TimeEntry } from '../rows.ts';
import { DateTime } from '../scalars.ts';
import { WorkLogBilling, WorkLogKind } from '../tickets/ticket.enums.ts';
import { PartUsedFilter, PartUsedOrder, TimeEntryFilter, TimeEntryOrder } from './work.filters.ts';

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
