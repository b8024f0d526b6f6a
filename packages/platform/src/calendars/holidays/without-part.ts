import type { TimeRange } from '@wardline/business-calendar';

const DAY = 24 * 60;

/**
 * A day's hours without a part of it, such as from 14:00 on. What runs into the night belongs to the
 * day on which it starts: a night that begins in the part falls out whole.
 */
export function withoutPart(
  hours: readonly TimeRange[],
  part: { readonly from: string; readonly to: string },
): TimeRange[] {
  const [from, to] = [minutesOf(part.from), minutesOf(part.to)];
  return hours.flatMap(([opens, closes]) => {
    const begins = minutesOf(opens);
    const ends = minutesOf(closes) <= begins ? minutesOf(closes) + DAY : minutesOf(closes);
    if (ends <= from || begins >= to) return [[opens, closes] as const];
    const before = [begins, Math.min(ends, from)] as const;
    const after = [Math.max(begins, to), ends] as const;
    return [before, after].flatMap(([a, b]) =>
      a < b && a < DAY ? [[timeOf(a), timeOf(b)] as const] : [],
    );
  });
}

const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

function timeOf(minutes: number): string {
  const wall = minutes > DAY ? minutes - DAY : minutes;
  return `${String(Math.floor(wall / 60)).padStart(2, '0')}:${String(wall % 60).padStart(2, '0')}`;
}
