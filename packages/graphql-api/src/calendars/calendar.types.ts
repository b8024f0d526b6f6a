import type { CalendarInput, Row } from '@wardline/platform';
import { builder } from '../builder.ts';
import { Node } from '../node/node.type.ts';
import { column, idField } from '../reading/fields.ts';
import { readsExtension } from '../reading/reads.ts';
import { Calendar } from '../rows.ts';
import { LocalDate, LocalTime, TimeZone } from '../scalars.ts';
import { Weekday } from './calendar.enums.ts';

interface WeeklyHours {
  readonly day: string;
  readonly opens: string;
  readonly closes: string;
}

const WeeklyHoursType = builder.objectRef<WeeklyHours>('WeeklyHours').implement({
  description: 'One opening a week, on the wall clock of the calendar’s time zone.',
  fields: (t) => ({
    day: t.field({
      type: Weekday,
      description: 'The day on which it opens.',
      resolve: (hours) => hours.day.toUpperCase() as 'MON',
    }),
    opens: t.field({ type: LocalTime, description: 'When it opens.', resolve: (h) => h.opens }),
    closes: t.field({
      type: LocalTime,
      description: 'When it closes; at or before `opens`: on the next day.',
      resolve: (h) => h.closes,
    }),
  }),
});

const HolidayType = builder.objectRef<{ date: string; name: string }>('Holiday').implement({
  description: 'A day without opening hours.',
  fields: (t) => ({
    date: t.field({ type: LocalDate, description: 'The date there.', resolve: (h) => h.date }),
    name: t.exposeString('name', { description: 'Its name.' }),
  }),
});

const definition = (row: Row) => row.definition as CalendarInput;
const definitionField = { extensions: readsExtension({ columns: ['definition'] }) };

Calendar.implement({
  description: 'Opening hours in a time zone. Clocks count in them.',
  interfaces: [Node],
  fields: (t) => ({
    id: idField(t, 'Calendar'),
    name: column(t, 'name', 'String', { description: 'Its name.' }),
    timeZone: t.field({
      type: TimeZone,
      description: 'Where it is, as a time zone.',
      ...definitionField,
      resolve: (row) => definition(row).timezone,
    }),
    weeklyHours: t.field({
      type: [WeeklyHoursType],
      description: 'The openings of a week, Monday first.',
      ...definitionField,
      resolve: (row) =>
        Object.entries(definition(row).weekly).flatMap(([day, ranges]) =>
          (ranges ?? []).map(([opens, closes]) => ({ day, opens, closes })),
        ),
    }),
    holidays: t.field({
      type: [HolidayType],
      description: 'Days without hours.',
      ...definitionField,
      resolve: (row) => [...(definition(row).holidays ?? [])],
    }),
    version: column(t, 'version', 'Int', { description: 'Grows by one with each change.' }),
  }),
});
