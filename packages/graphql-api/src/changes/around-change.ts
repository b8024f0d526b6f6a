import {
  type AffectedAsset,
  type CountedRows,
  emptySelection,
  everyRow,
  PLANNED_STATES,
  type Row,
  type RowList,
  rowsOf,
  type Selection,
  type TicketState,
  type Wardline,
  type WindowParts,
  weighAssets,
} from '@wardline/platform';

type Details = TicketState['details'];

const PLANNED = { type: { eq: 'CHANGE' }, state: { in: [...PLANNED_STATES] } };
/** Nothing of it is read for a ticket that is none. */
const CHANGES = { column: 'type', equals: 'CHANGE' } as const;

/**
 * What to read around a change, all of it, as the guards take it (a page could promise what they
 * refuse): its clinic's hours and blackouts, its assets, other changes around them.
 */
export function selectAroundChange(selection: Selection, now: number): void {
  selection.columns.add('id');
  const clinic = timesOfClinic(now);
  selection.one.set('$around', {
    relation: 'clinic',
    onlyIf: CHANGES,
    selection: clinic,
    internal: true,
  });
  const around = { onlyIf: CHANGES, internal: true };
  const elsewhere = everyRow('dependentClinics', timesOfClinic(now), around);
  selection.many.set('$elsewhere', elsewhere);
  const planned = emptySelection('id', 'number', 'details');
  selection.many.set('$planned', everyRow('touching', planned, { filter: PLANNED, ...around }));
  const asset = emptySelection('kind', 'medicalBehind', 'criticality');
  asset.many.set('$needing', {
    relation: 'dependents',
    page: { first: 1 },
    selection: emptySelection('id'),
    wantsCursors: false,
    wantsTotal: true,
    internal: true,
  });
  selection.many.set('$affected', everyRow('assets', asset, around));
  const checklist = emptySelection();
  checklist.one.set('$template', {
    relation: 'template',
    selection: emptySelection('name', 'preApproved', 'active'),
  });
  selection.many.set('$checklists', everyRow('checklists', checklist, around));
}

/** When a clinic wants nothing changed: its hours, and its blackouts that are not over. */
function timesOfClinic(now: number): Selection {
  const clinic = emptySelection();
  clinic.one.set('$calendar', {
    relation: 'calendar',
    selection: emptySelection('definition'),
    internal: true,
  });
  clinic.many.set(
    '$blackouts',
    everyRow('blackouts', emptySelection('name', 'startsAt', 'endsAt'), {
      filter: { endsAt: { gt: new Date(now).toISOString() } },
      internal: true,
    }),
  );
  return clinic;
}

const instant = (value: unknown) => Date.parse(value as string);
const affectedOf = (row: Row) => rowsOf(row.$affected as RowList);

/** What was read around a change; null for a ticket of another type. */
export function windowPartsOf(row: Row): WindowParts | null {
  const change = row.details as Details;
  if (change?.of !== 'CHANGE') return null;
  return {
    ...timesIn(row.$around as Row | null),
    change,
    dependents: rowsOf(row.$elsewhere as RowList).map(timesIn),
    changes: rowsOf(row.$planned as RowList).map(({ id, number, details }) => {
      const other = details as Details;
      const window = other?.of === 'CHANGE' ? other.window : null;
      return { id: id as string, number: number as string, window };
    }),
  };
}

const timesIn = (clinic: Row | null) => ({
  hours: ((clinic?.$calendar as Row | null)?.definition ?? null) as WindowParts['hours'],
  blackouts: rowsOf((clinic?.$blackouts ?? []) as RowList).map(({ name, startsAt, endsAt }) => ({
    name: name as string,
    from: instant(startsAt),
    until: instant(endsAt),
  })),
});

/** What a change touches, as its risk is judged by. */
export function riskAssetsOf(row: Row): readonly AffectedAsset[] {
  return affectedOf(row).map(({ kind, medicalBehind, criticality, $needing }) => ({
    medical: kind === 'MEDICAL_DEVICE' || medicalBehind === true,
    criticality: criticality as AffectedAsset['criticality'],
    dependents: ($needing as CountedRows).total ?? 0,
  }));
}

/** What a change's guards must know beyond the ticket. */
export function changeFactsOf(row: Row, { changes }: Wardline) {
  const parts = windowPartsOf(row);
  if (parts === null) return {};
  const { window } = parts.change;
  const templates = rowsOf(row.$checklists as RowList).map(
    (checklist) => checklist.$template as Row | null,
  );
  return {
    ...weighAssets(parts.change, riskAssetsOf(row)),
    approvedModels: templates.flatMap((template) =>
      template?.preApproved && template.active ? [template.name as string] : [],
    ),
    conflicts: window === null ? [] : changes.conflicts(parts, window),
  };
}
