import { describe, expect, test } from 'vitest';
import { alwaysOpen, type CalendarInput, compileCalendar, defineCalendar } from './index.ts';

const hours = [['09:00', '17:00']] as const;
const workdays = { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours };

function calendar(input: Partial<CalendarInput> = {}) {
  const defined = defineCalendar({ timezone: 'America/New_York', weekly: workdays, ...input });
  if (!defined.ok) throw new Error(defined.error.message);
  return compileCalendar(defined.value);
}

const at = (text: string) => Date.parse(text);
const iso = (t: number | null) => (t === null ? 'never' : new Date(t).toISOString().slice(0, 16));

describe('business days', () => {
  const desk = calendar({ holidays: [{ date: '2026-11-26', name: 'Thanksgiving Day' }] });
  const wednesday = at('2026-11-25T15:00-05:00');

  test('keep the wall-clock time and step over weekends and holidays', () => {
    expect(iso(desk.addBusinessDays(wednesday, 1))).toBe('2026-11-27T20:00');
    expect(iso(desk.addBusinessDays(wednesday, 2))).toBe('2026-11-30T20:00');
    expect(iso(desk.addBusinessDays(at('2026-11-30T15:00-05:00'), -2))).toBe('2026-11-25T20:00');
  });

  test('keep it over a change of the clock', () => {
    expect(iso(desk.addBusinessDays(at('2026-10-30T15:00-04:00'), 1))).toBe('2026-11-02T20:00');
  });

  test('can end at the close', () => {
    expect(iso(desk.addBusinessDays(wednesday, 1, { endOfDay: true }))).toBe('2026-11-27T22:00');
    const saturday = at('2026-11-28T12:00-05:00');
    expect(iso(desk.addBusinessDays(saturday, 0, { endOfDay: true }))).toBe('2026-11-30T22:00');
  });

  test('move out-of-hours results to the next opening, or not if asked', () => {
    const evening = at('2026-11-25T20:00-05:00');
    expect(iso(desk.addBusinessDays(evening, 1))).toBe('2026-11-30T14:00');
    expect(iso(desk.addBusinessDays(evening, 1, { snap: false }))).toBe('2026-11-28T01:00');
    expect(iso(desk.addBusinessDays(evening, -1))).toBe('2026-11-24T22:00');
  });

  test('a date whose hours a break has eaten is no business day; its end is where work ends', () => {
    const broken = calendar({
      breaks: { '2026-11-24': [['09:00', '17:00']], '2026-11-25': [['16:00', '18:00']] },
    });
    const monday = at('2026-11-23T10:00-05:00');
    expect(iso(broken.addBusinessDays(monday, 1))).toBe('2026-11-25T15:00');
    expect(iso(broken.addBusinessDays(monday, 1, { endOfDay: true }))).toBe('2026-11-25T21:00');
    expect(broken.endOfBusinessDay(at('2026-11-24T10:00-05:00'))).toBeNull();
  });

  test('beyond the year 2199 is never', () => {
    expect(desk.addBusinessDays(wednesday, 100_000)).toBeNull();
    expect(desk.addBusinessDays(wednesday, Number.MAX_SAFE_INTEGER)).toBeNull();
    expect(desk.addBusinessDays(wednesday, -100_000)).toBeNull();
  });

  test('a night ends on the next date, and is the business day on which it began', () => {
    const nights = calendar({ weekly: { fri: [['22:00', '06:00']] } });
    expect(iso(nights.endOfBusinessDay(at('2026-11-27T23:00-05:00')))).toBe('2026-11-28T11:00');
    expect(nights.dateOf(at('2026-11-28T02:00-05:00'))).toBe('2026-11-28');
  });
});

describe('calendar days', () => {
  const paris = compileCalendar(alwaysOpen('Europe/Paris'));

  test('keep the wall-clock time, whatever is open', () => {
    expect(iso(paris.addCalendarDays(at('2026-03-28T12:00+01:00'), 1))).toBe('2026-03-29T10:00');
    expect(iso(paris.addCalendarDays(at('2026-03-30T12:00+02:00'), -2))).toBe('2026-03-28T11:00');
  });

  test('can end at the midnight after the date reached', () => {
    const discovered = at('2026-01-15T09:30+01:00');
    expect(iso(paris.addCalendarDays(discovered, 60, { endOfDay: true }))).toBe('2026-03-16T23:00');
  });

  test('a date that never was is passed by', () => {
    const apia = compileCalendar(alwaysOpen('Pacific/Apia'));
    // Thursday 29 December 2011, noon; the 30th was skipped.
    expect(iso(apia.addCalendarDays(at('2011-12-29T22:00Z'), 1))).toBe('2011-12-30T10:00');
    expect(apia.dateOf(at('2011-12-30T10:00Z'))).toBe('2011-12-31');
  });

  test('beyond the year 2199 is never', () => {
    expect(paris.addCalendarDays(0, Number.MAX_SAFE_INTEGER)).toBeNull();
  });
});
