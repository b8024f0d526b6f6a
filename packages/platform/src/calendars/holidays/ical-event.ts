import type { LocalDate } from '@wardline/business-calendar';
import { ok, type Result } from '@wardline/kernel';
import type ICAL from 'ical.js';
import type { PlatformRefusal } from '../../refusals.ts';
import { dateOf, dayOf } from './dates.ts';
import type { IgnoredReason } from './found-holiday.ts';
import { no } from './ical-lines.ts';
import { readYearlyRule } from './ical-rule.ts';
import type { YearlyRule } from './yearly-rule.ts';

/** An event of whole days. */
export interface WholeDayEvent {
  readonly uid: string;
  readonly name: string;
  readonly line: number;
  readonly start: LocalDate;
  /** How many days it lasts. */
  readonly days: number;
  readonly rule: YearlyRule | null;
  readonly extraDates: readonly LocalDate[];
  readonly exceptions: readonly LocalDate[];
}

interface NoHoliday {
  readonly reason: IgnoredReason;
  readonly date: LocalDate | null;
  readonly name: string;
}

export interface ReadEvent {
  readonly uid: string;
  /** The date of the recurring event's instance that this one replaces. */
  readonly instanceOf: LocalDate | null;
  readonly event: WholeDayEvent | NoHoliday;
}

/** The longest closure one event may be. */
const MAX_DAYS = 366;
const MAX_NAME = 200;

/** Reads one VEVENT; refused is what contradicts itself. */
export function readEvent(
  component: ICAL.Component,
  line: number,
): Result<ReadEvent, PlatformRefusal> {
  const uid = textOf(component, 'uid') || `line ${line}`;
  const name = textOf(component, 'summary');
  const begins = momentsOf(component, 'dtstart')[0];
  const start = begins?.date ?? null;
  if (!begins || start === null) {
    return no('ICAL_EVENT_INVALID', `The event on line ${line} has no valid DTSTART.`, line);
  }
  const replaces = component.getFirstProperty('recurrence-id');
  const instanceOf = replaces ? (momentsOf(component, 'recurrence-id')[0]?.date ?? null) : null;
  const asNone = (reason: IgnoredReason) =>
    ok({ uid, instanceOf, event: { reason, date: start, name } });
  if (textOf(component, 'status').toUpperCase() === 'CANCELLED') return asNone('CANCELLED');
  const days = daysOf(component, begins, start);
  if (days === 'TIMED') return asNone('TIMED');
  if (days < 1 || days > MAX_DAYS) {
    const message = `The event on line ${line} must end after it begins, within ${MAX_DAYS} days.`;
    return no('ICAL_EVENT_INVALID', message, line);
  }
  if (name === '') return asNone('UNNAMED');
  const rule = readYearlyRule(component);
  if (rule === 'UNSUPPORTED') return asNone('RECURRENCE_UNSUPPORTED');
  const dates = (property: string) =>
    momentsOf(component, property).flatMap(({ date }) => (date === null ? [] : [date]));
  return ok({
    uid,
    instanceOf,
    event: {
      uid,
      name,
      line,
      start,
      days,
      rule,
      extraDates: dates('rdate'),
      exceptions: dates('exdate'),
    },
  });
}

interface Moment {
  /** Null if it does not exist. */
  readonly date: LocalDate | null;
  /** Null for a value that is a date. */
  readonly time: string | null;
}

/** How many days an event covers; events that begin and end at midnight are of whole days too. */
function daysOf(component: ICAL.Component, begins: Moment, start: LocalDate): number | 'TIMED' {
  const whole = begins.time === null;
  const first = dayOf(start) as number;
  const ends = momentsOf(component, 'dtend')[0];
  if (!whole && begins.time !== MIDNIGHT) return 'TIMED';
  if (ends) {
    if (!whole && ends.time !== MIDNIGHT) return 'TIMED';
    const last = ends.date === null ? null : dayOf(ends.date);
    if (last === null) return 0;
    // Some programs write the same date twice for a single day.
    return whole && last === first ? 1 : last - first;
  }
  const [duration] = valuesOf(component, 'duration');
  if (duration === undefined) return whole ? 1 : 'TIMED';
  const [, weeks, days] = /^\+?P(?:(\d{1,3})W|(\d{1,4})D)$/.exec(String(duration)) ?? [];
  if (weeks !== undefined) return Number(weeks) * 7;
  if (days !== undefined) return Number(days);
  return 'TIMED';
}

/** The values of a property as the parser read them; making objects of them may throw. */
const valuesOf = (component: ICAL.Component, property: string): unknown[] =>
  component.getAllProperties(property).flatMap((each) => (each.toJSON() as unknown[]).slice(3));

/** The values of a property that are dates or times, as the text gives them: in no zone. */
function momentsOf(component: ICAL.Component, property: string): Moment[] {
  return valuesOf(component, property).map((value): Moment => {
    // A period (RDATE) is [start, end].
    const text = String(Array.isArray(value) ? value[0] : value);
    const [date = '', time] = text.split('T');
    const day = dayOf(date);
    return { date: day === null ? null : dateOf(day), time: time?.replace('Z', '') ?? null };
  });
}

function textOf(component: ICAL.Component, property: string): string {
  const [value] = valuesOf(component, property);
  const text = typeof value === 'string' ? value.replace(/\s+/g, ' ').trim() : '';
  const points = [...text];
  return points.length > MAX_NAME ? `${points.slice(0, MAX_NAME - 1).join('')}…` : text;
}

const MIDNIGHT = '00:00:00';
