import fc from 'fast-check';
import {
  type Calendar,
  type CalendarInput,
  defineCalendar,
  intlTimeZones,
  type TimeRange,
  WEEKDAYS,
} from '../src/index.ts';

const DAY = 86_400_000;
export const HOUR = 3_600_000;

/** Every zone the runtime knows. */
export const ZONES: readonly string[] = Intl.supportedValuesOf('timeZone');
const zones = intlTimeZones();

/** `WARDLINE_PROPERTY_RUNS=5000` for a long night; the default keeps a check short. */
export const RUNS = Number(process.env.WARDLINE_PROPERTY_RUNS ?? 60);

export function calendarOf(input: CalendarInput): Calendar {
  const defined = defineCalendar(input);
  if (!defined.ok) throw new Error(`${defined.error.path.join('.')}: ${defined.error.message}`);
  return defined.value;
}

export function timeOf(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

/** Nought to three intervals of one date; the last may run over midnight. */
const ranges: fc.Arbitrary<TimeRange[]> = fc
  .record({
    points: fc.uniqueArray(fc.integer({ min: 0, max: 1440 }), { maxLength: 6 }),
    overnight: fc.boolean(),
  })
  .map(({ points, overnight }) => {
    const sorted = points.toSorted((a, b) => a - b);
    const day: TimeRange[] = [];
    for (let i = 0; i + 1 < sorted.length; i += 2) {
      day.push([timeOf(sorted[i] ?? 0), timeOf(sorted[i + 1] ?? 0)]);
    }
    const last = day.at(-1);
    // Closing at the first opening of the day, or before it, keeps the date free of overlaps.
    if (overnight && last && day[0]) day[day.length - 1] = [last[0], day[0][0]];
    return day;
  });

/** Weekly hours: anything, around the clock, or one pattern on some of the 127 sets of weekdays. */
const weekly: fc.Arbitrary<CalendarInput['weekly']> = fc.oneof(
  fc.record(Object.fromEntries(WEEKDAYS.map((day) => [day, ranges]))),
  fc
    .tuple(
      fc.integer({ min: 1, max: 127 }),
      fc.constantFrom<TimeRange[]>(
        [['09:00', '17:00']],
        [['22:00', '06:00']],
        [['00:00', '24:00']],
        [
          ['00:00', '02:30'],
          ['02:30', '03:00'],
          ['23:00', '01:00'],
        ],
      ),
    )
    .map(([set, hours]) =>
      Object.fromEntries(WEEKDAYS.filter((_, bit) => set & (1 << bit)).map((day) => [day, hours])),
    ),
);

export interface Case {
  readonly calendar: Calendar;
  /** A moment of interest: half of the time close to a change of the zone's offset. */
  readonly at: number;
}

/** A calendar in any zone, and a moment in 1990–2060 around which its dated entries lie. */
export function caseIn(zone: fc.Arbitrary<string>): fc.Arbitrary<Case> {
  return fc
    .record({
      timezone: zone,
      weekly,
      moment: fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2060, 0, 1) }),
      nearChange: fc.boolean(),
      shift: fc.integer({ min: -3 * DAY, max: 3 * DAY }),
      overrides: dated(ranges),
      breaks: dated(ranges),
      holidays: fc.uniqueArray(fc.integer({ min: -15, max: 15 }), { maxLength: 3 }),
    })
    .map(({ timezone, weekly: hours, moment, nearChange, shift, ...rest }) => {
      const year = new Date(moment).getUTCFullYear();
      const changes = zones.transitions(timezone, Date.UTC(year, 0, 1), Date.UTC(year + 1, 0, 1));
      const change = changes[moment % Math.max(1, changes.length)];
      const at = nearChange && change ? change.at + shift : moment;
      const date = (offset: number) => new Date(at + offset * DAY).toISOString().slice(0, 10);
      const onDates = (entries: readonly (readonly [number, TimeRange[]])[]) =>
        Object.fromEntries(entries.map(([offset, list]) => [date(offset), list]));
      const calendar = calendarOf({
        timezone,
        weekly: hours,
        overrides: onDates(rest.overrides),
        breaks: onDates(rest.breaks),
        holidays: rest.holidays.map((offset) => ({ date: date(offset), name: 'A holiday' })),
      });
      return { calendar, at };
    });
}

function dated(list: fc.Arbitrary<TimeRange[]>) {
  return fc.array(fc.tuple(fc.integer({ min: -15, max: 15 }), list), { maxLength: 3 });
}

export const anyZone: fc.Arbitrary<string> = fc.constantFrom(...ZONES);
export const anyCase: fc.Arbitrary<Case> = caseIn(anyZone);

/** Up to 400 h, often a whole number of hours or minutes. */
export const amount: fc.Arbitrary<number> = fc.oneof(
  fc.integer({ min: 1, max: 400 * HOUR }),
  fc.integer({ min: 1, max: 400 }).map((hours) => hours * HOUR),
  fc.integer({ min: 1, max: 6000 }).map((minutes) => minutes * 60_000),
);

/** A distance in time of up to a month either way. */
export const distance: fc.Arbitrary<number> = fc.oneof(
  { weight: 9, arbitrary: fc.integer({ min: -30 * DAY, max: 30 * DAY }) },
  { weight: 1, arbitrary: fc.constant(0) },
);
