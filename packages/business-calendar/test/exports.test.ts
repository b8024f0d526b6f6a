import { expect, test } from 'vitest';
import * as published from '../src/index.ts';

test('what is published is decided here, not by accident', () => {
  expect(Object.keys(published).sort()).toMatchInlineSnapshot(`
    [
      "CalendarArgumentError",
      "WEEKDAYS",
      "addDays",
      "alwaysOpen",
      "compileCalendar",
      "daysBetween",
      "defineCalendar",
      "diffCalendars",
      "intlTimeZones",
      "weekdayOfDate",
      "zoneClock",
    ]
  `);
});
