import type { LocalDate } from '@wardline/business-calendar';

// Dates as days since 1970 on the wall calendar: no time zone is in them.

const DAY_MS = 86_400_000;
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** The day's number, or null for a date that does not exist or lies outside 1900–2199. */
export function dayOf(date: string): number | null {
  const match = DATE.exec(date);
  if (!match) return null;
  const ms = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]));
  const year = Number(match[1]);
  if (year < 1900 || year > 2199 || new Date(ms).toISOString().slice(0, 10) !== date) return null;
  return ms / DAY_MS;
}

export const dateOf = (day: number): LocalDate => new Date(day * DAY_MS).toISOString().slice(0, 10);

export const yearOf = (date: LocalDate): number => Number(date.slice(0, 4));

/** 0 is Monday. 1 January 1970 was a Thursday. */
export const weekdayOf = (day: number): number => (((day + 3) % 7) + 7) % 7;
