import { expect, test } from 'vitest';
import { intlTimeZones } from '../src/index.ts';
import { RUNS, ZONES } from './arbitraries.ts';

// What is needed of Temporal, where the runtime has it: the types of ES2024 do not.
interface ZonedInstant {
  readonly epochMilliseconds: number;
  readonly offsetNanoseconds: number;
  getTimeZoneTransition(direction: 'next'): ZonedInstant | null;
}
interface TemporalLike {
  readonly Instant: {
    fromEpochMilliseconds(ms: number): { toZonedDateTimeISO(zone: string): ZonedInstant };
  };
}
const temporal = (globalThis as { Temporal?: TemporalLike }).Temporal;

/** The runtime's own list of transitions: another code path over the same data. */
function* temporalTransitions(native: TemporalLike, zone: string, from: number, to: number) {
  const begin = native.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone);
  let offset = begin.offsetNanoseconds;
  let next = begin.getTimeZoneTransition('next');
  while (next && next.epochMilliseconds <= to) {
    if (next.offsetNanoseconds !== offset) {
      offset = next.offsetNanoseconds;
      yield { at: next.epochMilliseconds, offset: offset / 1e6 };
    }
    next = next.getTimeZoneTransition('next');
  }
}

test.skipIf(!temporal)('probing finds every transition of every zone, 1990 to 2060', () => {
  const zones = intlTimeZones();
  const whole = RUNS >= 1000;
  for (const [index, zone] of ZONES.entries()) {
    // All 70 years take a while; by default each zone shows ten of them, all zones all of them.
    const first = whole ? 1990 : 1990 + (index % 61);
    const [from, to] = [Date.UTC(first, 0, 1), Date.UTC(whole ? 2060 : first + 10, 0, 1)];
    const expected = [...temporalTransitions(temporal as TemporalLike, zone, from, to)];
    expect({ zone, found: zones.transitions(zone, from, to) }).toEqual({ zone, found: expected });
  }
});

// Zones that changed their offset twice within a week: a weekly probe that begins on the wrong day
// steps over both.
test.each([
  ['America/Boa_Vista', '2000-09-20', ['2000-10-08T04:00:00.000Z', '2000-10-15T03:00:00.000Z']],
  ['Asia/Gaza', '2040-10-05', ['2040-10-20T00:00:00.000Z', '2040-10-26T23:00:00.000Z']],
])('both changes of %s are found, on whatever day the probe begins', (zone, begin, expected) => {
  for (let day = 0; day < 8; day++) {
    const from = Date.parse(begin) + day * 86_400_000;
    const found = intlTimeZones().transitions(zone, from, from + 35 * 86_400_000);
    expect(found.map(({ at }) => new Date(at).toISOString())).toEqual(expected);
  }
});

test('the release of the data is what the shell says', () => {
  expect(intlTimeZones({ version: '2026c' }).version).toBe('2026c');
  expect(intlTimeZones().version).toBe('unknown');
});
