import { err, ok, type Result, refusal } from '@wardline/kernel';
import type { TicketInputRefused } from '../errors.ts';

/** Where the time went. */
export const WORK_LOG_KINDS = ['ON_SITE', 'REMOTE', 'TRAVEL'] as const;
export type WorkLogKind = (typeof WORK_LOG_KINDS)[number];

/** Who pays: the client by the hour, nobody, or the contract already did. */
export const WORK_LOG_BILLINGS = ['BILLABLE', 'NON_BILLABLE', 'CONTRACT'] as const;
export type WorkLogBilling = (typeof WORK_LOG_BILLINGS)[number];

/** The most one entry may hold: a day. Longer work is several entries. */
export const WORK_LOG_MAX_MINUTES = 24 * 60;

/** Whole minutes, 1 to 1440; refused with `MINUTES_OUT_OF_RANGE`. */
export function checkMinutes(minutes: number): Result<number, TicketInputRefused> {
  if (Number.isInteger(minutes) && minutes >= 1 && minutes <= WORK_LOG_MAX_MINUTES) {
    return ok(minutes);
  }
  const message = `minutes must be a whole number from 1 to ${WORK_LOG_MAX_MINUTES}.`;
  return err(refusal('MINUTES_OUT_OF_RANGE', message, ['minutes']));
}
