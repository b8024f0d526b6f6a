import { listQuery } from '../reading/list-query.ts';
import { InvoiceExport, PartUsed, TimeEntry } from '../rows.ts';
import {
  InvoiceExportFilter,
  InvoiceExportOrder,
  PartUsedFilter,
  PartUsedOrder,
  TimeEntryFilter,
  TimeEntryOrder,
} from './work.filters.ts';

listQuery('timeEntries', TimeEntry, 'TimeEntry', {
  description:
    'Time spent on tickets where you may read internal entries, the latest first: time sheets, and what no invoice has yet. What was taken back is among them, with `voidedAt`.',
  filter: TimeEntryFilter,
  orderBy: TimeEntryOrder,
});

listQuery('partsUsed', PartUsed, 'PartUsed', {
  description:
    'Parts used up on tickets where you may read internal entries, the latest first. What was taken back is among them, with `voidedAt`.',
  filter: PartUsedFilter,
  orderBy: PartUsedOrder,
});

listQuery('invoiceExports', InvoiceExport, 'InvoiceExport', {
  description:
    'What went to accounting, of all contracts you may see, the latest month first. What was voided is among them, with `voidedAt`.',
  filter: InvoiceExportFilter,
  orderBy: InvoiceExportOrder,
});
