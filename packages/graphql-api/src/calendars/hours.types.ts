import { type CalendarInput, type Row, WEEKDAYS } from '@wardline/platform';
import { builder } from '../builder.ts';
import type { Fields } from '../reading/fields.ts';
import { readsExtension } from '../reading/reads.ts';
import { LocalDate, LocalTime, TimeZone } from '../scalars.ts';
import { Weekday } from './calendar.enums.ts';

type Range = readonly [opens: string, closes: string];

const closes = 'When it closes; at or before `opens`: on the next day.';

export const WeeklyHours = builder
  .objectRef<{ readonly day: string; readonly range: Range }>('WeeklyHours')
  .implement({
    description: 'One opening a week, on the wall clock of the calendar’s time zone.',
    fields: (t) => ({
      day: t.field({
        type: Weekday,
        description: 'The day on which it opens.',
        resolve: (hours) => hours.day.toUpperCase() as 'MON',
      }),
      opens: t.field({
        type: LocalTime,
        description: 'When it opens.',
        resolve: ({ range }) => range[0],
      }),
      closes: t.field({
        type: LocalTime,
        description: closes,
        resolve: ({ range }) => range[1],
      }),
    }),
  });

const Holiday = builder.objectRef<{ date: string; name: string }>('Holiday').implement({
  description: 'A day without weekly opening hours.',
  fields: (t) => ({
    date: t.field({ type: LocalDate, description: 'The date there.', resolve: (h) => h.date }),
    name: t.exposeString('name', { description: 'Its name.' }),
  }),
});

export const OpeningTimes = builder.objectRef<Range>('OpeningTimes').implement({
  description: 'From a time to a time on the wall clock of the calendar’s time zone.',
  fields: (t) => ({
    opens: t.field({ type: LocalTime, description: 'When it opens.', resolve: ([from]) => from }),
    closes: t.field({ type: LocalTime, description: closes, resolve: ([, to]) => to }),
  }),
});

interface Dated {
  readonly date: string;
  readonly times: readonly Range[];
}

const DatedHours = builder.objectRef<Dated>('DatedHours').implement({
  description: 'The hours of one date.',
  fields: (t) => ({
    date: t.field({ type: LocalDate, description: 'The date there.', resolve: (d) => d.date }),
    times: t.field({
      type: [OpeningTimes],
      description: 'From when to when.',
      resolve: (d) => [...d.times],
    }),
  }),
});

/** The fields of a calendar's definition, for every type that has a column `definition`. */
export function hoursFields(t: Fields) {
  const field = (type: unknown, description: string, of: (definition: CalendarInput) => unknown) =>
    t.field({
      type,
      description,
      extensions: readsExtension({ columns: ['definition'] }),
      resolve: (row: Row) => of(row.definition as CalendarInput),
    });
  return {
    timeZone: field(TimeZone, 'Where it is, as a time zone.', ({ timezone }) => timezone),
    weeklyHours: field([WeeklyHours], 'The openings of a week, Monday first.', ({ weekly }) =>
      WEEKDAYS.flatMap((day) => (weekly[day] ?? []).map((range) => ({ day, range }))),
    ),
    holidays: field([Holiday], 'Days without weekly hours, by date.', ({ holidays }) => holidays),
    overrides: field(
      [DatedHours],
      'Dates with hours of their own instead of the weekly ones, by date; without times: closed. They also beat a holiday.',
      ({ overrides }) => byDate(overrides),
    ),
    breaks: field(
      [DatedHours],
      'When it is closed on single dates, whatever else says it is open.',
      ({ breaks }) => byDate(breaks),
    ),
  };
}

function byDate(dated: CalendarInput['overrides'] = {}): Dated[] {
  const entries = Object.entries(dated).map(([date, times]) => ({ date, times }));
  return entries.sort((a, b) => (a.date < b.date ? -1 : 1));
}
