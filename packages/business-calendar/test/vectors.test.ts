import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  type CalendarInput,
  type CompiledCalendar,
  compileCalendar,
  defineCalendar,
} from '../src/index.ts';

// Source and licence: vectors/README.md.
interface Vector {
  readonly id: string;
  readonly source: string;
  readonly kind: 'add' | 'between' | 'open' | 'nextClose' | 'addDays';
  readonly calendar: {
    timezone: string;
    weekly: CalendarInput['weekly'];
    holidays?: string[];
    shifts?: CalendarInput['overrides'];
    breaks?: CalendarInput['breaks'];
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

/** The library behind a vector cut to milliseconds what it was given in microseconds; so do we. */
const instant = (text: string) => Date.parse(text.replace(/(\.\d{3})\d+/, '$1'));
const iso = (t: number | null) => (t === null ? null : new Date(t).toISOString());

function read(file: string): Vector[] {
  const text = readFileSync(new URL(`./vectors/${file}`, import.meta.url), 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Vector);
}

function calendarOf({ calendar }: Vector): CompiledCalendar {
  const defined = defineCalendar({
    timezone: calendar.timezone,
    weekly: calendar.weekly,
    holidays: (calendar.holidays ?? []).map((date) => ({ date, name: `Holiday ${date}` })),
    overrides: calendar.shifts ?? {},
    breaks: calendar.breaks ?? {},
  });
  if (!defined.ok) throw new Error(`${defined.error.message} ${defined.error.path.join('.')}`);
  return compileCalendar(defined.value);
}

/** What this package answers, in the vector's terms: ISO instants, seconds, booleans. */
function answer(vector: Vector): string | number | boolean | null {
  const calendar = calendarOf(vector);
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

function expected(vector: Vector): string | number | boolean | null {
  const value = vector.expectedByPolicy?.monotone ?? vector.expected ?? null;
  return typeof value === 'string' ? iso(instant(value)) : value;
}

describe('vectors agreed by every oracle', () => {
  test.each(read('vectors.jsonl').filter((vector) => vector.agreed))('$id $source', (vector) => {
    let got = answer(vector);
    // Two suites state less than the exact signed value; ours must imply theirs.
    if (vector.sign === 'absolute') got = Math.abs(got as number);
    if (vector.truncatedTo) {
      got = Math.trunc((got as number) / vector.truncatedTo) * vector.truncatedTo + 0;
    }
    expect(got).toBe(expected(vector));
  });
});

describe('zone cases', () => {
  test.each(read('vectors-zones.jsonl'))('$id $name', (vector) => {
    expect(answer(vector)).toBe(expected(vector));
  });
});
