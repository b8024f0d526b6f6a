import type { LocalDate } from '@wardline/business-calendar';
import { ok, type Result } from '@wardline/kernel';
import ICAL from 'ical.js';
import type { PlatformRefusal } from '../../refusals.ts';
import { dateOf, dayOf } from './dates.ts';
import type {
  DateRange,
  FoundHoliday,
  HolidaySource,
  IgnoredEntry,
  IgnoredReason,
} from './found-holiday.ts';
import { readEvent, type WholeDayEvent } from './ical-event.ts';
import { eventLines, no } from './ical-lines.ts';
import { yearlyDates } from './yearly-rule.ts';

/** The most dates all events together may be, and the most days looked at to find them. */
const MAX_DATES = 5_000;
const MAX_LOOKED_AT = 3_000_000;

/**
 * The holidays an iCalendar text (RFC 5545) names in a range: its events of whole days, with their
 * yearly recurrence, exceptions and moved instances. What is no holiday is answered with its reason.
 * @returns a refusal for a text that is not iCalendar, with the number of the bad line in its path.
 */
export function readICalendar(
  text: string,
  range: DateRange,
): Result<HolidaySource, PlatformRefusal> {
  const lines = eventLines(text);
  if (!lines.ok) return lines;
  const parsed = parse(text);
  if (!parsed.ok) return parsed;
  const events: WholeDayEvent[] = [];
  const ignored: IgnoredEntry[] = [];
  const moved = new Map<string, Set<LocalDate>>();
  for (const [index, component] of parsed.value.entries()) {
    const line = lines.value[index] ?? 1;
    const read = readEvent(component, line);
    if (!read.ok) return read;
    const { event, uid, instanceOf } = read.value;
    // An instance that was moved or cancelled is not where its rule puts it.
    if (instanceOf !== null) {
      moved.set(uid, (moved.get(uid) ?? new Set()).add(instanceOf));
    }
    if ('reason' in event) ignored.push({ ...event, line });
    else events.push({ ...event, rule: instanceOf === null ? event.rule : null });
  }
  return expand(events, ignored, moved, range);
}

/** The events of all calendars of the text, in its order. */
function parse(text: string): Result<readonly ICAL.Component[], PlatformRefusal> {
  try {
    const parsed = ICAL.parse(text.replace(/^\ufeff/, '')) as unknown[];
    const calendars = (typeof parsed[0] === 'string' ? [parsed] : parsed) as never[];
    return ok(
      calendars.flatMap((calendar) => new ICAL.Component(calendar).getAllSubcomponents('vevent')),
    );
  } catch (error) {
    // What the parser says quotes the text: it goes no further than a few words.
    const said = String((error as Error).message).slice(0, 80);
    return no('ICAL_LINE_INVALID', `The text is not iCalendar: ${said}`);
  }
}

function expand(
  events: readonly WholeDayEvent[],
  ignoredBefore: readonly IgnoredEntry[],
  moved: ReadonlyMap<string, ReadonlySet<LocalDate>>,
  range: DateRange,
): Result<HolidaySource, PlatformRefusal> {
  const found: FoundHoliday[] = [];
  const ignored = [...ignoredBefore];
  let looked = 0;
  for (const event of events) {
    const { name, line, days, start, rule } = event;
    const gone = new Set([...event.exceptions, ...(rule ? (moved.get(event.uid) ?? []) : [])]);
    // An event that begins before the range may reach into it.
    const reach = { from: dateOf((dayOf(range.from) as number) - days + 1), to: range.to };
    const starts = rule
      ? yearlyDates(start, rule, reach, (n) => {
          looked += n;
        })
      : [start];
    if (looked > MAX_LOOKED_AT) {
      return no('ICAL_TOO_LARGE', `The recurrence up to line ${line} is too much to expand.`, line);
    }
    const before = found.length;
    for (const first of new Set([...starts, ...event.extraDates])) {
      if (gone.has(first)) continue;
      const from = dayOf(first) as number;
      for (let day = from; day < from + days; day++) {
        const date = dateOf(day);
        if (date >= range.from && date <= range.to) found.push({ date, name, part: null, line });
      }
    }
    if (found.length > MAX_DATES) {
      return no('ICAL_TOO_LARGE', `The events name more than ${MAX_DATES} dates.`, line);
    }
    const reason: IgnoredReason = 'OUTSIDE_RANGE';
    if (found.length === before) ignored.push({ date: start, name, line, reason });
  }
  return ok({ found, ignored });
}
