/** A point in time: integer milliseconds since 1970-01-01T00:00:00Z. Never a local time, never seconds. */
export type Instant = number;

/** The years a stored instant may lie in. Outside of them an input is a mistake, not a date. */
export const EARLIEST_INSTANT: Instant = Date.UTC(1900, 0, 1);
export const LATEST_INSTANT: Instant = Date.UTC(2200, 0, 1) - 1;

const RFC3339 =
  /^(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?(?:[Zz]|([+-])(\d{2}):(\d{2}))$/;

/** True for an integer number of milliseconds between 1900 and 2199. */
export function isInstant(value: number): boolean {
  return Number.isSafeInteger(value) && value >= EARLIEST_INSTANT && value <= LATEST_INSTANT;
}

/**
 * Reads an RFC 3339 date-time with an offset. Fractions beyond milliseconds are cut off.
 * @returns the instant, or null if the text is no such date-time, names a day or time that does
 *   not exist (30 February, 24:30, a leap second), or lies outside 1900–2199.
 */
export function parseInstant(text: string): Instant | null {
  const match = RFC3339.exec(text);
  if (!match) return null;
  const [, y, mo, d, h, mi, s, fraction = '', sign, oh = '0', om = '0'] = match;
  const [year, month, day] = [Number(y), Number(mo), Number(d)];
  const [hour, minute, second] = [Number(h), Number(mi), Number(s)];
  if (hour > 23 || minute > 59 || second > 59 || Number(oh) > 23 || Number(om) > 59) return null;
  const millis = Number(fraction.slice(0, 3).padEnd(3, '0'));
  const local = Date.UTC(year, month - 1, day, hour, minute, second, millis);
  const roundTrip = new Date(local);
  if (roundTrip.getUTCMonth() !== month - 1 || roundTrip.getUTCDate() !== day) return null;
  const offset = (Number(oh) * 60 + Number(om)) * 60_000 * (sign === '-' ? -1 : 1);
  const instant = local - offset;
  return isInstant(instant) ? instant : null;
}

/** RFC 3339 in UTC with milliseconds: `2026-11-22T08:00:00.000Z`. */
export function formatInstant(instant: Instant): string {
  return new Date(instant).toISOString();
}
