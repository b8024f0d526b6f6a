import { createWardline } from '@wardline/platform';
import type { Command } from '../command.ts';
import {
  DATABASE_HELP,
  DATABASE_OPTIONS,
  databaseOptions,
  nameOfDatabase,
} from '../database-options.ts';
import { numberOption } from '../read-options.ts';
import { step } from '../terminal.ts';
import { workUntilStopped } from '../working.ts';

/** `wardline work`: what has to be done in time, without serving anything. */
export const work: Command = {
  name: 'work',
  summary: 'watch the clocks: warnings, breaches, escalations',
  help: `usage: wardline work [options]

Does what becomes due with time until it is told to stop (SIGTERM, Ctrl+C): SLA warnings, breaches
and escalation steps, of every MSP. "wardline serve" does the same beside serving; run this instead
where serving and working are to be separate, on as many machines as you like: each thing happens once.

${DATABASE_HELP}
  --every SECONDS    pause between two rounds, 1 to 3600 (default: 5)
  --once             one round, then end; exit code 1 if something failed

examples:
  DATABASE_URL=postgres://wardline@db/wardline wardline work
  wardline work --data /var/lib/wardline --once`,
  options: { ...DATABASE_OPTIONS, every: { type: 'string' }, once: { type: 'boolean' } },
  async run(options, _positionals, world) {
    const { terminal, stop } = world;
    const database = databaseOptions(options, world);
    const every = numberOption(options, 'every', [1, 3600]) ?? 5;
    const wardline = await step(terminal, `Opening ${nameOfDatabase(database)}`, () =>
      createWardline({ database }),
    );
    try {
      if (options.once === true) {
        const { msps, transitions, scheduled, failed } = await wardline.sweep();
        terminal.out(
          `${msps} MSPs, ${transitions} transitions, ${scheduled} tickets for scheduled rules, ${failed.length} failed\n`,
        );
        return failed.length === 0 ? 0 : 1;
      }
      terminal.out('Wardline works.\n');
      await workUntilStopped({ wardline, terminal, stop, everyMs: every * 1000 });
      terminal.err('Stopped.\n');
      return 0;
    } finally {
      await wardline.close();
    }
  },
};
