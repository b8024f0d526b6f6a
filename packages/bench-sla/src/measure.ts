export interface Measured {
  /** Operations a second, from the fastest tenth of the windows. */
  readonly perSecond: number;
}

const WINDOW_MS = 1;
const ENOUGH_MS = 250;
const FEWEST_WINDOWS = 5;

/**
 * How often a second `run(i)` can be called. Windows of about a millisecond are timed and the 10th
 * percentile is taken, so that neighbours on the machine cost the same nothing to everybody.
 * @param opsPerRun how many operations one call performs.
 */
export function measure(run: (i: number) => unknown, opsPerRun = 1): Measured {
  let calls = 1;
  for (;;) {
    const ms = time(run, calls, 0);
    if (ms >= WINDOW_MS || calls > 1e7) break;
    calls *= 2;
  }
  const windows: number[] = [];
  let spent = 0;
  for (let w = 0; spent < ENOUGH_MS || windows.length < FEWEST_WINDOWS; w++) {
    const ms = time(run, calls, w * calls);
    windows.push(ms);
    spent += ms;
  }
  windows.sort((a, b) => a - b);
  const ms = windows[Math.floor(windows.length / 10)] as number;
  return { perSecond: (calls * opsPerRun * 1000) / ms };
}

let sink: unknown;

function time(run: (i: number) => unknown, calls: number, first: number): number {
  const begin = performance.now();
  for (let i = first; i < first + calls; i++) sink = run(i);
  return performance.now() - begin;
}

/** Keeps results from being optimised away. */
export function lastResult(): unknown {
  return sink;
}
