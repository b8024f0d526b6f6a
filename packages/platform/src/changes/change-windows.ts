import type { CalendarInput } from '@wardline/business-calendar';
import type { AssetId, TicketId } from '@wardline/kernel';
import {
  type ChangeDetails,
  findConflicts,
  type ProposedWindow,
  type ProposeWindowsQuery,
  proposeWindows,
  type TimeWindow,
  type WindowConflict,
  type WindowFacts,
} from '@wardline/ticket-core';
import type { CompiledCalendars } from '../calendars/compiled-calendars.ts';
import type { WorkResult } from '../unit-of-work.ts';

/** When a clinic wants nothing changed. */
export interface ClinicTimes {
  /** Its opening hours: when care is given. Null: not known, so nothing is kept free. */
  readonly hours: CalendarInput | null;
  readonly blackouts: readonly (TimeWindow & { readonly name: string })[];
}

/** What stands around a change's window, as it was read. */
export interface WindowParts extends ClinicTimes {
  readonly change: ChangeDetails;
  /** Other clinics, whose assets stand still with what is changed; those the caller sees. */
  readonly dependents: readonly ClinicTimes[];
  /** Other changes of what this one touches, with their windows. */
  readonly changes: readonly {
    readonly id: string;
    readonly number: string;
    readonly window: TimeWindow | null;
  }[];
}

/** Looks for free times, and for what is in the way of one. */
export interface ChangeWindows {
  conflicts(parts: WindowParts, window: TimeWindow): readonly WindowConflict[];
  propose(parts: WindowParts, query: ProposeWindowsQuery): WorkResult<readonly ProposedWindow[]>;
}

/** The states of changes whose windows are taken. */
export const PLANNED_STATES = ['SCHEDULED', 'IMPLEMENTING'] as const;

export function changeWindows(compiled: CompiledCalendars): ChangeWindows {
  const factsOf = (parts: WindowParts, within: TimeWindow): WindowFacts => ({
    careHours: careHours(compiled, parts, within),
    blackouts: [parts, ...parts.dependents].flatMap(({ blackouts }) => blackouts),
    changes: parts.changes.flatMap(({ id, number, window }) =>
      window ? [{ ...window, ticketId: id as TicketId, number, assetIds: SHARED }] : [],
    ),
    assetIds: SHARED,
  });
  return {
    conflicts: (parts, window) => findConflicts(window, factsOf(parts, window)),
    propose: (parts, query) => {
      const { from, until } = query.within;
      // An impossible range is refused below, before anything is looked up in it.
      const isRange = Number.isFinite(from) && from < until && until - from <= LONGEST_MS;
      const within = isRange ? query.within : { from: 0, until: 0 };
      return proposeWindows(query, factsOf(parts, within));
    },
  };
}

const LONGEST_MS = 92 * 24 * 60 * 60 * 1000;
/** The caller brings only changes that share an asset; which one does not matter here. */
const SHARED = ['shared' as AssetId];

/** A change that stops nothing may be done while patients are there. */
function careHours(
  compiled: CompiledCalendars,
  { change, hours, dependents }: WindowParts,
  { from, until }: TimeWindow,
): readonly TimeWindow[] {
  if (from >= until || change.riskAnswers.DOWNTIME === 'NOTHING') return [];
  return [hours, ...dependents.map((clinic) => clinic.hours)].flatMap((each) => {
    if (each === null) return [];
    const open = compiled.compile(each).intervals(from, until);
    return open.map((interval) => ({ from: interval.from, until: interval.to }));
  });
}
