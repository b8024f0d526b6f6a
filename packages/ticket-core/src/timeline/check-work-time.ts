import { err, formatInstant, type Instant, ok, type Result, refusal } from '@wardline/kernel';
import type { TicketRefusal } from '../errors.ts';

export const WORK_LOG_WARNINGS = ['OVERLAPS_OTHER_WORK'] as const;

/** What whoever logs work should know. It is logged all the same. */
export interface WorkLogWarning {
  readonly code: (typeof WORK_LOG_WARNINGS)[number];
  readonly message: string;
}

/** Time that somebody worked. */
export interface WorkSpan {
  readonly startedAt: Instant;
  readonly minutes: number;
}

/** A date: its first instant, and that of the next one. */
export interface WorkDay {
  readonly from: Instant;
  readonly to: Instant;
}

/**
 * Whether one person can have worked then. Two things at once are logged, and told: a scanner updates
 * while another call is answered. More than the hours of a date, over all that they logged, nobody works.
 * @param days the dates that the span touches
 * @param others what the person logged around it and was not taken back, without the span itself
 * @returns the warnings; refused with `WORK_EXCEEDS_DAY`
 */
export function checkWorkTime(
  span: WorkSpan,
  others: readonly WorkSpan[],
  days: readonly WorkDay[],
): Result<readonly WorkLogWarning[], TicketRefusal> {
  for (const day of days) {
    const worked = [span, ...others].reduce((sum, each) => sum + within(each, day), 0);
    if (worked <= day.to - day.from) continue;
    // How much it is, and where, is not everybody's to know.
    const message =
      'Nobody works more than a day in a day: what is logged for this person on that date leaves no room.';
    return err(refusal('WORK_EXCEEDS_DAY', message, ['minutes']));
  }
  const warnings = others
    .filter((other) => within(other, { from: span.startedAt, to: endOf(span) }) > 0)
    .map((other): WorkLogWarning => {
      const time = `${formatInstant(other.startedAt)} to ${formatInstant(endOf(other))}`;
      const message = `The person has other work logged at that time: ${time}.`;
      return { code: 'OVERLAPS_OTHER_WORK', message };
    });
  return ok(warnings);
}

const endOf = ({ startedAt, minutes }: WorkSpan) => startedAt + minutes * 60_000;

/** Milliseconds of a span within a time. */
function within(span: WorkSpan, { from, to }: WorkDay): number {
  return Math.max(0, Math.min(endOf(span), to) - Math.max(span.startedAt, from));
}
