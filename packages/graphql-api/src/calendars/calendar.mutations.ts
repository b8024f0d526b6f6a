import { builder } from '../builder.ts';
import { defineMutation } from '../mutations/define-mutation.ts';
import { given } from '../mutations/given.ts';
import { Calendar } from '../rows.ts';
import { LocalDate, LocalTime, TimeZone } from '../scalars.ts';
import { Weekday } from './calendar.enums.ts';

const clientId =
  'Your own UUID for it, made beforehand; a retry with the same one cannot make a second.';

const WeeklyHoursInput = builder.inputType('WeeklyHoursInput', {
  description: 'One opening a week.',
  fields: (t) => ({
    day: t.field({ type: Weekday, required: true, description: 'The day on which it opens.' }),
    opens: t.field({ type: LocalTime, required: true, description: 'When it opens.' }),
    closes: t.field({
      type: LocalTime,
      required: true,
      description: 'When it closes; at or before `opens`: on the next day.',
    }),
  }),
});

const HolidayInput = builder.inputType('HolidayInput', {
  description: 'A day without hours.',
  fields: (t) => ({
    date: t.field({ type: LocalDate, required: true, description: 'The date there.' }),
    name: t.string({ required: true, description: 'Its name.' }),
  }),
});

const CALENDAR_FIELDS: Readonly<Record<string, string>> = {
  timezone: 'timeZone',
  weekly: 'weeklyHours',
  holidays: 'holidays',
};

defineMutation('calendarCreate', {
  description: 'Adds opening hours that clinics and agreements can refer to.',
  input: builder.inputType('CalendarCreateInput', {
    description: 'Opening hours in a time zone.',
    fields: (t) => ({
      id: t.string({ description: clientId }),
      name: t.string({ required: true, description: 'Its name.' }),
      timeZone: t.field({ type: TimeZone, required: true, description: 'Where it is.' }),
      weeklyHours: t.field({
        type: [WeeklyHoursInput],
        required: true,
        description: 'The openings of a week.',
      }),
      holidays: t.field({ type: [HolidayInput], description: 'Days without hours.' }),
    }),
  }),
  returns: {
    calendar: {
      description: 'The calendar.',
      record: { type: Calendar, shape: 'Calendar', id: 'calendarId' },
    },
  },
  pathOf: (path) => {
    if (path[0] !== 'definition') return path;
    const field = CALENDAR_FIELDS[String(path[1])];
    return field ? [field] : [];
  },
  run: (desk, { id, name, timeZone, weeklyHours, holidays }) => {
    const weekly: Record<string, [string, string][]> = {};
    for (const { day, opens, closes } of weeklyHours) {
      const key = day.toLowerCase();
      weekly[key] = [...(weekly[key] ?? []), [opens, closes]];
    }
    return desk.calendars.create({
      ...given({ id }),
      name,
      definition: { timezone: timeZone, weekly, holidays: holidays ?? [] },
    });
  },
});
