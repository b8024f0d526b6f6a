import { createReadStream } from 'node:fs';
import type { ImportProgress, ImportReport, Wardline, WorkResult } from '@wardline/platform';
import { INCIDENT_LOG } from '../package-files.ts';
import { demoIds } from './load-msp.ts';
import { NORTHLIGHT } from './northlight.ts';

/** The log names no zone; the demo lets it happen where its clinics are. */
const TIME_ZONE = 'America/New_York';

/** Imports the real incident log into the dental group's clinics, spread by the log's locations. */
export async function importIncidentLog(
  wardline: Wardline,
  onProgress: (progress: ImportProgress) => void,
  signal: AbortSignal,
): Promise<WorkResult<ImportReport>> {
  const ids = demoIds(NORTHLIGHT.key);
  const clinics = NORTHLIGHT.clinics.filter(({ organization }) => organization === 'harbor');
  const desk = wardline.as(wardline.service(ids.msp));
  return desk.imports.serviceNowIncidents({
    csv: createReadStream(INCIDENT_LOG),
    timeZone: TIME_ZONE,
    clinicOf: (location) => {
      const number = Number(/\d+$/.exec(location ?? '')?.[0] ?? 0);
      return ids.clinic(clinics[number % clinics.length]?.key ?? 'back-bay');
    },
    onProgress,
    signal,
  });
}
