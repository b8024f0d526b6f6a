import { err, ok, type Result, refusal } from '@wardline/kernel';
import type { PlatformRefusal } from '../../refusals.ts';
import { dateOf, dayOf } from './dates.ts';
import type { FoundHoliday, HolidaySource } from './found-holiday.ts';

/** What kind of day it is where it is one, as `date-holidays` tells them apart. */
export const HOLIDAY_TYPES = ['PUBLIC', 'BANK', 'SCHOOL', 'OPTIONAL', 'OBSERVANCE'] as const;
export type HolidayType = (typeof HOLIDAY_TYPES)[number];

export interface HolidayRegion {
  /** ISO 3166-1 for a country (`US`), the second part of ISO 3166-2 for a subdivision (`CA`). */
  readonly code: string;
  readonly name: string;
}

export interface RegionHolidays {
  readonly country: string;
  readonly subdivision?: string | null | undefined;
  /** A part of the subdivision, where holidays differ inside it. */
  readonly region?: string | null | undefined;
  readonly years: readonly number[];
  /** Default: public holidays only. */
  readonly types?: readonly HolidayType[] | undefined;
  /** An ISO 639 code for the names; default: the country's own. */
  readonly language?: string | null | undefined;
}

const MAX_YEARS = 20;
const CODE = /^[A-Za-z0-9-]{1,10}$/;
const LANGUAGE = /^[A-Za-z]{2,3}(-[A-Za-z]{2})?$/;

// A megabyte of rules: loaded when somebody first asks.
const load = async () => new (await import('date-holidays')).default();
type Library = Awaited<ReturnType<typeof load>>;

/**
 * The countries whose holidays are known; with a country its subdivisions, with a subdivision its
 * regions. What is unknown has none.
 */
export async function holidayRegions(
  country: string | null,
  subdivision: string | null,
  language: string,
): Promise<readonly HolidayRegion[]> {
  const library = await load();
  const names = LANGUAGE.test(language) ? language : 'en';
  return entriesOf(library, country, subdivision, names)
    .map(([code, name]) => ({ code, name }))
    .sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** The holidays of a country or a part of it. Substitute days are days of their own. */
export async function readRegion(
  input: RegionHolidays,
): Promise<Result<HolidaySource, PlatformRefusal>> {
  const { country, subdivision = null, region = null, years, types = ['PUBLIC'] } = input;
  const library = await load();
  for (const [field, code, known] of [
    ['country', country, () => entriesOf(library, null, null, 'en')],
    ['subdivision', subdivision, () => entriesOf(library, country, null, 'en')],
    ['region', region, () => entriesOf(library, country, subdivision, 'en')],
  ] as const) {
    if (code === null) continue;
    if (!CODE.test(code) || !known().some(([each]) => each === code.toUpperCase())) {
      const message = `No holidays are known of this ${field}; holidayRegions lists those that are.`;
      return err(refusal('HOLIDAY_REGION_UNKNOWN', message, [field]));
    }
  }
  if (region !== null && subdivision === null) {
    return err(refusal('HOLIDAY_REGION_UNKNOWN', 'A region lies in a subdivision.', ['region']));
  }
  const badYear = years.findIndex((year) => !Number.isInteger(year) || year < 1970 || year > 2100);
  if (badYear >= 0) {
    return err(refusal('YEAR_OUT_OF_RANGE', 'Years are from 1970 to 2100.', ['years', badYear]));
  }
  if (years.length === 0 || years.length > MAX_YEARS) {
    return err(refusal('YEARS_TOO_MANY', `Give 1 to ${MAX_YEARS} years.`, ['years']));
  }
  const language = input.language ?? undefined;
  if (language !== undefined && !LANGUAGE.test(language)) {
    const message = 'A language is an ISO 639 code, such as en.';
    return err(refusal('LANGUAGE_INVALID', message, ['language']));
  }
  library.init(country.toUpperCase(), subdivision?.toUpperCase(), region?.toUpperCase(), {
    types: types.map((type) => type.toLowerCase() as 'public'),
  });
  const found = [...new Set(years)].flatMap((year) =>
    library.getHolidays(year, language).flatMap(datesOf),
  );
  return ok({ found, ignored: [] });
}

/** A code of a longer list than the object itself has keys is not one: names are own keys. */
function entriesOf(
  library: Library,
  country: string | null,
  subdivision: string | null,
  language: string,
): [string, string][] {
  const at = (code: string) => code.toUpperCase();
  const found =
    country === null
      ? library.getCountries(language)
      : subdivision === null
        ? CODE.test(country) && library.getStates(at(country), language)
        : CODE.test(country) &&
          CODE.test(subdivision) &&
          library.getRegions(at(country), at(subdivision), language);
  return Object.entries((found || {}) as Record<string, string>);
}

interface LibraryHoliday {
  /** `2026-12-24 14:00:00`, in the region; with `-0600` a day that begins on the evening before. */
  readonly date: string;
  readonly start: Date;
  readonly end: Date;
  readonly name: string;
}

const HOUR_MS = 3_600_000;

/** The dates of a holiday of several days; a part of a day where it begins later or ends sooner. */
function datesOf({ date, start, end, name }: LibraryHoliday): FoundHoliday[] {
  const first = dayOf(date.slice(0, 10));
  if (first === null) return [];
  const hours = (end.getTime() - start.getTime()) / HOUR_MS;
  const from = date.slice(11, 16);
  const common = { name, line: null };
  // Days on which the clock is changed have 23 or 25 hours.
  const days = Math.floor((hours + 1) / 24);
  if (days === 0 || (from !== '00:00' && days <= 1)) {
    const minutes = Number(from.slice(0, 2)) * 60 + Number(from.slice(3)) + hours * 60;
    return [
      { ...common, date: dateOf(first), part: { from, to: timeOf(Math.min(minutes, 1440)) } },
    ];
  }
  return Array.from({ length: days }, (_, i) => ({
    ...common,
    date: dateOf(first + i),
    part: null,
  }));
}

const timeOf = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(Math.round(minutes % 60)).padStart(2, '0')}`;
