import { type TimeZoneProvider, zoneClock } from '@wardline/business-calendar';
import type { Instant } from '@wardline/kernel';
import { boundsOf, type Period } from './period.ts';
import type { BillingTerms } from './terms.ts';

/** When a contract holds. */
export interface Validity {
  readonly validFrom: Instant;
  /** The first instant at which it does not hold any more; null: it has no end. */
  readonly validUntil: Instant | null;
}

/** How many of a period's days its fixed prices and block time are for; all of them: the whole period. */
export interface Share {
  readonly days: number;
  readonly ofDays: number;
}

interface Options {
  readonly timeZones?: TimeZoneProvider;
}

/** True if the contract holds at any instant of the period. */
export function touches(
  { validFrom, validUntil }: Validity,
  period: Period,
  timezone: string,
  options: Options = {},
): boolean {
  const { from, to } = boundsOf(period, timezone, options);
  return validFrom < to && (validUntil === null || validUntil > from);
}

/**
 * The days of a period that are charged for. A day counts for the contract that holds when it ends, in the
 * contract's time zone: the day on which a contract begins does, the day during which it ends does not, and
 * of two contracts that follow each other exactly one has each day. `FULL_MONTH`: one day is all of them.
 */
export function shareOf(
  { validFrom, validUntil }: Validity,
  period: Period,
  { timezone, proRata }: Pick<BillingTerms, 'timezone' | 'proRata'>,
  options: Options = {},
): Share {
  const { from, to } = boundsOf(period, timezone, options);
  const ofDays = daysIn(period);
  const until = validUntil ?? Infinity;
  if (validFrom <= from && until >= to) return { days: ofDays, ofDays };
  const clock = zoneClock(timezone, options);
  let days = 0;
  for (let day = 1; day <= ofDays; day++) {
    const end = clock.instantOf(`${period}-${String(day).padStart(2, '0')}`, '24:00') ?? to;
    if (validFrom < end && end <= until) days++;
  }
  return proRata === 'FULL_MONTH' && days > 0 ? { days: ofDays, ofDays } : { days, ofDays };
}

/** The day before the first of the next month has the number of days. */
function daysIn(period: Period): number {
  return new Date(Date.UTC(Number(period.slice(0, 4)), Number(period.slice(5)), 0)).getUTCDate();
}
