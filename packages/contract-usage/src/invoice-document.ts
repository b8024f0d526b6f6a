import { csvRow, csvText } from '@wardline/kernel';
import type { InvoiceLine } from './invoice-line.ts';
import { formatMoney } from './money.ts';
import type { Usage } from './roll-up.ts';

/** Raised when a field changes its meaning or goes; a field that is added does not raise it. */
export const INVOICE_SCHEMA_VERSION = 2;

/** What a period costs, as JSON for accounting: `invoice.schema.json` (JSON Schema), explained in the README. */
export interface InvoiceDocument {
  readonly schema: 'wardline.invoice';
  readonly version: typeof INVOICE_SCHEMA_VERSION;
  readonly exportId: string;
  readonly contract: { readonly id: string; readonly name: string };
  readonly period: string;
  readonly currency: string;
  readonly totalMinor: number;
  readonly lines: readonly (InvoiceLine & { readonly number: number })[];
}

export interface InvoiceHead {
  readonly exportId: string;
  readonly contract: { readonly id: string; readonly name: string };
}

/** The document of an exported period. */
export function invoiceDocument(
  usage: Usage,
  { exportId, contract }: InvoiceHead,
): InvoiceDocument {
  return {
    schema: 'wardline.invoice',
    version: INVOICE_SCHEMA_VERSION,
    exportId,
    contract,
    period: usage.period,
    currency: usage.currency,
    totalMinor: usage.totalMinor,
    lines: usage.lines.map((line, index) => ({ number: index + 1, ...line })),
  };
}

const HEADER = [
  'export_id',
  'contract',
  'period',
  'line',
  'kind',
  'contract_line_id',
  'description',
  'quantity',
  'unit',
  'unit_price',
  'amount',
  'currency',
];

/**
 * The document as CSV (RFC 4180, CRLF, with a header); amounts as decimal text. A text that a
 * spreadsheet would take for a formula gets an apostrophe before it.
 */
export function invoiceCsv(document: InvoiceDocument): string {
  const { exportId, contract, period, currency } = document;
  const money = (minor: number) => formatMoney({ minor, currency });
  const rows = document.lines.map((line) => [
    csvText(exportId),
    csvText(contract.name),
    csvText(period),
    String(line.number),
    line.kind,
    csvText(line.contractLineId ?? ''),
    csvText(line.description),
    line.quantity,
    line.unit,
    money(line.unitPriceMinor),
    money(line.amountMinor),
    currency,
  ]);
  return [HEADER, ...rows].map(csvRow).join('');
}
