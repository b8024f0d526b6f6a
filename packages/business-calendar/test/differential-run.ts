// Run in a process of its own, so that the host's time zone (TZ) can be another one.
import { differential } from './differential.ts';

const [, , cases = '40', seed = '1'] = process.argv;
const host = Intl.DateTimeFormat().resolvedOptions().timeZone;
process.stdout.write(JSON.stringify({ host, ...differential(Number(cases), Number(seed)) }));
