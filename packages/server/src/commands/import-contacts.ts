import { closeSync, createReadStream, openSync, writeSync } from 'node:fs';
import {
  CONTACT_COLUMNS,
  CONTACT_ERRORS_HEADER,
  type ContactColumnNames,
  type ContactRowError,
  contactErrorCsv,
  createWardline,
  renderContactReport,
} from '@wardline/platform';
import { CommandFailed, type OptionValues, UsageError } from '../command.ts';
import { databaseOptions } from '../database-options.ts';
import { must } from '../must.ts';
import { numberOption, textOption, uuidOption } from '../read-options.ts';
import { step } from '../terminal.ts';
import { checkFile, type ImportFormat } from './import-format.ts';

/** `wardline import contacts`: clients' people, from a spreadsheet. */
export const contacts: ImportFormat = {
  name: 'contacts',
  usage: 'contacts FILE --msp ID [--clinic ID | --organization ID] [options]',
  help: `Imports clients’ people (CSV, UTF-8, RFC 4180, the first line names the columns). They can do
nothing until they are granted something; tickets can name them. Each row is answered by itself; a row
that is refused is named by its line. Importing a file again changes nothing.

  columns            email          who it is: an address is one person of the MSP
                     external_id    who it is in the other system, when addresses change
                     name           needed for somebody new
                     clinic         its name or id; default: --clinic
                     organization   its name or id, for people of no single clinic, or to tell
                                    clinics of one name apart; default: --organization
                     active         yes or no; no: they have left
                     email or external_id must be there; any others are ignored. Who is at home
                     elsewhere already is affiliated with the row’s place, and keeps their name.

  --msp ID           whose clients’ people they are
  --clinic ID        where rows belong that name no place
  --organization ID  the same, for people of no single clinic
  --map PLACE=ID     a clinic that the file calls otherwise; may be repeated
  --column NAME=HEADER  what the file calls a column, if otherwise; may be repeated
  --source NAME      tells the external ids of two systems apart (default: contacts)
  --dry-run          does everything, and takes it back
  --errors FILE      writes all errors as CSV, safe to open in a spreadsheet; FILE must not exist
  --most NUMBER      how many errors are listed (default: 10)
  --json             prints the report as JSON`,
  options: {
    msp: { type: 'string' },
    clinic: { type: 'string' },
    organization: { type: 'string' },
    map: { type: 'string', multiple: true },
    column: { type: 'string', multiple: true },
    source: { type: 'string' },
    'dry-run': { type: 'boolean' },
    errors: { type: 'string' },
    most: { type: 'string' },
    json: { type: 'boolean' },
  },
  async run(options, file, world) {
    const mspId = uuidOption(options, 'msp', 'whose clients’ people they are');
    const place = (name: string) =>
      options[name] === undefined ? undefined : uuidOption(options, name, 'where they belong');
    const [clinicId, organizationId] = [place('clinic'), place('organization')];
    const places = Object.fromEntries(pairs(options, 'map', 'PLACE=ID'));
    const columns = columnNames(options);
    const most = numberOption(options, 'most', [0, 1_000]) ?? 10;
    const errorFile = textOption(options, 'errors');
    checkFile(file);
    const errors = errorFile === undefined ? null : errorReport(errorFile);
    const { terminal } = world;
    const wardline = await createWardline({ database: databaseOptions(options, world) });
    try {
      const desk = wardline.as(wardline.service(mspId as never));
      const report = await step(terminal, `Importing ${file}`, async (update) =>
        must(
          await desk.imports.contacts({
            csv: createReadStream(file),
            ...{ clinicId, organizationId, places, columns },
            source: textOption(options, 'source'),
            dryRun: options['dry-run'] === true,
            signal: world.stop,
            onProgress: ({ rowsDone }) => update(`${rowsDone} rows`),
            onError: (error) => errors?.add(error),
          }),
          'import',
        ),
      );
      const text = options.json === true ? asJson(report) : renderContactReport(report, { most });
      terminal.out(`${text}\n`);
      return report.rows.failed === 0 ? 0 : 1;
    } finally {
      errors?.close();
      await wardline.close();
    }
  },
};

const asJson = (report: object) => JSON.stringify(report, null, 2);

/** The pairs of a repeated option, split at the last equals sign of a name or the first of an id. */
function pairs(options: OptionValues, name: string, form: string): [string, string][] {
  return [options[name] ?? []].flat().map((entry) => {
    const text = String(entry);
    const at = name === 'map' ? text.lastIndexOf('=') : text.indexOf('=');
    const [left, right] = [text.slice(0, Math.max(at, 0)).trim(), text.slice(at + 1).trim()];
    if (left === '' || right === '')
      throw new UsageError(`--${name} needs ${form}, not "${text}".`);
    return [left, right];
  });
}

function columnNames(options: OptionValues): ContactColumnNames {
  const given = pairs(options, 'column', 'NAME=HEADER');
  const unknown = given.find(([name]) => !CONTACT_COLUMNS.some((column) => column === name));
  if (unknown) {
    throw new UsageError(`--column knows ${CONTACT_COLUMNS.join(', ')}, not "${unknown[0]}".`);
  }
  return Object.fromEntries(given);
}

/** A new file for errors. It holds names and addresses: for its owner only. */
function errorReport(file: string) {
  let handle: number;
  try {
    handle = openSync(file, 'wx', 0o600);
  } catch (error) {
    throw new CommandFailed(`${file} cannot be made: ${(error as Error).message}`);
  }
  // Spreadsheets take a file without the mark for one of another encoding.
  writeSync(handle, `\uFEFF${CONTACT_ERRORS_HEADER}`);
  return {
    add: (error: ContactRowError) => void writeSync(handle, contactErrorCsv(error)),
    close: () => closeSync(handle),
  };
}
