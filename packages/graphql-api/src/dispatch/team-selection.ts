import {
  emptySelection,
  everyRow,
  formatInstant,
  OPEN_STATES,
  type PersonRow,
  type RotationRow,
  type Row,
  type RowList,
  rowsOf,
  type Selection,
  type TeamRow,
} from '@wardline/platform';

// What must be read of a team, or of a rotation, to work out who is on call and who could get work.

/** A span of time that is asked about. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

const meeting = ({ from, to }: Span) => ({
  endsAt: { gt: formatInstant(from) },
  beginsAt: { lt: formatInstant(to) },
});

/** Adds a rotation's layers and its overrides of a span. */
export function selectRotation(into: Selection, key: string, span: Span): void {
  for (const column of ['id', 'name', 'layers']) into.columns.add(column);
  const columns = ['id', 'layerId', 'personId', 'swapId', 'beginsAt', 'endsAt'];
  into.many.set(
    `$overrides ${key}`,
    everyRow('overrides', emptySelection(...columns), { filter: meeting(span) }),
  );
}

/** Adds a team's members with their absences of a span; with their work if somebody is to be chosen. */
export function selectMembers(into: Selection, key: string, span: Span, withWork = false): void {
  const person = emptySelection('id', 'displayName', 'skills', 'capacity');
  const absence = emptySelection('kind', 'beginsAt', 'endsAt');
  person.many.set('$absences', everyRow('absences', absence, { filter: meeting(span) }));
  if (withWork) {
    const open = { state: { in: [...OPEN_STATES] } };
    person.many.set(
      '$work',
      everyRow('assignedTickets', emptySelection('priority'), { filter: open }),
    );
    const calendar = emptySelection('definition');
    person.one.set('$hours', { relation: 'workingCalendar', selection: calendar, internal: true });
  }
  into.many.set(`$members ${key}`, everyRow('members', person));
}

/** Adds a team's rotations with their overrides of a span. */
export function selectRotations(into: Selection, key: string, span: Span): void {
  const rotation = emptySelection();
  selectRotation(rotation, '', span);
  into.many.set(`$rotations ${key}`, everyRow('rotations', rotation));
}

export function rotationRow(row: Row, key: string): RotationRow {
  const overrides = listOf(row[`$overrides ${key}`]);
  return { ...(row as unknown as RotationRow), overrides: overrides as never };
}

export function rotationRows(row: Row, key: string): RotationRow[] {
  return listOf(row[`$rotations ${key}`]).map((each) => rotationRow(each, ''));
}

export function memberRows(row: Row, key: string): PersonRow[] {
  return listOf(row[`$members ${key}`]).map((person) => ({
    ...(person as unknown as PersonRow),
    hours: definitionOf(person.$hours),
    absences: listOf(person.$absences) as never,
    openPriorities: listOf(person.$work).map((ticket) => ticket.priority as 'P1'),
  }));
}

export function teamRow(row: Row, key: string): TeamRow {
  return {
    assignment: (row.assignment ?? null) as TeamRow['assignment'],
    hours: definitionOf(row[`$coverage ${key}`]),
    members: memberRows(row, key),
    rotations: rotationRows(row, key),
  };
}

function definitionOf(calendar: unknown): PersonRow['hours'] {
  return ((calendar as Row | null | undefined)?.definition ?? null) as PersonRow['hours'];
}

const listOf = (list: unknown) => rowsOf((list ?? []) as RowList);
