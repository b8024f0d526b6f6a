// Calendars through their use cases: versions that stay, changes of single dates, refusals that name
// the bad entry, and the time-zone data each version was compiled with.
import { intlTimeZones } from '@wardline/business-calendar';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CalendarChange, emptySelection, type Row } from '../src/index.ts';
import { read } from './read-everything.ts';
import {
  hours,
  type MspWorld,
  minutes,
  must,
  refused,
  type TestWardline,
  testWardline,
  twoMsps,
} from './support/index.ts';

let on: TestWardline;
let a: MspWorld;
beforeAll(async () => {
  on = await testWardline();
  a = (await twoMsps(on.wardline)).a;
});
afterAll(() => on.close());

const DEFINITION = {
  timezone: 'America/New_York',
  weekly: {
    mon: [
      ['09:00', '12:00'],
      ['13:00', '17:00'],
    ],
    fri: [['09:00', '17:00']],
  },
  holidays: [{ date: '2026-12-25', name: 'Christmas Day' }],
  overrides: { '2026-12-24': [['09:00', '12:00']] },
} as const;

const create = async (definition: Parameters<typeof a.desk.calendars.create>[0]['definition']) =>
  (await must(a.desk.calendars.create({ name: 'Desk', definition }))).calendarId;

async function versions(calendarId: string): Promise<readonly Row[]> {
  const filter = { calendar: { id: { eq: calendarId } } };
  const selection = emptySelection('number', 'definition', 'changedAt', 'tzVersion', 'changedById');
  return (await read(a.desk, 'CalendarVersion', { first: 10, filter }, selection)).rows;
}

const change = (calendarId: string, expectedVersion: number, change: CalendarChange) =>
  a.desk.calendars.update({ calendarId, expectedVersion, change });

describe('versions', () => {
  test('each change of hours is one, by whom and from when; the old ones stay as they were', async () => {
    const calendarId = await create(DEFINITION);
    const created = on.ports.now();
    on.ports.advance(hours(1));
    const admin = await a.people.mspAdmin.desk();
    const updated = await must(
      admin.calendars.update({
        calendarId,
        expectedVersion: 1,
        name: 'Front desk',
        change: { weekly: { tue: [['08:00', '16:00']] } },
      }),
    );
    expect(updated).toEqual({ calendarId, number: 2 });
    const [second, first] = await versions(calendarId);
    expect(first).toMatchObject({
      number: 1,
      changedById: null,
      definition: { weekly: { ...DEFINITION.weekly, tue: [] } },
    });
    expect(Date.parse(first?.changedAt as string)).toBe(created);
    expect(second).toMatchObject({
      number: 2,
      changedById: a.people.mspAdmin.id,
      tzVersion: process.versions.tz,
      definition: { weekly: { mon: [], tue: [['08:00', '16:00']] }, holidays: DEFINITION.holidays },
    });
    expect(Date.parse(second?.changedAt as string)).toBe(created + hours(1));
    const { rows } = await read(
      a.desk,
      'Calendar',
      { first: 1, filter: { id: { eq: calendarId } } },
      emptySelection('name', 'currentNumber', 'version', 'definition'),
    );
    expect(rows[0]).toMatchObject({
      name: 'Front desk',
      currentNumber: 2,
      version: 2,
      definition: second?.definition,
    });
  });

  test('a change that changes no hours makes none; another name makes none', async () => {
    const calendarId = await create(DEFINITION);
    const same = await must(change(calendarId, 1, { weekly: DEFINITION.weekly, remove: {} }));
    expect(same.number).toBe(1);
    await must(a.desk.calendars.update({ calendarId, expectedVersion: 1, name: 'Other' }));
    expect(await versions(calendarId)).toHaveLength(1);
  });

  test('cannot be changed or taken back, not by the application’s own role either', async () => {
    const rights = await on.database.admin(
      `select privilege, column_name as "column"
       from unnest(array['update', 'delete']) privilege, information_schema.columns
       where table_name = 'calendar_version'
         and case privilege when 'update' then has_column_privilege('wardline_app', 'calendar_version', column_name, 'update')
           else has_table_privilege('wardline_app', 'calendar_version', 'delete') end
       order by 2`,
    );
    expect(rights).toEqual([
      { privilege: 'update', column: 'tz_version' },
      { privilege: 'update', column: 'zone_rules' },
    ]);
  });

  test('never go back in time, whichever request waited for the other', async () => {
    const calendarId = await create(DEFINITION);
    const late = { now: on.ports.now() + minutes(5) };
    const [early] = await Promise.all([a.people.mspAdmin.desk({ now: on.ports.now() })]);
    const later = await a.people.mspAdmin.desk(late);
    const set = (date: string) => ({ set: { overrides: { [date]: [] } } });
    await must(
      later.calendars.update({ calendarId, expectedVersion: 1, change: set('2026-11-27') }),
    );
    await must(
      early.calendars.update({ calendarId, expectedVersion: 2, change: set('2026-11-30') }),
    );
    const instants = (await versions(calendarId)).map((v) => Date.parse(v.changedAt as string));
    expect(instants).toEqual([late.now, late.now, on.ports.now()]);
  });

  test('keep what the time-zone data said of their zone', async () => {
    const calendarId = await create(DEFINITION);
    const [row] = await on.database.admin<{ zone_rules: { transitions: [number, number][] } }>(
      'select zone_rules from calendar_version where calendar_id = $1',
      [calendarId],
    );
    const zones = intlTimeZones();
    const now = on.ports.now();
    const transitions = row?.zone_rules.transitions ?? [];
    // Twice a year, from a year before to ten years after.
    expect(transitions).toHaveLength(22);
    for (const [at, offset] of transitions) {
      expect(zones.offsetAt('America/New_York', at)).toBe(offset);
      expect(zones.offsetAt('America/New_York', at - 1)).not.toBe(offset);
      expect(Math.abs(at - now)).toBeLessThan(hours(24 * 3670));
    }
  });
});

describe('changes', () => {
  test('of single dates leave the others alone; what is set goes before what is removed', async () => {
    const calendarId = await create(DEFINITION);
    await must(
      change(calendarId, 1, {
        set: {
          holidays: [{ date: '2027-01-01', name: 'New Year’s Day' }],
          overrides: { '2026-12-31': [['09:00', '12:00']] },
          breaks: { '2026-12-21': [['15:00', '16:00']] },
        },
        remove: { holidays: ['2026-12-25', '2027-01-01', '2030-01-01'] },
      }),
    );
    const [latest] = await versions(calendarId);
    expect(latest?.definition).toMatchObject({
      timezone: 'America/New_York',
      weekly: DEFINITION.weekly,
      holidays: [{ date: '2027-01-01', name: 'New Year’s Day' }],
      overrides: { '2026-12-24': [['09:00', '12:00']], '2026-12-31': [['09:00', '12:00']] },
      breaks: { '2026-12-21': [['15:00', '16:00']] },
    });
  });

  test.each<[string, CalendarChange, string, (string | number)[]]>([
    [
      'overlap',
      {
        weekly: {
          mon: [
            ['09:00', '12:00'],
            ['11:00', '13:00'],
          ],
        },
      },
      'CALENDAR_RANGES_OVERLAP',
      ['weekly', 'mon', 1],
    ],
    ['zone', { timezone: 'Mars/Olympus' }, 'CALENDAR_TIMEZONE_UNKNOWN', ['timezone']],
    [
      'date',
      { set: { overrides: { '2026-02-30': [] } } },
      'CALENDAR_DATE_INVALID',
      ['set', 'overrides', '2026-02-30'],
    ],
    [
      'second holiday',
      {
        set: {
          holidays: [
            { date: '2026-01-01', name: 'New Year' },
            { date: '2026-01-32', name: 'Never' },
          ],
        },
      },
      'CALENDAR_DATE_INVALID',
      ['set', 'holidays', 1, 'date'],
    ],
  ])('a bad %s is named, and nothing is written', async (_what, bad, code, path) => {
    const calendarId = await create(DEFINITION);
    expect(await refused(change(calendarId, 1, bad))).toMatchObject({
      code,
      path: ['change', ...path],
    });
    expect(await versions(calendarId)).toHaveLength(1);
  });

  test('together may not be more than a calendar holds', async () => {
    const many = (year: number) =>
      Array.from({ length: 3000 }, (_, i) => ({
        date: new Date(Date.UTC(year, 0, 1 + i)).toISOString().slice(0, 10),
        name: 'Closed',
      }));
    const calendarId = await create({ ...DEFINITION, holidays: many(2026) });
    const error = await refused(change(calendarId, 1, { set: { holidays: many(2040) } }));
    expect(error.code).toBe('CALENDAR_TOO_LARGE');
  });

  test('need the calendar’s version as it is, and the right to manage calendars', async () => {
    const calendarId = await create(DEFINITION);
    await must(a.desk.calendars.update({ calendarId, expectedVersion: 1, name: 'Other' }));
    expect(
      await refused(a.desk.calendars.update({ calendarId, expectedVersion: 1, name: 'Mine' })),
    ).toMatchObject({ code: 'VERSION_CONFLICT', current: 2 });
    const roles = Object.entries(a.people).filter(([role]) => role !== 'mspAdmin');
    for (const [role, member] of roles) {
      const desk = await member.desk();
      const error = await refused(
        desk.calendars.update({ calendarId, expectedVersion: 2, name: 'Mine' }),
      );
      expect(['FORBIDDEN', 'NOT_FOUND'], role).toContain(error.code);
    }
  });
});
