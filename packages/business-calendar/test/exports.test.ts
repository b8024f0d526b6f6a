import { expect, test } from 'vitest';
import * as published from '../src/index.ts';

test('what is published is decided here, not by accident', () => {
  expect(Object.keys(published).sort()).toMatchInlineSnapshot(`
    [
      "CalendarArgumentError",
      "WEEKDAYS",
      "alwaysOpen",
      "compileCalendar",
      "defineCalendar",
      "diffCalendars",
      "intlTimeZones",
    ]
  `);
});
