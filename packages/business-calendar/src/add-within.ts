import { LATEST_INSTANT } from '@wardline/kernel';
import { earliestOfWork, type OpenTable, workAt } from './open-table.ts';

/**
 * Adds business time to many instants as long as everything is plain: whole numbers, instants of
 * the table, positive amounts that end within it.
 * @returns the index of the first that is not, or the length.
 */
export function addWithin(
  table: OpenTable,
  starts: Float64Array,
  amounts: Float64Array | number,
  out: Float64Array,
  begin: number,
): number {
  const { from, to, total } = table;
  for (let i = begin; i < starts.length; i++) {
    const t = starts[i] as number;
    const ms = typeof amounts === 'number' ? amounts : (amounts[i] as number);
    if (!(t >= from && t < to && ms > 0)) return i;
    if (Math.floor(t) !== t || Math.floor(ms) !== ms) return i;
    const work = workAt(table, t) + ms;
    if (work > total) return i;
    const due = earliestOfWork(table, work);
    if (due > LATEST_INSTANT) return i;
    out[i] = due;
  }
  return starts.length;
}
