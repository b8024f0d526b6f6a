import type { SweepReport, Wardline } from '@wardline/platform';
import type { Terminal } from './terminal.ts';

export interface Working {
  readonly wardline: Wardline;
  readonly terminal: Terminal;
  readonly stop: AbortSignal;
  readonly everyMs?: number | undefined;
}

/** Sweeps until the process is asked to end. What fails is told on stderr, and tried again. */
export async function workUntilStopped(working: Working): Promise<void> {
  const { wardline, terminal, stop, everyMs } = working;
  const tell = (what: object) => terminal.err(`${JSON.stringify(what)}\n`);
  await wardline.work({
    signal: stop,
    everyMs,
    onRound: ({ failed }: SweepReport) => {
      for (const { mspId, ticketId, error } of failed) {
        tell({ event: 'sweep failed', mspId, ticketId, error: nameOf(error) });
      }
    },
    onError: (error) => tell({ event: 'round failed', error: nameOf(error) }),
  });
}

/** The class and code of an error; never its message, which may quote what people wrote. */
function nameOf(error: unknown): string {
  const { name = 'Error', code } = error as { name?: string; code?: string };
  return code === undefined ? name : `${name} ${code}`;
}
