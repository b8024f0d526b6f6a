import { intlTimeZones } from '@wardline/business-calendar';
import { type Instant, isInstant } from '@wardline/kernel';

const DAY_MS = 86_400_000;
const DAY_FIRST =
  /^(\d{1,2})[-/.](\d{1,2})[-/.]((?:19|20|21)\d\d)[ T](\d{1,2}):(\d{2})(?::(\d{2}))?$/;

/** Reads wall-clock times of one time zone: day first, `29-02-2016 01:16`, seconds optional. */
export type WallTimeReader = (text: string) => Instant | null;

/**
 * A reader for one IANA zone. Follows the calendars' rule: a time skipped in spring is the
 * transition itself, a time passed twice in autumn is its first pass.
 * @returns null for what is no such time, or no existing day.
 */
export function wallTimeReader(timeZone: string): WallTimeReader {
  const zones = intlTimeZones();
  return (text) => {
    const wall = parseDayFirst(text);
    if (wall === null) return null;
    const [from, to] = [wall - DAY_MS, wall + DAY_MS];
    const offsets = [zones.offsetAt(timeZone, from), zones.offsetAt(timeZone, to)];
    const passes = offsets
      .map((offset) => wall - offset)
      .filter((instant) => zones.offsetAt(timeZone, instant) === wall - instant);
    const skipped = () => zones.transitions(timeZone, from, to)[0]?.at ?? null;
    const instant = passes.length > 0 ? Math.min(...passes) : skipped();
    return instant !== null && isInstant(instant) ? instant : null;
  };
}

/** The wall clock as if the zone were UTC. */
function parseDayFirst(text: string): number | null {
  const match = DAY_FIRST.exec(text);
  if (!match) return null;
  const [day, month, year, hour, minute, second] = match
    .slice(1)
    .map((digits) => Number(digits ?? 0)) as [number, number, number, number, number, number];
  if (hour > 23 || minute > 59 || second > 59) return null;
  const date = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.getTime() : null;
}
