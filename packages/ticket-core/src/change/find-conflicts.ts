import { type AssetId, formatInstant, type TicketId } from '@wardline/kernel';
import type { TimeWindow } from '../details/details.ts';
import { joinWindows, overlap } from './intervals.ts';

/** A time at which nothing is changed: month end, an audit, a holiday. */
export interface Blackout extends TimeWindow {
  readonly name: string;
}

/** Another change that has its window. */
export interface ScheduledChange extends TimeWindow {
  readonly ticketId: TicketId;
  readonly number: string;
  /** What it touches. */
  readonly assetIds: readonly AssetId[];
}

/** What a window may collide with, as the caller found it: this package knows no calendars. */
export interface WindowFacts {
  /** When care is given at the clinic; left empty for a change that stops nothing. */
  readonly careHours: readonly TimeWindow[];
  readonly blackouts: readonly Blackout[];
  readonly changes: readonly ScheduledChange[];
  /** What the change touches, and all that depends on it or that it depends on. */
  readonly assetIds: readonly AssetId[];
}

export interface WindowConflict {
  readonly code: 'CARE_HOURS' | 'BLACKOUT' | 'OTHER_CHANGE';
  readonly message: string;
  /** The stretch they share, as far as it is known. */
  readonly overlap: TimeWindow;
  readonly ticketId: TicketId | null;
}

/** Everything a window collides with, care first. A touching end is no collision. */
export function findConflicts(window: TimeWindow, facts: WindowFacts): readonly WindowConflict[] {
  const conflict = (
    code: WindowConflict['code'],
    other: TimeWindow,
    what: string,
    ticketId: TicketId | null = null,
  ): WindowConflict => {
    const from = Math.max(window.from, other.from);
    const until = Math.min(window.until, other.until);
    const message = `${what} from ${formatInstant(from)} until ${formatInstant(until)}.`;
    return { code, message, overlap: { from, until }, ticketId };
  };
  return [
    ...joinWindows(facts.careHours)
      .filter((hours) => overlap(window, hours))
      .map((hours) => conflict('CARE_HOURS', hours, 'Care is given')),
    ...facts.blackouts
      .filter((blackout) => overlap(window, blackout))
      .map((blackout) => conflict('BLACKOUT', blackout, `${blackout.name} forbids changes`)),
    ...collidingChanges(facts)
      .filter((change) => overlap(window, change))
      .map((change) =>
        conflict('OTHER_CHANGE', change, `${change.number} is done`, change.ticketId),
      ),
  ];
}

/** The changes that touch what this one touches or depends on. */
export function collidingChanges({
  changes,
  assetIds,
}: Pick<WindowFacts, 'changes' | 'assetIds'>): readonly ScheduledChange[] {
  const own = new Set(assetIds);
  return changes.filter((change) => change.assetIds.some((id) => own.has(id)));
}
