import type { CalendarInput } from '@wardline/platform';
import { NumberOrder } from '../filters.ts';
import { Node } from '../node/node.type.ts';
import { column, idField, many, one } from '../reading/fields.ts';
import { readsExtension } from '../reading/reads.ts';
import { Calendar, CalendarVersion, Person } from '../rows.ts';
import { DateTime } from '../scalars.ts';
import { BusinessTime } from './business-time.type.ts';
import { hoursFields } from './hours.types.ts';

Calendar.implement({
  description: 'Opening hours in a time zone, as they are now. Clocks count in them.',
  interfaces: [Node],
  fields: (t) => ({
    id: idField(t, 'Calendar'),
    name: column(t, 'name', 'String', { description: 'Its name.' }),
    ...hoursFields(t),
    businessTime: t.field({
      type: BusinessTime,
      description: 'What these hours amount to.',
      extensions: readsExtension({ columns: ['definition'] }),
      resolve: (row, _args, { wardline }) => wardline.businessTime(row.definition as CalendarInput),
    }),
    currentNumber: column(t, 'currentNumber', 'Int', {
      description: 'The number of the version whose hours these are.',
    }),
    versions: many(t, 'versions', CalendarVersion, 'CalendarVersion', {
      description: 'What it said and says, the latest first.',
      orderBy: NumberOrder,
    }),
    version: column(t, 'version', 'Int', { description: 'Grows by one with each change.' }),
  }),
});

CalendarVersion.implement({
  description: 'What a calendar said from an instant on, until its next version. Never changes.',
  interfaces: [Node],
  fields: (t) => ({
    id: idField(t, 'CalendarVersion'),
    number: column(t, 'number', 'Int', { description: 'From 1, without gaps.' }),
    calendar: one(t, 'calendar', Calendar, { description: 'The calendar.' }),
    ...hoursFields(t),
    changedAt: column(t, 'changedAt', DateTime, { description: 'From when it holds.' }),
    changedBy: one(t, 'changedBy', Person, {
      description: 'Who made it; null: an API key, Wardline itself, or somebody hidden from you.',
    }),
    tzVersion: column(t, 'tzVersion', 'String', {
      description: 'The release of the time-zone data it was last computed with, e.g. `2026c`.',
    }),
  }),
});
