import type { CalendarSpan, BusinessTime as Hours, Interval } from '@wardline/platform';
import { builder, describedEnum } from '../builder.ts';
import { DateTime, Duration } from '../scalars.ts';

export const TimeInterval = builder.objectRef<Interval>('TimeInterval').implement({
  description: 'A span of time, half open: `from` belongs to it, `to` does not.',
  fields: (t) => ({
    from: t.field({ type: DateTime, description: 'Its beginning.', resolve: (i) => i.from }),
    to: t.field({ type: DateTime, description: 'Its end.', resolve: (i) => i.to }),
  }),
});

const SpanReason = describedEnum('SpanReason', 'Why a span is open or closed.', {
  OPEN: 'It is open.',
  CLOSED: 'Outside the weekly hours.',
  HOLIDAY: 'A holiday.',
  OVERRIDE: 'Outside the hours of a date that has its own.',
  BREAK: 'A break.',
});

const HoursSpan = builder.objectRef<CalendarSpan>('HoursSpan').implement({
  description: 'A span of time that is open or closed throughout, and why.',
  fields: (t) => ({
    from: t.field({ type: DateTime, description: 'Its beginning.', resolve: (s) => s.from }),
    to: t.field({ type: DateTime, description: 'Its end.', resolve: (s) => s.to }),
    open: t.boolean({ description: 'Whether it is open.', resolve: (s) => s.reason === 'OPEN' }),
    reason: t.field({ type: SpanReason, description: 'Why.', resolve: (s) => s.reason }),
    holidays: t.stringList({
      description: 'The holidays by name.',
      resolve: (s) => [...(s.holidays ?? [])],
    }),
  }),
});

/** What they count as: three months of ordinary hours are up to three hundred small spans. */
export const manySpans = { records: 50 };

const from = { type: DateTime, description: 'From when. Default: now.' } as const;
const to = {
  type: DateTime,
  description: 'Until when; at most 92 days after `from`. Default: seven.',
} as const;
const WEEK_MS = 7 * 86_400_000;

interface RangeArgs {
  readonly from?: number | null | undefined;
  readonly to?: number | null | undefined;
}
function rangeOf({ from, to }: RangeArgs, now: number): [from: number, to: number] {
  const start = from ?? now;
  return [start, to ?? start + WEEK_MS];
}
const at = { type: DateTime, description: 'Default: now.' } as const;

export const BusinessTime = builder.objectRef<Hours>('BusinessTime').implement({
  description: 'What opening hours amount to: when it is open, and when a time budget is used up.',
  fields: (t) => ({
    openIntervals: t.field({
      type: [TimeInterval],
      description: 'When it is open.',
      args: { from: t.arg(from), to: t.arg(to) },
      extensions: manySpans,
      resolve: (hours, args, { now }) => [...hours.intervals(...rangeOf(args, now))],
    }),
    spans: t.field({
      type: [HoursSpan],
      description: 'The range cut into open and closed spans, each with its reason, without gaps.',
      args: { from: t.arg(from), to: t.arg(to) },
      extensions: manySpans,
      resolve: (hours, args, { now }) => [...hours.spans(...rangeOf(args, now))],
    }),
    isOpen: t.boolean({
      description: 'Whether it is open; no longer at the instant of closing.',
      args: { at: t.arg(at) },
      resolve: (hours, args, { now }) => hours.isOpen(args.at ?? now),
    }),
    nextOpen: t.field({
      type: DateTime,
      nullable: true,
      description: 'The instant itself if it is open, else the next opening; null: never.',
      args: { at: t.arg(at) },
      resolve: (hours, args, { now }) => hours.nextOpen(args.at ?? now),
    }),
    nextClose: t.field({
      type: DateTime,
      nullable: true,
      description: 'The next closing after the instant; null: it never closes, or never opens.',
      args: { at: t.arg(at) },
      resolve: (hours, args, { now }) => hours.nextClose(args.at ?? now),
    }),
    dueAt: t.field({
      type: DateTime,
      nullable: true,
      description:
        'The earliest instant at which that much opening time has passed, which may be a closing; null: never.',
      args: {
        at: t.arg(at),
        budget: t.arg({ type: Duration, required: true, description: 'E.g. PT4H.' }),
      },
      resolve: (hours, args, { now }) => hours.dueAt(args.at ?? now, args.budget),
    }),
  }),
});
