import type { DemoCalendar, DemoMsp } from './demo-msp.ts';

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri'] as const;

// The federal holidays most clinics close on, for the years a demo is likely to be looked at.
const HOLIDAYS = [2026, 2027].flatMap((year) => [
  { date: `${year}-01-01`, name: 'New Year’s Day' },
  { date: `${year}-07-04`, name: 'Independence Day' },
  { date: `${year}-12-25`, name: 'Christmas Day' },
]);

function office(timezone: string): DemoCalendar {
  const weekly = Object.fromEntries(WEEKDAYS.map((day) => [day, [['08:00', '18:00'] as const]]));
  return { timezone, weekly, holidays: HOLIDAYS };
}

function extended(timezone: string): DemoCalendar {
  const weekly = Object.fromEntries(WEEKDAYS.map((day) => [day, [['07:00', '21:00'] as const]]));
  return { timezone, weekly: { ...weekly, sat: [['08:00', '14:00']] } };
}

function always(timezone: string): DemoCalendar {
  const day = [['00:00', '24:00'] as const];
  const weekly = { mon: day, tue: day, wed: day, thu: day, fri: day, sat: day, sun: day };
  return { timezone, weekly };
}

export const CALENDARS: DemoMsp['calendars'] = [
  { key: 'office-eastern', name: 'Office hours, Eastern', definition: office('America/New_York') },
  { key: 'office-central', name: 'Office hours, Central', definition: office('America/Chicago') },
  {
    key: 'office-pacific',
    name: 'Office hours, Pacific',
    definition: office('America/Los_Angeles'),
  },
  {
    key: 'extended-eastern',
    name: 'Extended hours with Saturday, Eastern',
    definition: extended('America/New_York'),
  },
  { key: 'always', name: 'Around the clock', definition: always('America/New_York') },
];
