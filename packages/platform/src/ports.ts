import { randomBytes } from 'node:crypto';
import { intlTimeZones, type TimeZoneProvider } from '@wardline/business-calendar';
import type { Instant } from '@wardline/kernel';

/** What the outside world lends the platform; tests lend it something they control. */
export interface Ports {
  /** The current instant, epoch milliseconds UTC. */
  readonly now: () => Instant;
  /** `size` unpredictable bytes. */
  readonly randomBytes: (size: number) => Uint8Array;
  /** Time-zone rules, and the release of the time-zone data they are from. */
  readonly timeZones: TimeZoneProvider;
  /** Ids of new rows: UUIDs that sort in the order of making. Default: version 7 of `now` and `randomBytes`. */
  readonly newId?: () => string;
}

export const systemPorts: Ports = {
  now: () => Date.now(),
  randomBytes: (size) => randomBytes(size),
  timeZones: intlTimeZones(process.versions.tz ? { version: process.versions.tz } : {}),
};

/**
 * A generator of UUIDs version 7 (RFC 9562, 5.7) that never go back: ids made in one millisecond
 * count on, so that the order of ids is the order of making.
 */
export function uuidV7(ports: Pick<Ports, 'now' | 'randomBytes'>): () => string {
  let last = 0;
  let counter = 0;
  return () => {
    const now = ports.now();
    if (now > last) {
      last = now;
      counter = 0;
    } else if (++counter > 0xfff) {
      last++;
      counter = 0;
    }
    const bytes = ports.randomBytes(8);
    const time = last.toString(16).padStart(12, '0');
    const tail = Buffer.from(bytes);
    tail[0] = ((tail[0] ?? 0) & 0x3f) | 0x80;
    const hex = tail.toString('hex');
    const sequence = counter.toString(16).padStart(3, '0');
    return `${time.slice(0, 8)}-${time.slice(8)}-7${sequence}-${hex.slice(0, 4)}-${hex.slice(4)}`;
  };
}
