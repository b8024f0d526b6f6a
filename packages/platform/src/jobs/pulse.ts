/**
 * Tells those who follow something that there may be news, within this process. Who runs elsewhere
 * looks again after a while: the pulse saves waiting, nothing depends on it.
 */
export interface Pulse {
  beat(mspId: string): void;
  /** Resolves at the next beat for the MSP, after `ms`, or when the signal aborts; never rejects. */
  next(mspId: string, ms: number, signal?: AbortSignal): Promise<void>;
}

export function pulse(): Pulse {
  const waiting = new Map<string, Set<() => void>>();
  return {
    beat(mspId) {
      for (const wake of [...(waiting.get(mspId) ?? [])]) wake();
    },
    next(mspId, ms, signal) {
      return new Promise((resolve) => {
        const those = waiting.get(mspId) ?? new Set();
        waiting.set(mspId, those);
        const wake = () => {
          clearTimeout(timer);
          signal?.removeEventListener('abort', wake);
          those.delete(wake);
          if (those.size === 0 && waiting.get(mspId) === those) waiting.delete(mspId);
          resolve();
        };
        const timer = setTimeout(wake, ms);
        those.add(wake);
        if (signal?.aborted) wake();
        else signal?.addEventListener('abort', wake);
      });
    },
  };
}
