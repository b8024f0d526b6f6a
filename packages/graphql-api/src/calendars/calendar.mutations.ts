import { builder } from '../builder.ts';
import { defineMutation } from '../mutations/define-mutation.ts';
import { given } from '../mutations/given.ts';
import { uuidOf } from '../node/global-id.ts';
import { Calendar } from '../rows.ts';
import { TimeZone } from '../scalars.ts';
import {
  CalendarChangeInput,
  changeOf,
  DatedHoursInput,
  HolidayInput,
  hoursPath,
  WeeklyHoursInput,
} from './hours.inputs.ts';
import { definitionOf } from './hours-definition.input.ts';

const clientId =
  'Your own UUID for it, made beforehand; a retry with the same one cannot make a second.';

export const calendarRecord = {
  description: 'The calendar.',
  record: { type: Calendar, shape: 'Calendar', id: 'calendarId' },
} as const;

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
  }),
  returns: { calendar: calendarRecord },
  pathOf: (path, input) => (path[0] === 'definition' ? hoursPath(path.slice(1), input) : path),
  run: (desk, { id, name, ...hours }) =>
    desk.calendars.create({ ...given({ id }), name, definition: definitionOf(hours) }),
});

defineMutation('calendarUpdate', {
  description:
    'Renames a calendar, or gives it other hours from now on: a new version. `calendarPreview` tells beforehand what that changes.',
  input: builder.inputType('CalendarUpdateInput', {
    description: 'What shall be different.',
    fields: (t) => ({
      calendarId: t.id({ required: true, description: 'The calendar.' }),
      expectedVersion: t.int({ required: true, description: 'Its version when you read it.' }),
      name: t.string({ description: 'Another name.' }),
      change: t.field({ type: CalendarChangeInput, description: 'Other hours, from now on.' }),
    }),
  }),
  returns: { calendar: calendarRecord },
  conflictsOn: 'Calendar',
  pathOf: (path, { change }) =>
    path[0] === 'change' ? ['change', ...hoursPath(path.slice(1), change ?? {})] : path,
  run: (desk, { calendarId, expectedVersion, name, change }) =>
    desk.calendars.update({
      calendarId: uuidOf('Calendar', calendarId),
      expectedVersion,
      name: name ?? undefined,
      change: change ? changeOf(change) : undefined,
    }),
});
