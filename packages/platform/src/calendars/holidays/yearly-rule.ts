import type { LocalDate } from '@wardline/business-calendar';
import { dateOf, dayOf, weekdayOf, yearOf } from './dates.ts';

/** What an RFC 5545 rule with FREQ=YEARLY says, as far as holidays need it. */
export interface YearlyRule {
  readonly interval: number;
  readonly count: number | null;
  /** The last date it may fall on. */
  readonly until: LocalDate | null;
  /** 1 to 12; empty: the months the other parts leave open. */
  readonly months: readonly number[];
  /** 1 to 31, or from the end of the month -1 to -31. */
  readonly monthDays: readonly number[];
  /** `nth`: of the month, or of the year if no months are given; 0: each of them. */
  readonly weekdays: readonly { readonly weekday: number; readonly nth: number }[];
}

/**
 * The dates of a rule in a range, the start among them. Bounded by construction: at most the days of
 * three centuries are looked at, whatever the rule says (a library's iterator looks for the 30th of
 * February for ever).
 * @param look told how many days are looked at, so that many rules together can be bounded.
 */
export function yearlyDates(
  start: LocalDate,
  rule: YearlyRule,
  range: { readonly from: LocalDate; readonly to: LocalDate },
  look: (days: number) => void,
): LocalDate[] {
  const first = dayOf(start) as number;
  const dates: LocalDate[] = [];
  let counted = 0;
  const take = (date: LocalDate): boolean => {
    if (rule.count !== null && counted >= rule.count) return false;
    if (rule.until !== null && date > rule.until) return false;
    counted++;
    if (date >= range.from && date <= range.to) dates.push(date);
    return true;
  };
  if (!take(start)) return dates;
  const startYear = yearOf(start);
  // Without a count nothing depends on the years before the range.
  const skipped = rule.count === null ? yearOf(range.from) - 1 - startYear : 0;
  const behind = Math.max(0, Math.floor(skipped / rule.interval)) * rule.interval;
  for (let year = startYear + behind; year <= yearOf(range.to); year += rule.interval) {
    for (const day of daysOfYear(year, start, rule, look)) {
      if (day > first && !take(dateOf(day))) return dates;
    }
  }
  return dates;
}

/** The days of one year that the rule names, in order. */
function* daysOfYear(
  year: number,
  start: LocalDate,
  rule: YearlyRule,
  look: (days: number) => void,
): Iterable<number> {
  const { monthDays, weekdays } = rule;
  const startMonth = Number(start.slice(5, 7));
  const open = weekdays.length > 0 || monthDays.length > 0;
  const months = rule.months.length > 0 ? rule.months : open ? MONTHS : [startMonth];
  const named = open ? monthDays : [Number(start.slice(8))];
  const ofYear = rule.months.length === 0;
  const yearFirst = Date.UTC(year, 0, 1) / DAY_MS;
  const yearLength = Date.UTC(year + 1, 0, 1) / DAY_MS - yearFirst;
  for (const month of MONTHS) {
    if (!months.includes(month)) continue;
    const monthFirst = Date.UTC(year, month - 1, 1) / DAY_MS;
    const length = Date.UTC(year, month, 1) / DAY_MS - monthFirst;
    look(length);
    for (let day = 1; day <= length; day++) {
      if (named.length > 0 && !named.includes(day) && !named.includes(day - length - 1)) continue;
      const absolute = monthFirst + day - 1;
      const [place, places] = ofYear ? [absolute - yearFirst + 1, yearLength] : [day, length];
      const fits = weekdays.some(
        ({ weekday, nth }) =>
          weekday === weekdayOf(absolute) &&
          (nth === 0 || nth === nthOf(place) || nth === -nthOf(places - place + 1)),
      );
      if (weekdays.length === 0 || fits) yield absolute;
    }
  }
}

/** The how-manieth of its weekday the n-th day of a stretch is. */
const nthOf = (place: number) => Math.floor((place - 1) / 7) + 1;

const DAY_MS = 86_400_000;
const MONTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
