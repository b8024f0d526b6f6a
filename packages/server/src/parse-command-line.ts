import { parseArgs } from 'node:util';
import { type Command, type OptionValues, UsageError } from './command.ts';

export interface CommandLine {
  readonly options: OptionValues;
  readonly positionals: readonly string[];
}

const HELP = { help: { type: 'boolean', short: 'h' } } as const;

/** Reads the arguments of a command. @throws UsageError that names the option and a likely one. */
export function parseCommandLine(command: Command, args: readonly string[]): CommandLine {
  const options = { ...command.options, ...HELP };
  let parsed: ReturnType<typeof parseArgs>;
  try {
    parsed = parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(explain(error as NodeJS.ErrnoException, args, Object.keys(options)));
  }
  const { positionals } = parsed;
  const names = command.positionals ?? [];
  const extra = positionals[names.length];
  if (extra !== undefined) throw new UsageError(`"${extra}" is one argument too many.`);
  const values = parsed.values as OptionValues;
  const missing = names[positionals.length];
  if (missing !== undefined && values.help !== true) throw new UsageError(`${missing} is missing.`);
  return { options: values, positionals };
}

function explain(
  error: NodeJS.ErrnoException,
  args: readonly string[],
  known: readonly string[],
): string {
  if (error.code !== 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return error.message;
  const wrong = args.find(
    (arg) => arg.startsWith('-') && error.message.includes(`'${nameOf(arg)}'`),
  );
  const name = wrong === undefined ? null : nameOf(wrong);
  const near = name === null ? null : nearest(name.replace(/^-+/, ''), known);
  const hint = near === null ? '' : ` Did you mean --${near}?`;
  return `The option ${name ?? ''} is unknown.${hint}`;
}

const nameOf = (arg: string) => arg.split('=')[0] ?? arg;

/** The known word closest to a wrong one, if it is close. */
export function nearest(word: string, known: readonly string[]): string | null {
  const ranked = known
    .map((candidate) => ({ candidate, far: distance(word, candidate) }))
    .sort((a, b) => a.far - b.far);
  const [best] = ranked;
  return best && best.far <= Math.max(2, Math.floor(word.length / 3)) ? best.candidate : null;
}

/** Levenshtein's edit distance. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] as number) + 1, (next[j - 1] as number) + 1));
    }
    row = next;
  }
  return row[b.length] as number;
}
