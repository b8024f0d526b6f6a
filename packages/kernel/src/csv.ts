/**
 * A text that people wrote, as a cell of a CSV file: what a spreadsheet would take for a formula gets an
 * apostrophe before it. Formulas begin with = + - @, also after white space, tab or line break, and in
 * their full-width forms.
 */
export function csvText(value: string): string {
  return /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/.test(value) ? `'${value}` : value;
}

/** Cells as a record of a CSV file (RFC 4180), with its line end. What people wrote goes through `csvText`. */
export function csvRow(cells: readonly string[]): string {
  return `${cells.map(cell).join(',')}\r\n`;
}

function cell(value: string): string {
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
