import type { IncidentRow } from './incident-row.ts';

/** What the ticket is called: the log has no title, only labels. */
export function titleOf(row: IncidentRow): string {
  return `${row.number}: ${row.symptom ?? row.category ?? 'incident'}`;
}

/** What the first row says beyond the fields a ticket has. */
export function descriptionOf(row: IncidentRow): string {
  const facts: readonly (readonly [string, string | null])[] = [
    ['Category', row.category],
    ['Symptom', row.symptom],
    ['Location', row.location],
    ['Reported by', row.contactType],
    ['Configuration item', row.configurationItem],
  ];
  const known = facts.flatMap(([name, value]) => (value === null ? [] : [`${name}: ${value}`]));
  return [`Imported from the ServiceNow incident ${row.number}.`, ...known].join('\n');
}

/** What the log knows of how it ended. */
export function resolutionNoteOf(row: IncidentRow): string | null {
  const facts = [
    row.closeCode === null ? null : `Close code: ${row.closeCode}`,
    row.resolvedBy === null ? null : `Resolved by: ${row.resolvedBy}`,
  ].filter((fact) => fact !== null);
  return facts.length === 0 ? null : facts.join('\n');
}
