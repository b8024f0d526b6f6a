// Files that are shipped beside the code: one folder up from src/ as from dist/, where the build puts
// everything into one folder. That is why this file lies here and not deeper.

/** A real log of 685 rows; `data/README.md` names its source and licence. */
export const INCIDENT_LOG = new URL('../data/servicenow-incident-events.csv', import.meta.url);

export const MANIFEST = new URL('../package.json', import.meta.url);
