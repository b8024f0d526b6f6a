import type { TimeWindow } from '../details/details.ts';

/** True if the two share an instant; touching ends do not, and an empty window shares none. */
export function overlap(a: TimeWindow, b: TimeWindow): boolean {
  return Math.max(a.from, b.from) < Math.min(a.until, b.until);
}

/** In order, empty ones dropped, overlapping and touching ones joined. */
export function joinWindows(windows: readonly TimeWindow[]): readonly TimeWindow[] {
  const joined: TimeWindow[] = [];
  const sorted = windows.filter(({ from, until }) => from < until).sort((a, b) => a.from - b.from);
  for (const { from, until } of sorted) {
    const last = joined.at(-1);
    if (last && from <= last.until) {
      joined[joined.length - 1] = { from: last.from, until: Math.max(last.until, until) };
    } else joined.push({ from, until });
  }
  return joined;
}

/** What of a window remains when others are taken out of it. */
export function withoutWindows(
  whole: TimeWindow,
  taken: readonly TimeWindow[],
): readonly TimeWindow[] {
  const free: TimeWindow[] = [];
  let from = whole.from;
  for (const each of joinWindows(taken)) {
    if (each.until <= from) continue;
    if (each.from >= whole.until) break;
    if (each.from > from) free.push({ from, until: each.from });
    from = each.until;
  }
  if (from < whole.until) free.push({ from, until: whole.until });
  return free;
}
