import { createHash } from 'node:crypto';
import { intlTimeZones } from '@wardline/business-calendar';
import type { Ports } from '../../src/index.ts';
import { uuidV7 } from '../../src/ports.ts';

/** Monday, 23 November 2026, 09:00 in New York: where every test's time begins. */
export const MONDAY_9 = Date.UTC(2026, 10, 23, 14);

export const minutes = (n: number) => n * 60_000;
export const hours = (n: number) => n * 3_600_000;
export const days = (n: number) => n * 86_400_000;

/** A clock that stands still until it is told to move, and randomness that is counted. */
export interface TestPorts extends Ports {
  advance(ms: number): void;
  set(instant: number): void;
  /** How often randomness was drawn. */
  drawn(): number;
}

export function testPorts(start = MONDAY_9, alreadyDrawn = 0): TestPorts {
  let instant = start;
  let drawn = alreadyDrawn;
  const randomBytes = (size: number) => {
    const digest = createHash('shake256', { outputLength: size });
    return digest.update(`wardline test ${drawn++}`).digest();
  };
  // Ids go on after those of the world, which were made at the same instant.
  const first = alreadyDrawn > 0 ? start + 1 : start;
  return {
    now: () => instant,
    newId: uuidV7({ now: () => Math.max(instant, first), randomBytes }),
    timeZones: intlTimeZones({ version: process.versions.tz ?? 'unknown' }),
    randomBytes,
    advance: (ms) => {
      instant += ms;
    },
    set: (to) => {
      instant = to;
    },
    drawn: () => drawn,
  };
}
