/** Where a command writes. Results go to stdout, everything about them to stderr. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Whether a person watches stderr: only then is a line rewritten in place. */
  readonly isLive: boolean;
}

/** Tells how far a step is: `update('412 of 685 rows')`. */
export type StepUpdate = (detail: string) => void;

/** Runs a step that may take long: says that it begins, how far it is, and how long it took. */
export async function step<T>(
  terminal: Terminal,
  title: string,
  work: (update: StepUpdate) => Promise<T>,
  outcome: (value: T) => string = () => '',
): Promise<T> {
  const began = performance.now();
  const { err, isLive } = terminal;
  const live = (text: string) => err(`\r\u001b[K  ${text}`);
  if (isLive) live(`${title} …`);
  else err(`  ${title} …\n`);
  try {
    const value = await work((detail) => {
      if (isLive) live(`${title} … ${detail}`);
    });
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    const line = [title, outcome(value), `${seconds} s`].filter((part) => part !== '').join(': ');
    if (isLive) live(`${line}\n`);
    else err(`  ${line}\n`);
    return value;
  } catch (error) {
    if (isLive) err('\n');
    throw error;
  }
}
