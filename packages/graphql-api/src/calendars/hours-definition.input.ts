import type { CalendarInput } from '@wardline/platform';
import { builder } from '../builder.ts';
import { TimeZone } from '../scalars.ts';
import {
  DatedHoursInput,
  datedOf,
  HolidayInput,
  WeeklyHoursInput,
  weeklyOf,
} from './hours.inputs.ts';

export const CalendarHoursInput = builder.inputType('CalendarHoursInput', {
  description: 'Opening hours in a time zone.',
  fields: (t) => ({
    timeZone: t.field({ type: TimeZone, required: true, description: 'Where it is.' }),
    weeklyHours: t.field({
      type: [WeeklyHoursInput],
      required: true,
      description: 'The openings of a week.',
    }),
    holidays: t.field({ type: [HolidayInput], description: 'Days without weekly hours.' }),
    overrides: t.field({
      type: [DatedHoursInput],
      description: 'Dates with hours of their own instead of the weekly ones.',
    }),
    breaks: t.field({
      type: [DatedHoursInput],
      description: 'When it is closed on single dates, whatever else says it is open.',
    }),
  }),
});

type HoursInput = typeof CalendarHoursInput.$inferInput;

export function definitionOf(hours: HoursInput): CalendarInput {
  const { timeZone, weeklyHours, holidays, overrides, breaks } = hours;
  return {
    timezone: timeZone,
    weekly: weeklyOf(weeklyHours),
    holidays: holidays ?? [],
    overrides: datedOf(overrides ?? []),
    breaks: datedOf(breaks ?? []),
  };
}
