import type { Engine } from '../session.ts';
import { type SweepReport, sweep } from './sweep.ts';

export interface WorkOptions {
  /** Milliseconds between the end of one round and the beginning of the next. Default 5000. */
  readonly everyMs?: number | undefined;
  /** Ends the work; the round under way is finished. */
  readonly signal?: AbortSignal | undefined;
  /** Told of every round. */
  readonly onRound?: ((report: SweepReport) => void) | undefined;
  /** Told when a round could not be done at all, such as while the database is away; it goes on. */
  readonly onError?: ((error: unknown) => void) | undefined;
}

const EVERY_MS = 5_000;

/** Sweeps round after round until it is told to end. Any number of processes may do so at once. */
export async function work(engine: Engine, options: WorkOptions = {}): Promise<void> {
  const { everyMs = EVERY_MS, signal, onRound, onError } = options;
  while (!signal?.aborted) {
    try {
      onRound?.(await sweep(engine));
    } catch (error) {
      onError?.(error);
    }
    await pause(everyMs, signal);
  }
}

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    if (signal?.aborted) end();
    else signal?.addEventListener('abort', end);
  });
}
