import { statSync } from 'node:fs';
import {
  type Command,
  CommandFailed,
  type ExitCode,
  type OptionValues,
  type World,
} from '../command.ts';

/** One kind of file that `wardline import` reads. */
export interface ImportFormat {
  readonly name: string;
  /** What follows `wardline import`. */
  readonly usage: string;
  /** What it does, and its options. */
  readonly help: string;
  readonly options: Command['options'];
  run(options: OptionValues, file: string, world: World): Promise<ExitCode>;
}

/** @throws CommandFailed if there is no such file. */
export function checkFile(file: string): void {
  try {
    if (statSync(file).isFile()) return;
  } catch (error) {
    throw new CommandFailed(`${file} cannot be read: ${(error as Error).message}`);
  }
  throw new CommandFailed(`${file} is not a file.`);
}
