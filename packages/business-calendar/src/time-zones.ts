import type { Instant } from '@wardline/kernel';

/** From `at` on, the zone's wall clock is `offset` ms ahead of UTC, until the next transition. */
export interface ZoneTransition {
  readonly at: Instant;
  readonly offset: number;
}

/**
 * The one port through which time-zone rules enter: everything else in this package is arithmetic.
 * A test, or an installation with newer rules than its runtime, passes its own.
 */
export interface TimeZoneProvider {
  /** The release of the time-zone data, such as `2026c`; `unknown` if nobody said. */
  readonly version: string;
  isKnown(zone: string): boolean;
  /** Milliseconds the zone's wall clock is ahead of UTC at an instant. */
  offsetAt(zone: string, instant: Instant): number;
  /** The changes of offset in `(from, to]`, in order. */
  transitions(zone: string, from: Instant, to: Instant): readonly ZoneTransition[];
}

// Zones have changed their offset twice within 6.96 days (America/Boa_Vista 2000, Asia/Gaza
// 2040): a weekly probe steps over such a pair. Half of that is safe.
const PROBE_MS = 3 * 86_400_000;
const WALL = /(\d+)\/(\d+)\/(\d+), (\d+):(\d+):(\d+)/;
const CACHED_RANGES = 512;
// More names than tzdb has, so it only bounds what people may misspell: case does not matter to Intl.
const CACHED_ZONES = 1024;

/**
 * Time-zone rules as the runtime's own `Intl` knows them; no data is shipped.
 * @param options.version what the shell knows about its data (Node: `process.versions.tz`). `Intl`
 *   does not tell, and this package reads nothing ambient.
 * @example
 * const zones = intlTimeZones({ version: '2026c' });
 * zones.offsetAt('Asia/Kathmandu', 0); // 19_800_000: five and a half hours, in 1970
 */
export function intlTimeZones(options: { readonly version?: string } = {}): TimeZoneProvider {
  const formats = new Map<string, Intl.DateTimeFormat>();
  const cache = new Map<string, readonly ZoneTransition[]>();

  function formatOf(zone: string): Intl.DateTimeFormat {
    let format = formats.get(zone);
    if (!format) {
      format = new Intl.DateTimeFormat('en-US', {
        timeZone: zone,
        hourCycle: 'h23',
        year: 'numeric',
        month: 'numeric',
        day: 'numeric',
        hour: 'numeric',
        minute: 'numeric',
        second: 'numeric',
      });
      if (formats.size >= CACHED_ZONES) formats.clear();
      formats.set(zone, format);
    }
    return format;
  }

  function offsetAt(zone: string, instant: Instant): number {
    const [, month, day, year, hour, minute, second] = (
      WALL.exec(formatOf(zone).format(instant)) ?? []
    ).map(Number) as [number, number, number, number, number, number, number];
    const wall = Date.UTC(year, month - 1, day, hour, minute, second);
    return wall - Math.floor(instant / 1000) * 1000;
  }

  function probe(zone: string, from: Instant, to: Instant): ZoneTransition[] {
    const found: ZoneTransition[] = [];
    let before = from;
    let offset = offsetAt(zone, from);
    while (before < to) {
      const after = Math.min(before + PROBE_MS, to);
      const next = offsetAt(zone, after);
      if (next !== offset) {
        // Rules change at whole seconds: halve down to one.
        let low = Math.floor(before / 1000);
        let high = Math.ceil(after / 1000);
        while (high - low > 1) {
          const middle = Math.floor((low + high) / 2);
          if (offsetAt(zone, middle * 1000) === offset) low = middle;
          else high = middle;
        }
        found.push({ at: high * 1000, offset: next });
        offset = next;
      }
      before = after;
    }
    return found;
  }

  return {
    version: options.version ?? 'unknown',
    isKnown(zone) {
      // Intl also takes offsets; they are not zones.
      if (!/^[A-Za-z]/.test(zone)) return false;
      try {
        formatOf(zone);
        return true;
      } catch {
        return false;
      }
    },
    offsetAt,
    transitions(zone, from, to) {
      const key = `${zone} ${from} ${to}`;
      let list = cache.get(key);
      if (!list) {
        list = probe(zone, from, to);
        if (cache.size >= CACHED_RANGES) cache.clear();
        cache.set(key, list);
      }
      return list;
    },
  };
}

/** What is used when nobody passes a provider: the runtime's rules, of an unknown release. */
export const runtimeTimeZones: TimeZoneProvider = intlTimeZones();
