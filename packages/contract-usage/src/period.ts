import { type TimeZoneProvider, zoneClock } from '@wardline/business-calendar';
import type { Instant } from '@wardline/kernel';

/** A calendar month, `2026-11`, in the contract's time zone. */
export type Period = string;

/** True for a month from 1900-02 to 2199-11: whose bounds are instants in every time zone. */
export function isPeriod(text: string): boolean {
  if (!/^(19|20|21)\d\d-(0[1-9]|1[0-2])$/.test(text)) return false;
  return text > '1900-01' && text < '2199-12';
}

/** The period `months` later (earlier if negative). */
export function periodAfter(period: Period, months: number): Period {
  const index = Number(period.slice(0, 4)) * 12 + Number(period.slice(5)) - 1 + months;
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
}

/** Where a period begins, and where the next one does. */
export function boundsOf(
  period: Period,
  timezone: string,
  options: { readonly timeZones?: TimeZoneProvider } = {},
): { readonly from: Instant; readonly to: Instant } {
  const clock = zoneClock(timezone, options);
  const from = clock.instantOf(`${period}-01`, '00:00');
  const to = clock.instantOf(`${periodAfter(period, 1)}-01`, '00:00');
  if (from === null || to === null) throw new TypeError(`${period} was not checked.`);
  return { from, to };
}

/** The period an instant lies in. */
export function periodOf(
  at: Instant,
  timezone: string,
  options: { readonly timeZones?: TimeZoneProvider } = {},
): Period {
  return zoneClock(timezone, options).dateOf(at).slice(0, 7);
}
