import type { Instant } from '@wardline/kernel';
import type { CalendarSpan, Interval, SpanReason } from './compiled-calendar.ts';
import type { DayRules } from './open-intervals.ts';
import type { WallClock } from './wall-clock.ts';
import { DAY_MS } from './wall-time.ts';

/** Cuts `[a, b)` into open and closed spans and says why each is what it is. */
export function calendarSpans(
  rules: DayRules,
  clock: WallClock,
  open: readonly Interval[],
  a: Instant,
  b: Instant,
): CalendarSpan[] {
  const spans: CalendarSpan[] = [];
  let at = a;
  for (const { from, to } of open) {
    closedSpans(spans, rules, clock, at, from);
    append(spans, from, to, 'OPEN');
    at = to;
  }
  closedSpans(spans, rules, clock, at, b);
  return spans;
}

/** A closed stretch, date by date, because each date has its own reason. */
function closedSpans(
  spans: CalendarSpan[],
  rules: DayRules,
  clock: WallClock,
  from: Instant,
  to: Instant,
): void {
  let at = from;
  for (let day = Math.floor(clock.toWall(from) / DAY_MS); at < to; day++) {
    const until = Math.min(to, clock.toInstant((day + 1) * DAY_MS));
    if (until <= at) continue;
    const names = rules.overrides.has(day) ? undefined : rules.holidays.get(day);
    const reason = rules.overrides.has(day) ? 'OVERRIDE' : names ? 'HOLIDAY' : 'CLOSED';
    // Breaks of the day before may run over midnight.
    for (const [date, pause] of [day - 1, day].flatMap((date) =>
      (rules.breaks.get(date) ?? []).map((pause) => [date, pause] as const),
    )) {
      const starts = clock.toInstant(date * DAY_MS + pause.opens);
      const ends = Math.min(until, clock.toInstant(date * DAY_MS + pause.closes));
      if (ends <= at || starts >= until) continue;
      append(spans, at, Math.max(at, starts), reason, names);
      append(spans, Math.max(at, starts), ends, 'BREAK');
      at = Math.max(at, ends);
    }
    append(spans, at, until, reason, names);
    at = until;
  }
}

function append(
  spans: CalendarSpan[],
  from: Instant,
  to: Instant,
  reason: SpanReason,
  holidays?: readonly string[],
): void {
  if (to <= from) return;
  const last = spans.at(-1);
  if (last && last.reason === reason && last.holidays?.join() === holidays?.join()) {
    spans[spans.length - 1] = { ...last, to };
  } else {
    spans.push(holidays ? { from, to, reason, holidays } : { from, to, reason });
  }
}
