import { HOLIDAYS, TIMEZONE } from './desk.ts';
import type { Peer } from './peers.ts';

// What is used of Temporal, where the runtime has it: the types of ES2024 do not.
interface PlainDate {
  readonly dayOfWeek: number;
  add(duration: { days: number }): PlainDate;
  toString(): string;
  toZonedDateTime(at: { timeZone: string; plainTime: string }): { epochMilliseconds: number };
}
interface TemporalLike {
  readonly Instant: {
    fromEpochMilliseconds(ms: number): {
      toZonedDateTimeISO(zone: string): { toPlainDate(): PlainDate };
    };
  };
}

/** Business hours as one would write them with native Temporal: a walk from day to day. */
export function temporalWalk(): Peer | null {
  const temporal = (globalThis as { Temporal?: TemporalLike }).Temporal;
  if (!temporal) return null;
  const holidays = new Set(HOLIDAYS);

  const dateOf = (t: number) =>
    temporal.Instant.fromEpochMilliseconds(t).toZonedDateTimeISO(TIMEZONE).toPlainDate();

  /** The next working date from `date` on, with its opening and close. */
  function workday(date: PlainDate) {
    let day = date;
    while (day.dayOfWeek > 5 || holidays.has(day.toString())) day = day.add({ days: 1 });
    const at = (plainTime: string) =>
      day.toZonedDateTime({ timeZone: TIMEZONE, plainTime }).epochMilliseconds;
    return { opens: at('09:00'), closes: at('17:00'), next: day.add({ days: 1 }) };
  }

  return {
    name: 'Temporal, day by day',
    kind: 'WALK',
    add(t, hours) {
      let left = hours * 3_600_000;
      for (let day = workday(dateOf(t)); ; day = workday(day.next)) {
        const from = Math.max(t, day.opens);
        if (from + left <= day.closes) return from + left;
        left -= Math.max(0, day.closes - from);
      }
    },
    between(a, b) {
      let ms = 0;
      for (let day = workday(dateOf(a)); day.opens < b; day = workday(day.next)) {
        ms += Math.max(0, Math.min(b, day.closes) - Math.max(a, day.opens));
      }
      return ms;
    },
  };
}
