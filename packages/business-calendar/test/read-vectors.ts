import { readFileSync } from 'node:fs';
import { type CalendarInput, type CompiledCalendar, compileCalendar } from '../src/index.ts';
import { calendarOf } from './arbitraries.ts';

/** A case of another project's suite; see vectors/README.md. */
export interface Vector {
  readonly id: string;
  readonly source: string;
  readonly kind: 'add' | 'between' | 'open' | 'nextClose' | 'addDays';
  readonly calendar: {
    timezone: string;
    weekly: CalendarInput['weekly'];
    holidays?: string[];
    shifts?: NonNullable<CalendarInput['overrides']>;
    breaks?: NonNullable<CalendarInput['breaks']>;
  };
  readonly start: string;
  readonly end?: string;
  readonly amountSeconds?: number;
  readonly amountDays?: number;
  readonly direction?: 'forward' | 'backward';
  readonly endOfDay?: boolean;
  readonly snap?: boolean;
  readonly sign?: string;
  readonly truncatedTo?: number;
  readonly agreed?: boolean;
  readonly dispute?: string;
  readonly expected?: string | number | boolean;
  readonly expectedByPolicy?: { monotone: number };
}

type Answer = string | number | boolean | null;

export function readVectors(file: string): Vector[] {
  return readFileSync(new URL(`./vectors/${file}`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Vector);
}

/** Some suites give microseconds; an instant is milliseconds, so the rest is cut off. */
export const instant = (text: string) => Date.parse(text.replace(/(\.\d{3})\d+/, '$1'));
const iso = (t: number | null) => (t === null ? null : new Date(t).toISOString());

function compiled({ calendar }: Vector): CompiledCalendar {
  const { timezone, weekly, holidays = [], shifts = {}, breaks = {} } = calendar;
  return compileCalendar(
    calendarOf({
      timezone,
      weekly,
      holidays: holidays.map((date) => ({ date, name: `Holiday ${date}` })),
      overrides: shifts,
      breaks,
    }),
  );
}

/** What this package answers, in the vector's terms: ISO instants, seconds, booleans. */
export function answer(vector: Vector): Answer {
  const calendar = compiled(vector);
  const start = instant(vector.start);
  switch (vector.kind) {
    case 'open':
      return calendar.isOpen(start);
    case 'nextClose':
      return iso(calendar.nextClose(start));
    case 'addDays': {
      const { amountDays = 0, endOfDay = false, snap = true } = vector;
      return iso(calendar.addBusinessDays(start, amountDays, { endOfDay, snap }));
    }
    case 'between':
      return calendar.between(start, instant(vector.end ?? '')) / 1000;
    default:
      // Walking backwards, the suites move nothing to the close before; ours has a name for it.
      if (vector.amountSeconds === 0 && vector.direction === 'backward') {
        return iso(calendar.lastWorked(start));
      }
      return iso(calendar.add(start, Math.round((vector.amountSeconds ?? 0) * 1000)));
  }
}

export function expected(vector: Vector): Answer {
  const value = vector.expectedByPolicy?.monotone ?? vector.expected ?? null;
  return typeof value === 'string' ? iso(instant(value)) : value;
}
