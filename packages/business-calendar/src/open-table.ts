import type { Instant } from '@wardline/kernel';

/**
 * A calendar turned into arithmetic for `[from, to)`: open intervals in order, the business time
 * before each, and two directories of them, by time and by business time, that leave a binary
 * search over one or two candidates. Nothing is known outside the range.
 */
export interface OpenTable {
  readonly from: Instant;
  readonly to: Instant;
  readonly count: number;
  /** One entry more than `count`, Infinity, so that "no such interval" needs no branch. */
  readonly opens: Float64Array;
  readonly closes: Float64Array;
  /** `before[i]`: business ms in `[from, opens[i])`; one more entry holds the total. */
  readonly before: Float64Array;
  readonly total: number;
  /** `bySlot[k]`: the first interval that closes after `from` + k slots. */
  readonly bySlot: Int32Array;
  /** 1 / slot; a slot is a day, or more where openings are rarer than days. */
  readonly slotsPerMs: number;
  /** `byWork[k]`: the first interval by whose close at least k steps of work have passed. */
  readonly byWork: Int32Array;
  /** 1 / step; a step is the average length of an interval. */
  readonly stepsPerMs: number;
}

const DAY_MS = 86_400_000;

// Multiplying by 1 / slot instead of dividing may put an exact multiple of the slot into the slot
// before: harmless, as a directory's range includes the first entry of the next. It cannot put an
// instant into the slot after: the error is below 2^-52 of a quotient that is at least 1 / slot
// short of the next integer, and ranges are shorter than 2^44 ms.

/**
 * Indexes intervals given as flat pairs [opens, closes, ...]: disjoint, ascending, not empty,
 * within `[from, to]`.
 */
export function openTable(from: Instant, to: Instant, pairs: readonly number[]): OpenTable {
  const count = pairs.length / 2;
  const opens = new Float64Array(count + 1).fill(Number.POSITIVE_INFINITY);
  const closes = new Float64Array(count + 1).fill(Number.POSITIVE_INFINITY);
  for (let i = 0; i < count; i++) {
    opens[i] = pairs[2 * i] as number;
    closes[i] = pairs[2 * i + 1] as number;
  }
  const before = new Float64Array(count + 1);
  for (let i = 0; i < count; i++) {
    before[i + 1] = (before[i] as number) + (closes[i] as number) - (opens[i] as number);
  }
  const total = before[count] as number;

  const slotMs = Math.max(DAY_MS, Math.ceil((to - from) / (2 * count + 1)));
  const slots = Math.floor((to - from) / slotMs) + 2;
  const bySlot = new Int32Array(slots);
  for (let slot = 0, i = 0; slot < slots; slot++) {
    while (i < count && (closes[i] as number) <= from + slot * slotMs) i++;
    bySlot[slot] = i;
  }

  const workStep = Math.max(1, Math.ceil(total / Math.max(1, count)));
  const steps = Math.floor(total / workStep) + 2;
  const byWork = new Int32Array(steps);
  for (let step = 0, i = 0; step < steps; step++) {
    while (i < count && (before[i + 1] as number) < step * workStep) i++;
    byWork[step] = i;
  }
  return {
    from,
    to,
    count,
    opens,
    closes,
    before,
    total,
    bySlot,
    slotsPerMs: 1 / slotMs,
    byWork,
    stepsPerMs: 1 / workStep,
  };
}

/** The first interval that closes after `t`; their number if none does. `t` within `[from, to)`. */
export function intervalAt(table: OpenTable, t: Instant): number {
  const slot = ((t - table.from) * table.slotsPerMs) | 0;
  let low = table.bySlot[slot] as number;
  let high = table.bySlot[slot + 1] as number;
  while (low < high) {
    const middle = (low + high) >> 1;
    // Half open: at its closing instant an interval is over.
    if ((table.closes[middle] as number) <= t) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Business ms in `[from, t)`. `t` within `[from, to)`. */
export function workAt(table: OpenTable, t: Instant): number {
  const i = intervalAt(table, t);
  const before = table.before[i] as number;
  const opens = table.opens[i] as number;
  return t > opens ? before + (t - opens) : before;
}

/** The first interval by whose close at least `work` ms have passed. `work` within `(0, total]`. */
function intervalOfWork(table: OpenTable, work: number): number {
  const step = (work * table.stepsPerMs) | 0;
  let low = table.byWork[step] as number;
  let high = table.byWork[step + 1] as number;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((table.before[middle + 1] as number) < work) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The earliest instant by which `work` ms have passed: possibly a close. `work` in `(0, total]`. */
export function earliestOfWork(table: OpenTable, work: number): Instant {
  const i = intervalOfWork(table, work);
  return (table.opens[i] as number) + (work - (table.before[i] as number));
}

/** The latest instant by which only `work` ms have passed: possibly an opening. `[0, total)`. */
export function latestOfWork(table: OpenTable, work: number): Instant {
  let i = work > 0 ? intervalOfWork(table, work) : 0;
  if ((table.before[i + 1] as number) === work) i++;
  return (table.opens[i] as number) + (work - (table.before[i] as number));
}
