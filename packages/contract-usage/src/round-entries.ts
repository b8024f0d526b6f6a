import {
  type CompiledCalendar,
  type TimeZoneProvider,
  zoneClock,
} from '@wardline/business-calendar';
import { timesOver } from './money.ts';
import type { BillingTerms, Rounding } from './terms.ts';
import type { TimeEntry } from './work.ts';

/** An entry with the minutes that count. */
export interface RoundedEntry {
  readonly entry: TimeEntry;
  /** What was worked, rounded. */
  readonly billedMinutes: number;
  /** Of these, those outside of the contract's hours: in the share in which the entry was. */
  readonly afterHoursMinutes: number;
}

export interface RoundingContext {
  /** The contract's hours; left out: there is no after-hours. */
  readonly hours?: CompiledCalendar | undefined;
  readonly timeZones?: TimeZoneProvider;
}

/** Entries in the order in which they are charged: by start, then id. */
export function inOrder<T extends { readonly id: string }>(
  list: readonly T[],
  at: (each: T) => number,
): T[] {
  return list.toSorted((a, b) => at(a) - at(b) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

/**
 * Rounds worked time by the contract's rule, in order. By the day, the difference falls on the last
 * entries of the day, so that the parts add up to the rounded whole.
 */
export function roundEntries(
  entries: readonly TimeEntry[],
  terms: BillingTerms,
  context: RoundingContext = {},
): RoundedEntry[] {
  const ordered = inOrder(entries, (entry) => entry.startedAt);
  const billed = new Map<string, number>();
  for (const group of groupsOf(ordered, terms, context)) {
    const worked = group.reduce((sum, entry) => sum + entry.minutes, 0);
    let difference = roundMinutes(worked, terms.rounding) - worked;
    for (const entry of group.toReversed()) {
      // More goes to the last; less is taken from the last ones as far as they have it.
      const change = Math.max(difference, -entry.minutes);
      billed.set(entry.id, entry.minutes + change);
      difference -= change;
    }
  }
  return ordered.map((entry) => {
    const billedMinutes = billed.get(entry.id) ?? 0;
    const outside = outsideMinutes(entry, context.hours);
    // Half a minute goes up. What rounding adds to work of the night is work of the night.
    const afterHoursMinutes = timesOver(outside, billedMinutes, entry.minutes);
    return { entry, billedMinutes, afterHoursMinutes };
  });
}

/** Minutes by the rule: at least the minimum, in whole increments. */
export function roundMinutes(minutes: number, rounding: Rounding): number {
  const { incrementMinutes: step, minimumMinutes, mode } = rounding;
  const steps =
    mode === 'UP' ? Math.ceil(minutes / step) : Math.floor((2 * minutes + step) / (2 * step));
  const least = Math.ceil(minimumMinutes / step);
  return Math.max(steps, least) * step;
}

function groupsOf(
  entries: readonly TimeEntry[],
  { rounding, timezone }: BillingTerms,
  { timeZones }: RoundingContext,
): TimeEntry[][] {
  if (rounding.per === 'ENTRY') return entries.map((entry) => [entry]);
  const clock = zoneClock(timezone, timeZones ? { timeZones } : {});
  const groups = new Map<string, TimeEntry[]>();
  for (const entry of entries) {
    const date = clock.dateOf(entry.startedAt);
    const key = [date, entry.personId, entry.kind, entry.billing].join('\0');
    const group = groups.get(key);
    if (group) group.push(entry);
    else groups.set(key, [entry]);
  }
  return [...groups.values()];
}

/** Whole minutes outside; a minute that is partly within counts as within. */
function outsideMinutes(entry: TimeEntry, hours: CompiledCalendar | undefined): number {
  if (!hours) return 0;
  const worked = entry.minutes * 60_000;
  const within = hours.between(entry.startedAt, entry.startedAt + worked);
  return Math.floor((worked - within) / 60_000);
}
