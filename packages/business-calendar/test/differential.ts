import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { compileCalendar } from '../src/index.ts';
import { type Case, caseIn, ZONES } from './arbitraries.ts';
import { minuteOracle, slowAdd, slowBetween } from './oracle.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** How many minutes ahead the oracle looks for a due instant. */
const LIMIT = 3 * 1440;

export interface Outcome {
  readonly cases: number;
  /** The first disagreement, in words; empty if there is none. */
  readonly mismatch: string;
  /** Of every answer: the same in every host time zone. */
  readonly digest: string;
}

/**
 * Compares the package with the minute oracle: the same seeded cases wherever it runs, so that
 * digests of different hosts can be compared too.
 */
export function differential(cases: number, seed: number): Outcome {
  const zones = fc.constantFrom(...ZONES);
  const hash = createHash('sha256');
  const sample = fc.sample(
    fc.tuple(caseIn(zones), fc.integer({ min: 1, max: 36 }), fc.integer({ min: 0, max: 2400 })),
    { seed, numRuns: cases },
  );
  for (const [found, hours, minutes] of sample) {
    const { calendar, at } = found;
    const from = Math.floor(at / MINUTE) * MINUTE;
    const to = from + hours * HOUR;
    const compiled = compileCalendar(calendar);
    const open = minuteOracle(calendar, 'monotone').openMinutes(from, LIMIT);
    const due = compiled.add(from, minutes * MINUTE);
    const slowDue = slowAdd(open, minutes);
    const fast = [
      compiled.between(from, to),
      due !== null && due <= from + LIMIT * MINUTE ? due : 'later',
      compiled.intervals(from, to).map((interval) => [interval.from, interval.to]),
    ];
    const slow = [
      slowBetween(open, hours * 60),
      slowDue === null ? 'later' : from + slowDue * MINUTE,
      runs(open.slice(0, hours * 60), from),
    ];
    hash.update(JSON.stringify(fast));
    if (JSON.stringify(fast) !== JSON.stringify(slow)) {
      return { cases, mismatch: describe(found, fast, slow), digest: '' };
    }
  }
  return { cases, mismatch: '', digest: hash.digest('hex') };
}

/** Runs of open minutes as intervals. */
function runs(open: readonly boolean[], from: number): number[][] {
  const found: number[][] = [];
  for (const [i, isOpen] of open.entries()) {
    const at = from + i * MINUTE;
    const last = found.at(-1);
    if (isOpen && last?.[1] === at) last[1] = at + MINUTE;
    else if (isOpen) found.push([at, at + MINUTE]);
  }
  return found;
}

function describe({ calendar, at }: Case, fast: unknown, slow: unknown): string {
  return JSON.stringify({ at: new Date(at).toISOString(), calendar, fast, slow }, null, 2);
}
