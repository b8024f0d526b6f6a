import { resolve } from 'node:path';
import {
  createWardline,
  type ImportProgress,
  renderImportReport,
  type Wardline,
} from '@wardline/platform';
import { type Command, CommandFailed, type OptionValues, type World } from '../command.ts';
import { clearDemoFolder, type DemoMarker, markDemo, openDemoFolder } from '../data-folder.ts';
import { DEFAULT_FOLDER } from '../database-options.ts';
import { greeting } from '../demo/greeting.ts';
import { importIncidentLog } from '../demo/incident-log.ts';
import { loadMsp } from '../demo/load-msp.ts';
import { loadStories } from '../demo/load-stories.ts';
import { NORTHLIGHT } from '../demo/northlight.ts';
import { PRAIRIE } from '../demo/prairie.ts';
import { PRAIRIE_STORIES, STORIES } from '../demo/stories.ts';
import { demoLogins, firstOfEachRole } from '../demo/tokens.ts';
import { type OpenServer, openServer } from '../http-server.ts';
import { must } from '../must.ts';
import { numberOption, textOption } from '../read-options.ts';
import { serveUntilStopped } from '../serving.ts';
import { step } from '../terminal.ts';

const MSPS = [
  { msp: NORTHLIGHT, stories: STORIES },
  { msp: PRAIRIE, stories: PRAIRIE_STORIES },
] as const;

/** `wardline demo`, which is what `npm start` runs: everything at once, on this machine only. */
export const demo: Command = {
  name: 'demo',
  summary: 'try it out: embedded database, demo data, a real incident log',
  help: `usage: wardline demo [options]        (npm start -- [options])

Opens an embedded database, loads a demo (2 MSPs, 14 clinics, members of every role, about 200
assets, agreements), imports a real incident log and serves the GraphQL API with GraphiQL. Its tokens
are printed and known to whoever reads the data folder: it listens on this machine only.

  --fresh            delete the demo's data folder first and begin again
  --no-import        leave the incident log out
  --data FOLDER      the data folder (default: ./${DEFAULT_FOLDER})
  --port NUMBER      default: 4000; 0 takes any free one

examples:
  wardline demo
  wardline demo --fresh --port 4100`,
  options: {
    fresh: { type: 'boolean' },
    'no-import': { type: 'boolean' },
    data: { type: 'string' },
    port: { type: 'string' },
    host: { type: 'string' },
  },
  async run(options, _positionals, world) {
    if (options.host !== undefined) {
      throw new CommandFailed(
        'A demo listens on this machine only, because its tokens are no secret. Use "wardline serve --host".',
      );
    }
    const { terminal, stop } = world;
    const folder = resolve(textOption(options, 'data') ?? DEFAULT_FOLDER);
    const server = await openServer(
      numberOption(options, 'port', [0, 65_535]) ?? 4000,
      '127.0.0.1',
    );
    try {
      const wardline = await prepare(folder, options, server, world);
      if (!stop.aborted) {
        await serveUntilStopped({
          ...{ wardline, server, mode: 'development', stop },
          ...{ terminal, works: true },
        });
      } else {
        await server.close();
        await wardline.close();
      }
    } catch (error) {
      await server.close();
      throw error;
    }
    terminal.err('Stopped; the data stays.\n');
    return 0;
  },
};

async function prepare(
  folder: string,
  options: OptionValues,
  server: OpenServer,
  world: World,
): Promise<Wardline> {
  const { terminal, stop } = world;
  if (options.fresh === true) clearDemoFolder(folder);
  const marker = openDemoFolder(folder);
  const wardline = await step(terminal, `Opening the database in ${folder}`, () =>
    createWardline({ database: { kind: 'embedded', folder } }),
  );
  try {
    for (const { msp, stories } of MSPS) {
      if (stop.aborted) return wardline;
      await step(
        terminal,
        `Loading ${msp.name}`,
        async () => {
          const isNew = await loadMsp(wardline, msp);
          const added = await loadStories(wardline, msp, stories);
          return isNew || added > 0
            ? `${msp.clinics.length} clinics, ${added} tickets`
            : 'there already';
        },
        (outcome) => outcome,
      );
    }
    if (!stop.aborted && options['no-import'] !== true) {
      await importOnce(wardline, folder, marker, world);
    }
    const wanted = MSPS.flatMap(({ msp }) =>
      (msp === NORTHLIGHT ? firstOfEachRole(msp) : firstOfEachRole(msp).slice(0, 1)).map(
        (person) => ({ msp, person }),
      ),
    );
    const logins = await demoLogins(wardline, folder, wanted);
    if (!stop.aborted) terminal.out(greeting(server.port, logins));
    return wardline;
  } catch (error) {
    await wardline.close();
    throw error;
  }
}

/**
 * Imports the log unless an earlier start has: again it would change nothing, but take a second. One
 * that is stopped goes on at the next start.
 */
async function importOnce(
  wardline: Wardline,
  folder: string,
  { importedRows }: DemoMarker,
  { terminal, stop }: World,
): Promise<void> {
  if (importedRows !== null) return;
  const imported = await step(
    terminal,
    'Importing the incident log',
    (update) => {
      const tell = ({ rowsRead, rowsDone }: ImportProgress) =>
        update(`${rowsDone} of ${rowsRead} rows`);
      return importIncidentLog(wardline, tell, stop);
    },
    (result) => (result.ok ? `${result.value.rows.total} rows` : result.error.message),
  );
  if (stop.aborted) return;
  const report = must(imported, 'incident log');
  terminal.out(`\n${renderImportReport(report, { most: 3 })}\n`);
  markDemo(folder, { importedRows: report.rows.total });
}
