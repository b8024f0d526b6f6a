import type { PlannedHoliday } from '@wardline/platform';
import { builder } from '../builder.ts';
import { defineMutation } from '../mutations/define-mutation.ts';
import { given } from '../mutations/given.ts';
import { uuidOf } from '../node/global-id.ts';
import { LocalDate } from '../scalars.ts';
import { HolidayOutcome, HolidayType, IgnoredReason } from './calendar.enums.ts';
import { calendarRecord } from './calendar.mutations.ts';
import { OpeningTimes } from './hours.types.ts';

const ImportedHoliday = builder.objectRef<PlannedHoliday>('ImportedHoliday').implement({
  description: 'What becomes of one date of an import.',
  fields: (t) => ({
    date: t.field({
      type: LocalDate,
      nullable: true,
      description: 'The date; null for what has none.',
      resolve: (h) => h.date,
    }),
    name: t.exposeString('name', { description: 'What the source calls it.' }),
    outcome: t.field({
      type: HolidayOutcome,
      description: 'What becomes of it.',
      resolve: (h) => h.outcome,
    }),
    ignoredBecause: t.field({
      type: IgnoredReason,
      nullable: true,
      description: 'Why it is ignored.',
      resolve: (h) => h.reason,
    }),
    before: t.stringList({
      description: 'The holidays of that date before, by name.',
      resolve: (h) => [...h.before],
    }),
    times: t.field({
      type: [OpeningTimes],
      nullable: true,
      description: 'What is left of a shortened day.',
      resolve: (h) => (h.times ? [...h.times] : null),
    }),
    line: t.exposeInt('line', {
      nullable: true,
      description: 'The line of the iCalendar text, from 1.',
    }),
  }),
});

const returns = {
  calendar: calendarRecord,
  holidays: {
    description: 'Every date with what becomes of it, by date.',
    value: { type: [ImportedHoliday], key: 'holidays' },
  },
} as const;

const CALENDAR = 'The calendar.';
const EXPECTED = 'Its version when you read it.';
const DRY_RUN = 'Only tell what would be done. Default: false.';

defineMutation('calendarHolidaysImport', {
  description:
    'Takes holidays over from an iCalendar text: events of whole days, those that recur yearly too. A date that is a holiday already takes the new name.',
  input: builder.inputType('CalendarHolidaysImportInput', {
    description: 'Which holidays, into which calendar.',
    fields: (t) => ({
      calendarId: t.id({ required: true, description: CALENDAR }),
      expectedVersion: t.int({ required: true, description: EXPECTED }),
      iCalendar: t.string({
        required: true,
        description: 'The text (RFC 5545), at most 900,000 characters and 5,000 events.',
      }),
      from: t.field({
        type: LocalDate,
        description: 'The first date. Default: 1 January of this year.',
      }),
      to: t.field({
        type: LocalDate,
        description: 'The last date. Default: 31 December two years after `from`; at most twenty.',
      }),
      replace: t.boolean({
        description: 'Holidays in the range that the text does not name go. Default: they stay.',
      }),
      dryRun: t.boolean({ description: DRY_RUN }),
    }),
  }),
  returns,
  conflictsOn: 'Calendar',
  // The line is in the message: a path leads through the input, not into a text.
  pathOf: (path) => (path[0] === 'iCalendar' ? ['iCalendar'] : path),
  run: (desk, { calendarId, expectedVersion, iCalendar, ...input }) =>
    desk.calendars.importHolidays({
      ...given(input),
      calendarId: uuidOf('Calendar', calendarId),
      expectedVersion,
      iCalendar,
    }),
});

defineMutation('calendarHolidaysFromRegion', {
  description:
    'Takes over the holidays of a country or a part of it, as the library date-holidays knows them. Days that are holidays in part close early.',
  input: builder.inputType('CalendarHolidaysFromRegionInput', {
    description: 'Which holidays, into which calendar.',
    fields: (t) => ({
      calendarId: t.id({ required: true, description: CALENDAR }),
      expectedVersion: t.int({ required: true, description: EXPECTED }),
      country: t.string({ required: true, description: 'ISO 3166-1, e.g. `US`.' }),
      subdivision: t.string({ description: 'The second part of ISO 3166-2, e.g. `CA`.' }),
      region: t.string({ description: 'A part of the subdivision, as `holidayRegions` names it.' }),
      years: t.intList({ required: true, description: 'Which years, 1 to 20 of 1970 to 2100.' }),
      types: t.field({ type: [HolidayType], description: 'Which days. Default: PUBLIC only.' }),
      language: t.string({ description: 'For the names, ISO 639. Default: the country’s own.' }),
      halfDays: t.boolean({
        description: 'Close early on days that are holidays in part. Default: true.',
      }),
      replace: t.boolean({
        description:
          'Holidays of these years that the region does not have go. Default: they stay.',
      }),
      dryRun: t.boolean({ description: DRY_RUN }),
    }),
  }),
  returns,
  conflictsOn: 'Calendar',
  run: (desk, { calendarId, expectedVersion, country, years, ...input }) =>
    desk.calendars.addRegionHolidays({
      ...given(input),
      calendarId: uuidOf('Calendar', calendarId),
      expectedVersion,
      country,
      years,
    }),
});
