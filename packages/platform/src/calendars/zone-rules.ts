import type { TimeZoneProvider } from '@wardline/business-calendar';
import type { Instant } from '@wardline/kernel';

/** One zone's changes of offset over a range, as a release of the time-zone data had them. JSON. */
export interface ZoneRules {
  readonly from: Instant;
  readonly to: Instant;
  /** Milliseconds ahead of UTC at `from`. */
  readonly offset: number;
  /** The instants in `(from, to]` at which it changes, in order, and what it is from then on. */
  readonly transitions: readonly (readonly [at: Instant, offset: number])[];
}

const YEAR_MS = 366 * 86_400_000;
const YEARS_BEFORE = 1;
const YEARS_AFTER = 10;

/** What the provider says of a zone from a year before an instant to ten years after another. */
export function zoneRulesBetween(
  zones: TimeZoneProvider,
  zone: string,
  since: Instant,
  until: Instant,
): ZoneRules {
  const from = since - YEARS_BEFORE * YEAR_MS;
  const to = until + YEARS_AFTER * YEAR_MS;
  const transitions = zones.transitions(zone, from, to).map((t) => [t.at, t.offset] as const);
  return { from, to, offset: zones.offsetAt(zone, from), transitions };
}

/** Makes a provider of kept rules; before and after their range the first and last offset goes on. */
export function keptTimeZones(version: string, zone: string, rules: ZoneRules): TimeZoneProvider {
  const offsetAt = (instant: Instant) =>
    rules.transitions.findLast(([at]) => at <= instant)?.[1] ?? rules.offset;
  return {
    version,
    isKnown: (name) => name === zone,
    offsetAt: (_zone, instant) => offsetAt(instant),
    transitions: (_zone, from, to) =>
      rules.transitions.flatMap(([at, offset]) => (from < at && at <= to ? [{ at, offset }] : [])),
  };
}
