import { createWardline } from '@wardline/platform';
import type { Command } from '../command.ts';
import { DATABASE_HELP, DATABASE_OPTIONS, databaseOptions } from '../database-options.ts';
import { must } from '../must.ts';
import { numberOption, requiredOption, textOption } from '../read-options.ts';

const DAY_MS = 86_400_000;

/** `wardline setup`: founds an MSP with its first administrator. */
export const setup: Command = {
  name: 'setup',
  summary: 'found an MSP and its first administrator',
  help: `usage: wardline setup --msp NAME --admin NAME [options]

Founds an MSP (a tenant) with one administrator, and prints their token: it is shown this once. With
it everything else is made through the API. In-house IT without an MSP is an MSP of one.

  --msp NAME         what the MSP is called
  --admin NAME       the administrator's name
  --email ADDRESS    the administrator's e-mail address
  --days NUMBER      how long the token is valid (default: 90)
${DATABASE_HELP}

examples:
  wardline setup --msp "North Shore IT" --admin "Ada Lindqvist" --email ada@northshore.example`,
  options: {
    ...DATABASE_OPTIONS,
    msp: { type: 'string' },
    admin: { type: 'string' },
    email: { type: 'string' },
    days: { type: 'string' },
  },
  async run(options, _positionals, world) {
    const name = requiredOption(options, 'msp', 'the name of the MSP');
    const displayName = requiredOption(options, 'admin', 'the name of its administrator');
    const days = numberOption(options, 'days', [1, 366]) ?? 90;
    const email = textOption(options, 'email') ?? null;
    const wardline = await createWardline({ database: databaseOptions(options, world) });
    try {
      const { mspId } = must(await wardline.createMsp({ name }), 'MSP');
      const desk = wardline.as(wardline.service(mspId));
      const { personId, token } = must(
        await desk.together(async (inside) => {
          const person = must(
            await inside.people.create({ side: 'PROVIDER', displayName, email }),
            'administrator',
          );
          const { personId } = person;
          const reason = 'First administrator';
          await inside.grants.create({ personId, role: 'MSP_ADMIN', reason });
          const expiresAt = wardline.now() + days * DAY_MS;
          const made = await inside.people.createToken({ personId, name: 'setup', expiresAt });
          return made.ok ? { ok: true, value: { personId, token: made.value.token } } : made;
        }),
        'administrator',
      );
      world.terminal.out(
        `MSP            ${mspId}\nadministrator  ${personId}\ntoken          ${token}\n`,
      );
      world.terminal.err(`The token is valid for ${days} days and not shown again.\n`);
    } finally {
      await wardline.close();
    }
    return 0;
  },
};
