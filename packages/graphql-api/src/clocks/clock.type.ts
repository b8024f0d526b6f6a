import {
  type ClockState,
  emptySelection,
  everyRow,
  parseCalendarVersionKey,
  type ReadHours,
  type Row,
  type RowList,
  rowsOf,
  statusAt,
} from '@wardline/platform';
import { builder, describedEnum } from '../builder.ts';
import type { ApiContext } from '../context.ts';
import { ClockTransitionFilter, ClockTransitionOrder } from '../filters.ts';
import { Node } from '../node/node.type.ts';
import { column, idField, many, one } from '../reading/fields.ts';
import { type Reads, readsExtension } from '../reading/reads.ts';
import {
  Agreement,
  Calendar,
  Clinic,
  Clock,
  ClockTransition,
  Ticket,
  TicketAgreement,
} from '../rows.ts';
import { DateTime, Duration } from '../scalars.ts';
import { AgreementKind, ClockMetric, ClockStatus } from './clock.enums.ts';

const STATUS_COLUMNS = ['status', 'startedAt', 'dueAt', 'breachedAt'];
/** What counting takes: the clock itself and the hours it counts in. */
const COUNTING: Reads = {
  columns: ['state'],
  extend: (selection) => {
    const hours = emptySelection('calendarId', 'number', 'definition');
    selection.many.set('$hours', everyRow('calendarVersions', hours, { internal: true }));
  },
};

const instant = (value: unknown) => (value === null ? null : Date.parse(value as string));

function statusNow(row: Row, now: number) {
  return statusAt(
    {
      status: row.status as ClockState['status'],
      startedAt: Date.parse(row.startedAt as string),
      dueAt: instant(row.dueAt),
      breachedAt: instant(row.breachedAt),
    },
    now,
  );
}

const hours = (row: Row) => rowsOf(row.$hours as RowList) as unknown as readonly ReadHours[];
const reading = (row: Row, { wardline, now }: ApiContext) =>
  wardline.clocks.read(row.state as ClockState, hours(row), now);

const LedgerReason = describedEnum(
  'LedgerReason',
  'Why a span of a clock’s life counted or did not.',
  {
    COUNTED: 'It counted.',
    CLOSED: 'Outside opening hours.',
    HOLIDAY: 'A holiday.',
    OVERRIDE: 'Closed by an exception for the date.',
    BREAK: 'A break.',
    PAUSED: 'The ticket waited.',
    STOPPED: 'The clock was stopped.',
    RESTARTED: 'Thrown away by a restart.',
  },
);

interface Line {
  readonly from: number;
  readonly to: number;
  readonly counted: boolean;
  readonly ms: number;
  readonly reason: string;
  readonly calendarId: string | null;
  readonly holidays: readonly string[];
  readonly causes: readonly { readonly reason: string }[];
}

const LedgerSpan = builder.objectRef<Line>('LedgerSpan').implement({
  description: 'A span of a clock’s life: whether it counted, and why.',
  fields: (t) => ({
    from: t.field({ type: DateTime, description: 'Its beginning.', resolve: (l) => l.from }),
    to: t.field({ type: DateTime, description: 'Its end.', resolve: (l) => l.to }),
    counted: t.exposeBoolean('counted', { description: 'Whether it counted.' }),
    duration: t.field({ type: Duration, description: 'What it added.', resolve: (l) => l.ms }),
    reason: t.field({
      type: LedgerReason,
      description: 'Why.',
      resolve: (l) => l.reason as 'CLOSED',
    }),
    calendarNumber: t.int({
      nullable: true,
      description: 'The number of the calendar’s version that held; null: around the clock.',
      resolve: (l) => parseCalendarVersionKey(l.calendarId ?? '')?.number ?? null,
    }),
    details: t.stringList({
      description: 'The holidays by name, or what the ticket waited for.',
      resolve: (l) => [...l.holidays, ...l.causes.map((cause) => cause.reason)],
    }),
  }),
});

const ClockForecastType = builder
  .objectRef<{ readonly projectedDueAt: number | null; readonly atRisk: boolean }>('ClockForecast')
  .implement({
    description: 'What a clock is heading for.',
    fields: (t) => ({
      projectedDueAt: t.field({
        type: DateTime,
        nullable: true,
        description:
          'When it is due; of a paused clock, when it would be if it went on now; null: never.',
        resolve: (forecast) => forecast.projectedDueAt,
      }),
      atRisk: t.exposeBoolean('atRisk', {
        description: 'Running, not late, and due within the time asked for.',
      }),
    }),
  });

Clock.implement({
  description: 'A clock of a ticket for one promise of an agreement.',
  interfaces: [Node],
  fields: (t) => ({
    id: idField(t, 'Clock'),
    kind: column(t, 'kind', AgreementKind, { description: 'With whom the promise is.' }),
    metric: column(t, 'metric', ClockMetric, { description: 'What it measures.' }),
    cycle: column(t, 'cycle', 'Int', { description: 'Which round of its metric, from 1.' }),
    ticket: one(t, 'ticket', Ticket, { description: 'The ticket.' }),
    clinic: one(t, 'clinic', Clinic, { description: 'The clinic.' }),
    measuredBy: one(t, 'measuredBy', TicketAgreement, {
      description: 'Which agreement measures the ticket, and why this one.',
    }),
    transitions: many(t, 'transitions', ClockTransition, 'ClockTransition', {
      description: 'What it has passed, latest first.',
      filter: ClockTransitionFilter,
      orderBy: ClockTransitionOrder,
    }),
    agreement: one(t, 'agreement', Agreement, { description: 'The agreement.' }),
    calendar: one(t, 'calendar', Calendar, {
      description: 'The hours it counts in; null: around the clock.',
    }),
    status: t.field({
      type: ClockStatus,
      description: 'How it stands now. A clock that was ever late stays BREACHED.',
      extensions: readsExtension({ columns: STATUS_COLUMNS }),
      resolve: (row, _args, { now }) => statusNow(row, now),
    }),
    startedAt: column(t, 'startedAt', DateTime, { description: 'When it began.' }),
    dueAt: column(t, 'dueAt', DateTime, {
      nullable: true,
      description: 'The exact instant at which its time is used up; null while paused.',
    }),
    metAt: column(t, 'metAt', DateTime, { nullable: true, description: 'When it was stopped.' }),
    breachedAt: t.field({
      type: DateTime,
      nullable: true,
      description: 'The exact instant it became late, whenever somebody noticed.',
      extensions: readsExtension({ columns: STATUS_COLUMNS }),
      resolve: (row, _args, { now }) =>
        instant(row.breachedAt) ?? (statusNow(row, now) === 'BREACHED' ? instant(row.dueAt) : null),
    }),
    elapsed: t.field({
      type: Duration,
      description: 'The time used so far, in opening hours.',
      extensions: readsExtension(COUNTING),
      resolve: (row, _args, context) => reading(row, context).elapsedMs,
    }),
    remaining: t.field({
      type: Duration,
      nullable: true,
      description: 'The time left, in opening hours; negative once overdue.',
      extensions: readsExtension(COUNTING),
      resolve: (row, _args, context) => reading(row, context).remainingMs,
    }),
    forecast: t.field({
      type: ClockForecastType,
      nullable: true,
      description: 'What it is heading for; null once it has ended.',
      args: {
        within: t.arg({
          type: Duration,
          required: true,
          description: 'How far ahead "at risk" looks.',
        }),
      },
      extensions: readsExtension(COUNTING),
      resolve: (row, { within }, { wardline, now }) =>
        wardline.clocks.forecast(row.state as ClockState, hours(row), now, within),
    }),
    ledger: t.field({
      type: [LedgerSpan],
      description: 'Where its time went, from the beginning until now, without gaps.',
      extensions: readsExtension(COUNTING),
      resolve: (row, _args, { wardline, now }) => [
        ...wardline.clocks.explain(row.state as ClockState, hours(row), now),
      ],
    }),
  }),
});
