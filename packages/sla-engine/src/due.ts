import type { CompiledCalendar } from '@wardline/business-calendar';
import type { Instant } from '@wardline/kernel';
import type { ClockState } from './clock.ts';
import { instantOfUse, whenRunning } from './consumption.ts';
import { type Calendars, calendarOf } from './context.ts';
import type { Budget } from './policy.ts';

/**
 * The calendar a budget's time is counted in; null for elapsed time. Until a fixed deadline, too,
 * opening hours count, so that the budget it stands in for can take over again.
 */
export function countedIn(budget: Budget, calendarId: string): string | null {
  return budget.kind === 'CALENDAR_DAYS' ? null : calendarId;
}

/**
 * A budget as an amount of its own kind of time, counted from `start`. A day target becomes one
 * the moment it starts: business days run from the next opening to the same wall time n business
 * dates later, and pauses, percentages and changes then work on it as on any other.
 */
export function targetMs(
  budget: Budget,
  start: Instant,
  calendar: CompiledCalendar,
): number | null {
  switch (budget.kind) {
    case 'BUSINESS_TIME':
      return budget.ms;
    case 'BUSINESS_DAYS': {
      const opens = calendar.nextOpen(start);
      const due = opens === null ? null : calendar.addBusinessDays(opens, budget.days);
      return opens === null || due === null ? null : calendar.between(opens, due);
    }
    case 'CALENDAR_DAYS': {
      const due = calendar.addCalendarDays(start, budget.days);
      return due === null ? null : due - start;
    }
    case 'FIXED':
      return calendar.between(start, budget.at);
  }
}

type Counting = Pick<ClockState, 'segments' | 'budget' | 'targetMs' | 'dueFloor' | 'calendarId'>;

/** When a clock is, or was, due: null while paused with time left, and if never. */
export function dueOf(clock: Counting, calendars: Calendars): Instant | null {
  if (clock.budget.kind === 'FIXED') return clock.budget.at;
  if (clock.targetMs === null) return null;
  const usedUp = instantOfUse(clock.segments, clock.targetMs, calendars);
  if (usedUp === null) return null;
  const calendar = calendarOf(calendars, clock.calendarId);
  let due: Instant | null = endOf(clock.budget, usedUp, calendar);
  if (due !== null && clock.dueFloor !== null) due = Math.max(due, clock.dueFloor);
  // The end of the day (or a floor) may fall into a pause, when nothing is ever due; so may the end
  // of the day on which it resumes. Each turn moves on by a segment at least.
  while (due !== null) {
    const running = whenRunning(clock.segments, due);
    if (running === null || running === due) return running;
    due = endOf(clock.budget, running, calendar);
  }
  return null;
}

function endOf(budget: Budget, usedUp: Instant, calendar: CompiledCalendar): Instant | null {
  if (budget.kind === 'BUSINESS_DAYS') {
    // A day target is due at the same wall time, so at an opening rather than the close before.
    const opens = calendar.nextOpen(usedUp) ?? usedUp;
    if (budget.endOfDay !== true) return opens;
    return calendar.endOfBusinessDay(opens) ?? calendar.nextClose(opens);
  }
  if (budget.kind === 'CALENDAR_DAYS' && budget.endOfDay === true) {
    return calendar.addCalendarDays(usedUp, 0, { endOfDay: true });
  }
  return usedUp;
}
