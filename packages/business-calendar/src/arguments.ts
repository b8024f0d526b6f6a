import { EARLIEST_INSTANT, isInstant, LATEST_INSTANT } from '@wardline/kernel';
import { CalendarArgumentError } from './errors.ts';

/** Throws unless `t` is an instant. */
export function checkInstant(t: number, name: string): void {
  if (isInstant(t)) return;
  throw new CalendarArgumentError(
    'CALENDAR_INSTANT_INVALID',
    [name],
    `${name} must be integer milliseconds between ${EARLIEST_INSTANT} and ${LATEST_INSTANT}, not ${t}.`,
  );
}

/** Throws unless `amount` is a safe integer. */
export function checkAmount(amount: number, name: string): void {
  if (Number.isSafeInteger(amount)) return;
  throw new CalendarArgumentError(
    'CALENDAR_AMOUNT_INVALID',
    [name],
    `${name} must be a safe integer, not ${amount}.`,
  );
}
