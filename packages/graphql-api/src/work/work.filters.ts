import { ClinicFilter, PersonFilter, TicketFilter } from '../filters.ts';
import {
  DateTimeComparator,
  enumComparator,
  IdComparator,
  IntComparator,
  StringComparator,
} from '../reading/comparators.ts';
import { by, byOne, filterInput } from '../reading/filters.ts';
import { orderInput } from '../reading/order.ts';
import { WorkLogBilling, WorkLogKind } from '../tickets/ticket.enums.ts';

const id = by(IdComparator, 'Its id.');
const invoiceExportId = by(IdComparator, 'The export it stands on; `isNull`: none yet.');
const voidedAt = by(DateTimeComparator, 'When it was taken back; `isNull`: it counts.');
const ofWork = {
  billing: by(enumComparator('WorkLogBilling', WorkLogBilling), 'Who pays.'),
  ticketId: by(IdComparator, 'The id of the ticket.'),
  clinicId: by(IdComparator, 'The id of the clinic.'),
  invoiceExportId,
  voidedAt,
};

export const TimeEntryFilter = filterInput('TimeEntryFilter', 'Which worked time.', () => ({
  id,
  ...ofWork,
  startedAt: by(DateTimeComparator, 'When it began.'),
  minutes: by(IntComparator, 'How long.'),
  kind: by(enumComparator('WorkLogKind', WorkLogKind), 'Where.'),
  personId: by(IdComparator, 'The id of who worked.'),
  person: byOne(() => PersonFilter, 'Who worked.'),
  clinic: byOne(() => ClinicFilter, 'For which clinic.'),
  ticket: byOne(() => TicketFilter, 'On which ticket.'),
}));

export const PartUsedFilter = filterInput('PartUsedFilter', 'Which parts.', () => ({
  id,
  ...ofWork,
  usedAt: by(DateTimeComparator, 'When.'),
  name: by(StringComparator, 'What.'),
  clinic: byOne(() => ClinicFilter, 'For which clinic.'),
  ticket: byOne(() => TicketFilter, 'On which ticket.'),
}));

export const TimeEntryOrder = orderInput('TimeEntryOrder', { startedAt: 'When it began.' });
export const PartUsedOrder = orderInput('PartUsedOrder', { usedAt: 'When.' });

export const InvoiceExportFilter = filterInput('InvoiceExportFilter', 'Which exports.', () => ({
  id,
  period: by(StringComparator, 'The month, `2026-11`.'),
  contractId: by(IdComparator, 'The id of the contract.'),
  exportedAt: by(DateTimeComparator, 'When it was exported.'),
  voidedAt: by(DateTimeComparator, 'When it was taken back; `isNull`: it stands.'),
}));
export const InvoiceExportOrder = orderInput('InvoiceExportOrder', { period: 'The month.' });
