import { WardlineStartupError } from '@wardline/platform';
import { type Command, CommandFailed, type ExitCode, UsageError, type World } from './command.ts';
import { demo } from './commands/demo.ts';
import { doctor } from './commands/doctor.ts';
import { importFile } from './commands/import.ts';
import { migrate } from './commands/migrate.ts';
import { serve } from './commands/serve.ts';
import { setup } from './commands/setup.ts';
import { token } from './commands/token.ts';
import { work } from './commands/work.ts';
import { nearest, parseCommandLine } from './parse-command-line.ts';
import { version } from './version.ts';

const COMMANDS: readonly Command[] = [demo, serve, work, migrate, setup, token, importFile, doctor];

/** Runs one command line, without the program's own name. @returns the exit code. */
export async function main(args: readonly string[], world: World): Promise<ExitCode> {
  const { out, err } = world.terminal;
  const [word, ...rest] = args;
  if (word === undefined || word === '--help' || word === '-h' || word === 'help') {
    out(overview());
    return word === undefined ? 2 : 0;
  }
  if (word === '--version' || word === '-v') {
    out(`${version()}\n`);
    return 0;
  }
  const command = COMMANDS.find(({ name }) => name === word);
  if (!command) {
    const near = nearest(
      word,
      COMMANDS.map(({ name }) => name),
    );
    const hint = near === null ? '' : ` Did you mean ${near}?`;
    err(`wardline: there is no command "${word}".${hint}\nSee: wardline --help\n`);
    return 2;
  }
  try {
    const { options, positionals } = parseCommandLine(command, rest);
    if (options.help === true) {
      out(`${command.help}\n`);
      return 0;
    }
    return await command.run(options, positionals, world);
  } catch (error) {
    if (error instanceof UsageError) {
      err(`wardline ${command.name}: ${error.message}\nSee: wardline ${command.name} --help\n`);
      return 2;
    }
    if (error instanceof WardlineStartupError || error instanceof CommandFailed) {
      err(`wardline ${command.name}: ${error.message}\n`);
      return 1;
    }
    throw error;
  }
}

function overview(): string {
  const commands = COMMANDS.map(({ name, summary }) => `  ${name.padEnd(10)}${summary}`);
  return `Wardline, the IT service backbone for clinics and those who look after them.

usage: wardline <command> [options]

${commands.join('\n')}

"wardline <command> --help" says more, with examples.
Exit codes: 0 done, 1 failed (stderr says why), 2 the command line was wrong.
`;
}
