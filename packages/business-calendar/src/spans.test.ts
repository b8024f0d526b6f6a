import { expect, test } from 'vitest';
import { compileCalendar, defineCalendar } from './index.ts';

const hours = [['09:00', '17:00']] as const;

test('every span of a week has its reason: closed, holiday by name, break, exception', () => {
  const defined = defineCalendar({
    timezone: 'Europe/Berlin',
    weekly: { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours },
    holidays: [
      { date: '2026-12-25', name: 'Christmas Day' },
      { date: '2026-12-25', name: 'Company holiday' },
    ],
    overrides: { '2026-12-24': [['09:00', '12:00']] },
    breaks: { '2026-12-23': [['15:00', '16:00']] },
  });
  if (!defined.ok) throw new Error(defined.error.message);
  const desk = compileCalendar(defined.value);
  const spans = desk.spans(
    Date.parse('2026-12-23T14:00+01:00'),
    Date.parse('2026-12-28T10:00+01:00'),
  );
  const berlin = (t: number) =>
    new Date(t + 3_600_000).toISOString().slice(8, 16).replace('T', ' ');
  expect(
    spans.map(({ from, to, reason, holidays }) =>
      [berlin(from), berlin(to), reason, holidays ?? []].flat(),
    ),
  ).toEqual([
    ['23 14:00', '23 15:00', 'OPEN'],
    ['23 15:00', '23 16:00', 'BREAK'],
    ['23 16:00', '23 17:00', 'OPEN'],
    ['23 17:00', '24 00:00', 'CLOSED'],
    ['24 00:00', '24 09:00', 'OVERRIDE'],
    ['24 09:00', '24 12:00', 'OPEN'],
    ['24 12:00', '25 00:00', 'OVERRIDE'],
    ['25 00:00', '26 00:00', 'HOLIDAY', 'Christmas Day', 'Company holiday'],
    ['26 00:00', '28 09:00', 'CLOSED'],
    ['28 09:00', '28 10:00', 'OPEN'],
  ]);
});

test('nothing has no spans', () => {
  const defined = defineCalendar({ timezone: 'UTC', weekly: {} });
  if (!defined.ok) throw new Error(defined.error.message);
  expect(compileCalendar(defined.value).spans(0, 0)).toEqual([]);
  expect(compileCalendar(defined.value).spans(0, 1)).toEqual([
    { from: 0, to: 1, reason: 'CLOSED' },
  ]);
});
