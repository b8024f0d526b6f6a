import type { LocalDate } from './calendar.ts';

export const DAY_MS = 86_400_000;

/** The years that zones may show at a kernel instant; the last is the first that is too late. */
export const FIRST_YEAR = 1899;
export const LAST_YEAR = 2201;

const TIME = /^([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/;
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Milliseconds since the wall clock's midnight, or null. `24:00` is the end of the day. */
export function parseTime(text: string): number | null {
  if (text === '24:00' || text === '24:00:00') return DAY_MS;
  const match = TIME.exec(text);
  if (!match) return null;
  return (Number(match[1]) * 3600 + Number(match[2]) * 60 + Number(match[3] ?? 0)) * 1000;
}

/** The date as days since 1970-01-01, or null if it does not exist or lies outside 1900–2199. */
export function parseDate(text: string): number | null {
  const match = DATE.exec(text);
  if (!match) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (year < 1900 || year > 2199) return null;
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  return date.getTime() / DAY_MS;
}

/** The reverse of {@link parseDate}. */
export function formatDate(epochDay: number): LocalDate {
  return new Date(epochDay * DAY_MS).toISOString().slice(0, 10);
}

/** 0 for Monday to 6 for Sunday; 1970-01-01 was a Thursday. */
export function weekdayOf(epochDay: number): number {
  return (((epochDay + 3) % 7) + 7) % 7;
}

export function yearOf(epochDay: number): number {
  return new Date(epochDay * DAY_MS).getUTCFullYear();
}

export function epochDayOfYear(year: number): number {
  return Date.UTC(year, 0, 1) / DAY_MS;
}
