import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileCalendar, intlTimeZones } from '../src/index.ts';
import { caseIn, RUNS, ZONES } from './arbitraries.ts';
import { minuteOracle, slowBetween } from './oracle.ts';

const MINUTE = 60_000;
const SCRIPT = new URL('./differential-run.ts', import.meta.url).pathname;

// Ahead of UTC by 13 h 45 min, behind it by 11 h, and with half-hour DST.
const HOSTS = ['Pacific/Chatham', 'Pacific/Pago_Pago', 'Australia/Lord_Howe'];

test('law 12: a minute oracle agrees, and no host time zone shows in an answer', async () => {
  const outcomes = await Promise.all(
    HOSTS.map(async (TZ) => {
      const args = [
        '--conditions=@wardline/source',
        SCRIPT,
        String(Math.ceil(RUNS / 2)),
        '20261122',
      ];
      const { stdout } = await promisify(execFile)(process.execPath, args, {
        env: { ...process.env, TZ },
      });
      return JSON.parse(stdout);
    }),
  );
  expect(outcomes.map(({ host }) => host)).toEqual(HOSTS);
  expect(outcomes.map(({ mismatch }) => mismatch)).toEqual(['', '', '']);
  expect(new Set(outcomes.map(({ digest }) => digest)).size).toBe(1);
});

test('law 12: away from folds, the wall clock as everybody reads it agrees too', () => {
  const zones = intlTimeZones();
  fc.assert(
    fc.property(caseIn(fc.constantFrom(...ZONES)), ({ calendar, at }) => {
      const from = Math.floor(at / MINUTE) * MINUTE;
      const to = from + 12 * 60 * MINUTE;
      const before = zones.offsetAt(calendar.timezone, from - 48 * 60 * MINUTE);
      const changes = zones.transitions(calendar.timezone, from - 48 * 60 * MINUTE, to);
      fc.pre(changes.every(({ offset }) => offset >= before));
      const open = minuteOracle(calendar, 'membership').openMinutes(from, 12 * 60);
      expect(compileCalendar(calendar).between(from, to)).toBe(slowBetween(open, 12 * 60));
    }),
    { numRuns: RUNS },
  );
});

test('every zone agrees with the oracle through its changes of one year', () => {
  const zones = intlTimeZones();
  const hours = [
    ['00:30', '02:15'],
    ['02:45', '03:30'],
    ['22:10', '00:20'],
  ] as const;
  for (const [index, timezone] of ZONES.entries()) {
    // Another year for each zone, another zone for each year: 1990–2059.
    const year = 1990 + ((index * 7) % 70);
    const changes = zones.transitions(timezone, Date.UTC(year, 0, 1), Date.UTC(year + 1, 0, 1));
    const calendar = {
      timezone,
      weekly: {
        mon: hours,
        tue: hours,
        wed: hours,
        thu: hours,
        fri: hours,
        sat: hours,
        sun: hours,
      },
      overrides: {},
      holidays: [],
      breaks: {},
    };
    const compiled = compileCalendar(calendar);
    for (const { at } of changes) {
      const from = Math.floor(at / MINUTE) * MINUTE - 300 * MINUTE;
      const oracle = minuteOracle(calendar, 'monotone').openMinutes(from, 600);
      const fast = oracle.map((_, minute) => compiled.isOpen(from + minute * MINUTE));
      expect({ timezone, at, open: fast }).toEqual({ timezone, at, open: oracle });
    }
  }
});
