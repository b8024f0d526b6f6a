import { createReadStream } from 'node:fs';
import { createWardline, renderImportReport } from '@wardline/platform';
import { type OptionValues, UsageError } from '../command.ts';
import { databaseOptions } from '../database-options.ts';
import { must } from '../must.ts';
import { numberOption, requiredOption, textOption, uuidOption } from '../read-options.ts';
import { step } from '../terminal.ts';
import { checkFile, type ImportFormat } from './import-format.ts';

/** `wardline import servicenow-incidents`: a log of another system, row by row into tickets. */
export const serviceNowIncidents: ImportFormat = {
  name: 'servicenow-incidents',
  usage: 'servicenow-incidents FILE --msp ID --clinic ID --time-zone ZONE [options]',
  help: `Imports a ServiceNow incident audit log (CSV, UTF-8, one row a save of an incident) and prints how the
log and the tickets compare. Each incident is one transaction. Importing a file again changes nothing;
a later file adds what is new. A row that cannot be read is named by its line and keeps its incident out.

  --msp ID           whose tickets they become
  --clinic ID        the clinic they belong to
  --map PLACE=ID     another clinic for one of the log's locations; may be repeated
  --time-zone ZONE   the IANA zone of the log's times, such as America/New_York
  --domain DOMAIN    IT, HTM or FACILITIES (default: IT)
  --source NAME      tells two ServiceNow instances apart (default: servicenow)
  --dry-run          does everything, and takes it back
  --most NUMBER      how many errors and differing incidents are listed (default: 10)
  --json             prints the report as JSON`,
  options: {
    msp: { type: 'string' },
    clinic: { type: 'string' },
    map: { type: 'string', multiple: true },
    'time-zone': { type: 'string' },
    domain: { type: 'string' },
    source: { type: 'string' },
    'dry-run': { type: 'boolean' },
    most: { type: 'string' },
    json: { type: 'boolean' },
  },
  async run(options, file, world) {
    const mspId = uuidOption(options, 'msp', 'whose tickets they become');
    const clinicOf = clinicChoice(options);
    const timeZone = requiredOption(options, 'time-zone', 'the zone of the log’s times');
    const most = numberOption(options, 'most', [0, 1_000]) ?? 10;
    checkFile(file);
    const { terminal } = world;
    const wardline = await createWardline({ database: databaseOptions(options, world) });
    try {
      const desk = wardline.as(wardline.service(mspId as never));
      const report = await step(terminal, `Importing ${file}`, async (update) =>
        must(
          await desk.imports.serviceNowIncidents({
            csv: createReadStream(file),
            timeZone,
            clinicOf,
            domain: textOption(options, 'domain') as never,
            source: textOption(options, 'source'),
            dryRun: options['dry-run'] === true,
            signal: world.stop,
            onProgress: ({ rowsRead, rowsDone }) => update(`${rowsDone} of ${rowsRead} rows`),
          }),
          'import',
        ),
      );
      terminal.out(
        options.json === true
          ? `${JSON.stringify(report, null, 2)}\n`
          : `${renderImportReport(report, { most })}\n`,
      );
      return report.rows.failed === 0 ? 0 : 1;
    } finally {
      await wardline.close();
    }
  },
};

function clinicChoice(options: OptionValues): (location: string | null) => string {
  const fallback = uuidOption(options, 'clinic', 'the clinic they belong to');
  const choices = new Map<string, string>();
  for (const entry of [options.map ?? []].flat()) {
    const [location, id] = String(entry).split(/=(?=[^=]*$)/);
    if (!location || !id) throw new UsageError(`--map needs PLACE=ID, not "${entry}".`);
    choices.set(location, id);
  }
  return (location) => choices.get(location ?? '') ?? fallback;
}
