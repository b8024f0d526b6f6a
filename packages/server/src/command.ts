import type { ParseArgsConfig } from 'node:util';
import type { Terminal } from './terminal.ts';

/** What a command may touch of the outside world; tests lend it their own. */
export interface World {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly terminal: Terminal;
  /** Aborted when the process is asked to end. */
  readonly stop: AbortSignal;
}

export type OptionValues = Readonly<
  Record<string, string | boolean | (string | boolean)[] | undefined>
>;

/** One word of the command line: `wardline import …`. */
export interface Command {
  readonly name: string;
  /** One line, for the list of commands. */
  readonly summary: string;
  /** What `--help` says, with examples. */
  readonly help: string;
  readonly options: NonNullable<ParseArgsConfig['options']>;
  /** The names of what stands beside options; their number is how many there may be. */
  readonly positionals?: readonly string[];
  /** @returns the exit code. */
  run(options: OptionValues, positionals: readonly string[], world: World): Promise<ExitCode>;
}

/** 0: done. 1: failed, stderr says why. 2: the command line was wrong. */
export type ExitCode = 0 | 1 | 2;

/** The command line is wrong; the message says what to write instead. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}

/** Something the operator has to put right; the message says how. */
export class CommandFailed extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'CommandFailed';
  }
}
