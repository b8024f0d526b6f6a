import { createWardline } from '@wardline/platform';
import type { Command } from '../command.ts';
import { DATABASE_HELP, DATABASE_OPTIONS, databaseOptions } from '../database-options.ts';
import { must } from '../must.ts';
import { numberOption, uuidOption } from '../read-options.ts';

const DAY_MS = 86_400_000;

/** `wardline token`: a new token for a person, when nobody can sign in any more. */
export const token: Command = {
  name: 'token',
  summary: 'make a token for a person',
  help: `usage: wardline token --msp ID --person ID [options]

Makes a token with which a person signs in, with the rights they have at the time and no others. For
operators: whoever can sign in makes tokens and keys through the API.

  --msp ID           the MSP's id, as "wardline setup" printed it
  --person ID        the person's id
  --days NUMBER      how long it is valid (default: 90)
${DATABASE_HELP}

examples:
  wardline token --msp 0192… --person 0192… --days 7`,
  options: {
    ...DATABASE_OPTIONS,
    msp: { type: 'string' },
    person: { type: 'string' },
    days: { type: 'string' },
  },
  async run(options, _positionals, world) {
    const mspId = uuidOption(options, 'msp', 'the id of the MSP');
    const personId = uuidOption(options, 'person', 'the id of the person');
    const days = numberOption(options, 'days', [1, 366]) ?? 90;
    const wardline = await createWardline({ database: databaseOptions(options, world) });
    try {
      const desk = wardline.as(wardline.service(mspId as never));
      const expiresAt = wardline.now() + days * DAY_MS;
      const made = must(
        await desk.people.createToken({ personId, name: 'wardline token', expiresAt }),
        'token',
      );
      world.terminal.out(`${made.token}\n`);
    } finally {
      await wardline.close();
    }
    return 0;
  },
};
