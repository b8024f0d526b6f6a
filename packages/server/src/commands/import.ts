import { type Command, type OptionValues, UsageError } from '../command.ts';
import { DATABASE_HELP, DATABASE_OPTIONS } from '../database-options.ts';
import { contacts } from './import-contacts.ts';
import type { ImportFormat } from './import-format.ts';
import { serviceNowIncidents } from './import-incidents.ts';

const FORMATS: readonly ImportFormat[] = [serviceNowIncidents, contacts];
const NAMES = FORMATS.map(({ name }) => name).join(', ');

/** `wardline import`: what other systems know. */
export const importFile: Command = {
  name: 'import',
  summary: 'import tickets or contacts from another system',
  help: `usage: wardline import ${FORMATS.map(({ usage }) => usage).join('\n       wardline import ')}

${FORMATS.map(({ name, help }) => `${name}: ${help}`).join('\n\n')}

for all:
${DATABASE_HELP}

exit code: 0 if every row went in, 1 if some failed.

examples:
  wardline import servicenow-incidents incidents.csv --msp 0192… --clinic 0192… \\
    --time-zone Europe/Berlin --dry-run
  wardline import servicenow-incidents incidents.csv --msp 0192… --clinic 0192… \\
    --time-zone Europe/Berlin --map "Location 143=0192…"
  wardline import contacts people.csv --msp 0192… --clinic 0192… --dry-run
  wardline import contacts people.csv --msp 0192… --source hr --errors people.errors.csv \\
    --column "email=Work e-mail" --column "external_id=Personnel no."`,
  options: { ...DATABASE_OPTIONS, ...Object.assign({}, ...FORMATS.map(({ options }) => options)) },
  positionals: [`the format (${FORMATS.map(({ name }) => name).join(' or ')})`, 'the file'],
  run(options, positionals, world) {
    const [name = '', file = ''] = positionals;
    const format = FORMATS.find((each) => each.name === name);
    if (!format) throw new UsageError(`"${name}" is no format; there is ${NAMES}.`);
    refuseOthers(format, options);
    return format.run(options, file, world);
  },
};

/** An option of another format would be silently without effect. */
function refuseOthers(format: ImportFormat, options: OptionValues): void {
  const known = { ...DATABASE_OPTIONS, ...format.options };
  const other = Object.keys(options).find((name) => !Object.hasOwn(known, name));
  if (other !== undefined) throw new UsageError(`--${other} is nothing ${format.name} takes.`);
}
