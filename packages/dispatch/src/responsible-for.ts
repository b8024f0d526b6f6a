import type { CompiledCalendar } from '@wardline/business-calendar';
import type { Instant, TeamId } from '@wardline/kernel';
import type { CoManagedAgreement, Lane, Side, WorkFacts } from './agreement.ts';

/** Calendars by the id that lanes name. */
export type LaneCalendars = Readonly<Record<string, CompiledCalendar>>;

/** What of a lane did not fit. */
export type LaneMismatch = 'DOMAIN' | 'CATEGORY' | 'TICKET_TYPE' | 'PRIORITY' | 'TIER' | 'HOURS';

export interface Responsibility {
  readonly owner: Side;
  readonly teamId: TeamId | null;
  /** The lane that decided; null: none fitted, and the rest is the owner's. */
  readonly laneId: string | null;
  readonly message: string;
  /** The lanes before it, and what of each did not fit. */
  readonly passedOver: readonly {
    readonly laneId: string;
    readonly mismatches: readonly LaneMismatch[];
  }[];
}

/**
 * Whose the work is at an instant. Lanes are asked in their order.
 * @throws TypeError when a lane names a calendar that is not given: the caller forgot to load it.
 */
export function responsibleFor(
  agreement: CoManagedAgreement,
  work: WorkFacts,
  t: Instant,
  calendars: LaneCalendars = {},
): Responsibility {
  const passedOver: Responsibility['passedOver'][number][] = [];
  for (const lane of agreement.lanes) {
    const mismatches = mismatchesOf(lane, work, t, calendars);
    if (mismatches.length === 0) {
      const { owner, teamId, id: laneId, name } = lane;
      return { owner, teamId, laneId, message: `${name} is ${owner}'s.`, passedOver };
    }
    passedOver.push({ laneId: lane.id, mismatches });
  }
  const { owner, teamId } = agreement.otherwise;
  const message = `No lane fits, and everything else is ${owner}'s.`;
  return { owner, teamId, laneId: null, message, passedOver };
}

function mismatchesOf(
  lane: Lane,
  work: WorkFacts,
  t: Instant,
  calendars: LaneCalendars,
): LaneMismatch[] {
  const found: LaneMismatch[] = [];
  const fits = (list: readonly unknown[], value: unknown) =>
    list.length === 0 || list.includes(value);
  if (!fits(lane.domains, work.domain)) found.push('DOMAIN');
  if (!fitsCategory(lane.categories, work.category)) found.push('CATEGORY');
  if (!fits(lane.ticketTypes, work.ticketType)) found.push('TICKET_TYPE');
  if (!fits(lane.priorities, work.priority)) found.push('PRIORITY');
  if (!fits(lane.tiers, work.tier)) found.push('TIER');
  if (lane.hours !== null) {
    const calendar = calendars[lane.hours.calendarId];
    if (!calendar) throw new TypeError(`The calendar ${lane.hours.calendarId} was not loaded.`);
    if (calendar.isOpen(t) !== (lane.hours.when === 'INSIDE')) found.push('HOURS');
  }
  return found;
}

function fitsCategory(categories: readonly string[], category: string | null): boolean {
  if (categories.length === 0) return true;
  if (category === null) return false;
  const name = category.toLowerCase();
  return categories.some((each) => {
    const wanted = each.toLowerCase();
    return name === wanted || name.startsWith(`${wanted}/`);
  });
}
