import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readICalendar } from './ical-holidays.ts';
import { ICAL_LIMITS } from './ical-lines.ts';

const RANGE = { from: '2026-01-01', to: '2027-12-31' };
const calendar = (...events: string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//test//EN', ...events, 'END:VCALENDAR', ''].join(
    '\r\n',
  );
const event = (...lines: string[]) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT'].join('\r\n');

function read(text: string) {
  const source = readICalendar(text, RANGE);
  if (!source.ok)
    throw new Error(`${source.error.code} ${source.error.path}: ${source.error.message}`);
  return {
    found: source.value.found.map(({ date, name }) => `${date} ${name}`),
    ignored: source.value.ignored.map(({ name, reason, line }) => `${line} ${reason} ${name}`),
  };
}
function refusal(text: string) {
  const source = readICalendar(text, RANGE);
  if (source.ok) throw new Error('Not refused.');
  return source.error;
}

describe('what an iCalendar text names', () => {
  test('days of one date, of several, with an escaped and a folded name', () => {
    const text = calendar(
      event(
        'UID:1',
        'DTSTART;VALUE=DATE:20261225',
        'DTEND;VALUE=DATE:20261226',
        'SUMMARY:Christmas\\, first',
        '  day',
      ),
      event('UID:2', 'DTSTART;VALUE=DATE:20261228', 'DTEND;VALUE=DATE:20261231', 'SUMMARY:Closed'),
      event('UID:3', 'DTSTART;VALUE=DATE:20270101', 'SUMMARY:New Year'),
      event('UID:4', 'DTSTART;VALUE=DATE:20270201', 'DURATION:P2D', 'SUMMARY:Inventory'),
    );
    expect(read(text)).toEqual({
      found: [
        '2026-12-25 Christmas, first day',
        '2026-12-28 Closed',
        '2026-12-29 Closed',
        '2026-12-30 Closed',
        '2027-01-01 New Year',
        '2027-02-01 Inventory',
        '2027-02-02 Inventory',
      ],
      ignored: [],
    });
  });

  test('yearly ones with exceptions, extra dates, moved and cancelled instances', () => {
    const text = calendar(
      event(
        'UID:1',
        'DTSTART;VALUE=DATE:20200704',
        'SUMMARY:Fourth of July',
        'RRULE:FREQ=YEARLY',
        'EXDATE;VALUE=DATE:20260704',
        'RDATE;VALUE=DATE:20260703',
      ),
      event(
        'UID:2',
        'DTSTART;VALUE=DATE:20201126',
        'SUMMARY:Thanksgiving',
        'RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH',
      ),
      event(
        'UID:2',
        'RECURRENCE-ID;VALUE=DATE:20261126',
        'DTSTART;VALUE=DATE:20261127',
        'SUMMARY:Thanksgiving, later',
      ),
      event(
        'UID:2',
        'RECURRENCE-ID;VALUE=DATE:20271125',
        'DTSTART;VALUE=DATE:20271125',
        'STATUS:CANCELLED',
        'SUMMARY:Thanksgiving',
      ),
    );
    expect(read(text)).toEqual({
      found: [
        '2027-07-04 Fourth of July',
        '2026-07-03 Fourth of July',
        '2026-11-27 Thanksgiving, later',
      ],
      ignored: ['24 CANCELLED Thanksgiving', '12 OUTSIDE_RANGE Thanksgiving'],
    });
  });

  test('midnight to midnight is a whole day; hours are none; what is unnamed or odd is told', () => {
    const text = calendar(
      event('DTSTART:20261224T000000', 'DTEND:20261226T000000', 'SUMMARY:Outlook'),
      event('DTSTART:20261224T090000Z', 'DTEND:20261224T100000Z', 'SUMMARY:Meeting'),
      event('DTSTART;VALUE=DATE:20261224'),
      event('DTSTART;VALUE=DATE:20260107', 'RRULE:FREQ=WEEKLY', 'SUMMARY:Wednesdays'),
      event('DTSTART;VALUE=DATE:20190107', 'SUMMARY:Long ago'),
    );
    expect(read(text)).toEqual({
      found: ['2026-12-24 Outlook', '2026-12-25 Outlook'],
      ignored: [
        '9 TIMED Meeting',
        '14 UNNAMED ',
        '17 RECURRENCE_UNSUPPORTED Wednesdays',
        '22 OUTSIDE_RANGE Long ago',
      ],
    });
  });

  test('an event that began before the range reaches into it', () => {
    const text = calendar(
      event(
        'DTSTART;VALUE=DATE:20251230',
        'DTEND;VALUE=DATE:20260103',
        'SUMMARY:Closed',
        'RRULE:FREQ=YEARLY',
      ),
    );
    expect(read(text).found).toEqual([
      '2026-01-01 Closed',
      '2026-01-02 Closed',
      '2026-12-30 Closed',
      '2026-12-31 Closed',
      '2027-01-01 Closed',
      '2027-01-02 Closed',
      '2027-12-30 Closed',
      '2027-12-31 Closed',
    ]);
  });
});

describe('what is no iCalendar', () => {
  const day = 'DTSTART;VALUE=DATE:20261225';
  test.each([
    ['nothing', '', 'ICAL_EMPTY', undefined],
    ['prose', 'Dear Ada,\nwe are closed', 'ICAL_LINE_INVALID', 1],
    ['JSON', '{"holidays": []}', 'ICAL_LINE_INVALID', 1],
    ['a card', 'BEGIN:VCARD\nEND:VCARD', 'ICAL_LINE_INVALID', 1],
    ['a line that is none', calendar(event(day, 'SUMMARY')), 'ICAL_LINE_INVALID', 6],
    ['a NUL', calendar(event(day, 'SUMMARY:a\u0000b')), 'ICAL_NOT_TEXT', 6],
    ['half a pair', calendar(event(day, 'SUMMARY:\ud800')), 'ICAL_NOT_TEXT', undefined],
    ['no end', 'BEGIN:VCALENDAR\nBEGIN:VEVENT', 'ICAL_UNBALANCED', 2],
    ['a wrong end', 'BEGIN:VCALENDAR\nEND:VEVENT', 'ICAL_UNBALANCED', 2],
    ['too deep', 'BEGIN:VCALENDAR\n'.repeat(9), 'ICAL_UNBALANCED', 6],
    ['no start', calendar(event('SUMMARY:x')), 'ICAL_EVENT_INVALID', 4],
    [
      'a date that is none',
      calendar(event('DTSTART;VALUE=DATE:20260230', 'SUMMARY:x')),
      'ICAL_EVENT_INVALID',
      4,
    ],
    [
      'an end before the start',
      calendar(event(day, 'DTEND;VALUE=DATE:20261224', 'SUMMARY:x')),
      'ICAL_EVENT_INVALID',
      4,
    ],
    [
      'a closure of years',
      calendar(event(day, 'DTEND;VALUE=DATE:21991224', 'SUMMARY:x')),
      'ICAL_EVENT_INVALID',
      4,
    ],
  ])('%s', (_what, text, code, line) => {
    const error = refusal(text);
    expect(error).toMatchObject({ code, path: line ? ['iCalendar', line] : ['iCalendar'] });
  });

  test('too much of it', () => {
    const huge = calendar(event(day, `SUMMARY:${'x'.repeat(ICAL_LIMITS.text)}`));
    expect(refusal(huge).code).toBe('ICAL_TOO_LARGE');
    const many = Array.from({ length: 5001 }, () => event(day, 'SUMMARY:x'));
    expect(refusal(calendar(...many)).code).toBe('ICAL_TOO_LARGE');
    const closed = Array.from({ length: 40 }, (_, i) =>
      event(
        `UID:${i}`,
        'DTSTART;VALUE=DATE:20260101',
        'DURATION:P300D',
        'SUMMARY:x',
        'RRULE:FREQ=YEARLY',
      ),
    );
    expect(refusal(calendar(...closed)).code).toBe('ICAL_TOO_LARGE');
    const rules = Array.from({ length: 4000 }, (_, i) =>
      event(
        `UID:${i}`,
        'DTSTART;VALUE=DATE:19000201',
        'SUMMARY:x',
        'RRULE:FREQ=YEARLY;COUNT=99999;BYMONTHDAY=31;BYDAY=MO',
      ),
    );
    expect(refusal(calendar(...rules)).code).toBe('ICAL_TOO_LARGE');
  });

  test('any text is answered or refused, never thrown at', () => {
    const part = fc.constantFrom(
      'BEGIN:VCALENDAR',
      'END:VCALENDAR',
      'BEGIN:VEVENT',
      'END:VEVENT',
      day,
      'DTSTART:2026',
      'DTSTART;TZID=Nowhere:20261225T000000',
      'DTSTART;VALUE=PERIOD:x/y',
      'DTEND;VALUE=DATE:x',
      'DURATION:PT',
      'DURATION:-P1D',
      'RRULE:FREQ=YEARLY;COUNT=0',
      'RRULE:FREQ=YEARLY;BYDAY=99XX',
      'RRULE:FREQ=',
      'RRULE:;;;',
      'RRULE:FREQ=YEARLY;UNTIL=20261232',
      'EXDATE:',
      'RDATE;VALUE=PERIOD:20261225T000000Z/P1D',
      'RECURRENCE-ID:x',
      'SUMMARY;LANGUAGE="en:x',
      'SUMMARY:\\',
      'X-A;B=;C=:',
      ' folded',
    );
    const line = fc.oneof({ weight: 4, arbitrary: part }, fc.string({ maxLength: 20 }));
    const inside = fc.array(line, { maxLength: 8 }).map((lines) => calendar(event(...lines)));
    const anything = fc.array(line, { maxLength: 12 }).map((lines) => lines.join('\n'));
    void fc.assert(
      fc.property(fc.oneof(inside, anything), (text) => {
        const source = readICalendar(text, RANGE);
        if (!source.ok) expect(source.error.path[0]).toBe('iCalendar');
      }),
      { numRuns: 2000 },
    );
  });
});
