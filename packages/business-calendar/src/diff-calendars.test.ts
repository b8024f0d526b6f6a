import { describe, expect, test } from 'vitest';
import {
  type CalendarInput,
  compileCalendar,
  defineCalendar,
  diffCalendars,
  intlTimeZones,
  type TimeZoneProvider,
} from './index.ts';

const hours = [['09:00', '17:00']] as const;
const workdays = { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours };

function calendar(input: Partial<CalendarInput>, timeZones?: TimeZoneProvider) {
  const defined = defineCalendar({ timezone: 'UTC', weekly: workdays, ...input });
  if (!defined.ok) throw new Error(defined.error.message);
  return compileCalendar(defined.value, timeZones ? { timeZones } : {});
}

const utc = (text: string) => Date.parse(`${text}Z`);
const year = { from: utc('2026-01-01T00:00'), to: utc('2027-01-01T00:00') };
const show = (spans: { from: number; to: number }[]) =>
  spans.map(({ from, to }) =>
    [from, to].map((t) => new Date(t).toISOString().slice(5, 16)).join('/'),
  );

describe('what changed between two versions', () => {
  test('nothing', () => {
    expect(diffCalendars(calendar({}), calendar({}), year)).toEqual([]);
  });

  test('a new holiday is its opening hours', () => {
    const after = calendar({ holidays: [{ date: '2026-11-26', name: 'Thanksgiving Day' }] });
    expect(show(diffCalendars(calendar({}), after, year))).toEqual(['11-26T09:00/11-26T17:00']);
  });

  test('longer hours are what was added, on that weekday', () => {
    const after = calendar({ weekly: { ...workdays, mon: [['08:00', '18:00']] } });
    const week = { from: utc('2026-11-23T00:00'), to: utc('2026-11-30T00:00') };
    expect(show(diffCalendars(calendar({}), after, week))).toEqual([
      '11-23T08:00/11-23T09:00',
      '11-23T17:00/11-23T18:00',
    ]);
  });

  test('hours that moved to just after the old ones are one changed span', () => {
    const [before, after] = [
      calendar({ weekly: { mon: [['09:00', '12:00']] } }),
      calendar({ weekly: { mon: [['12:00', '14:00']] } }),
    ];
    const day = { from: utc('2026-11-23T00:00'), to: utc('2026-11-24T00:00') };
    expect(show(diffCalendars(before, after, day))).toEqual(['11-23T09:00/11-23T14:00']);
  });

  test('another release of the time-zone data: only where its rules differ', () => {
    const old = intlTimeZones({ version: '2026a' });
    // A country that, with the new release, no longer turns its clocks back in November.
    const abolished: TimeZoneProvider = {
      ...old,
      version: '2026z',
      transitions: (zone, from, to) =>
        old.transitions(zone, from, to).filter(({ at }) => at < utc('2026-10-01T00:00')),
    };
    const zone = { timezone: 'America/New_York' };
    const [before, after] = [calendar(zone, old), calendar(zone, abolished)];
    expect([before.tzVersion, after.tzVersion]).toEqual(['2026a', '2026z']);
    const changed = diffCalendars(before, after, { ...year, to: utc('2026-11-04T00:00') });
    expect(show(changed)).toEqual([
      '11-02T13:00/11-02T14:00',
      '11-02T21:00/11-02T22:00',
      '11-03T13:00/11-03T14:00',
      '11-03T21:00/11-03T22:00',
    ]);
  });
});
