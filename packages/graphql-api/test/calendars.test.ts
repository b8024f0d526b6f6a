// Opening hours through the API: try them out, save them, see what they amount to, take holidays over.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  type Client,
  type MspWorld,
  must,
  type TestApi,
  testApi,
  toGlobalId,
  twoMsps,
} from './support/index.ts';

let api: TestApi;
let world: MspWorld;
let admin: Client;
let calendarId: string;
beforeAll(async () => {
  api = await testApi();
  world = (await twoMsps(api.wardline)).a;
  admin = await api.client(world.people.mspAdmin);
});
afterAll(() => api.close());
beforeEach(async () => {
  const made = await must(
    world.desk.calendars.create({
      name: 'Front desk',
      definition: {
        timezone: 'America/New_York',
        weekly: { mon: [['09:00', '17:00']], thu: [['09:00', '17:00']], fri: [['09:00', '17:00']] },
        holidays: [{ date: '2026-11-26', name: 'Thanksgiving' }],
      },
    }),
  );
  calendarId = toGlobalId('Calendar', made.calendarId);
});

const UPDATE = `mutation($input: CalendarUpdateInput!) { calendarUpdate(input: $input) {
  calendar { version currentNumber name timeZone
    weeklyHours { day opens closes } holidays { date name } overrides { date times { opens closes } }
    versions(first: 5) { nodes { number changedAt changedBy { displayName } tzVersion holidays { date } } } }
  userErrors { code path } } }`;
const update = async (input: object) =>
  (await admin.data(UPDATE, { input: { calendarId, ...input } })).calendarUpdate;

describe('changing hours', () => {
  test('single dates by themselves; the versions tell what was said when, and by whom', async () => {
    const done = await update({
      expectedVersion: 1,
      change: {
        setHolidays: [{ date: '2026-12-25', name: 'Christmas Day' }],
        setOverrides: [{ date: '2026-12-24', times: [{ opens: '09:00', closes: '12:00' }] }],
      },
    });
    expect(done).toEqual({
      userErrors: [],
      calendar: {
        version: 2,
        currentNumber: 2,
        name: 'Front desk',
        timeZone: 'America/New_York',
        weeklyHours: ['MON', 'THU', 'FRI'].map((day) => ({ day, opens: '09:00', closes: '17:00' })),
        holidays: [
          { date: '2026-11-26', name: 'Thanksgiving' },
          { date: '2026-12-25', name: 'Christmas Day' },
        ],
        overrides: [{ date: '2026-12-24', times: [{ opens: '09:00', closes: '12:00' }] }],
        versions: {
          nodes: [
            {
              number: 2,
              changedAt: '2026-11-23T14:00:00.000Z',
              changedBy: { displayName: 'Ada Admin' },
              tzVersion: process.versions.tz,
              holidays: [{ date: '2026-11-26' }, { date: '2026-12-25' }],
            },
            {
              number: 1,
              changedAt: '2026-11-23T14:00:00.000Z',
              changedBy: null,
              tzVersion: process.versions.tz,
              holidays: [{ date: '2026-11-26' }],
            },
          ],
        },
      },
    });
  });

  const range = (opens: string, closes: string) => ({ opens, closes });
  test.each<[string, object, string, string[]]>([
    [
      'the second Monday',
      {
        weeklyHours: [
          { day: 'MON', ...range('09:00', '12:00') },
          { day: 'TUE', ...range('09:00', '12:00') },
          { day: 'MON', ...range('11:00', '13:00') },
        ],
      },
      'CALENDAR_RANGES_OVERLAP',
      ['weeklyHours', '2'],
    ],
    [
      'the override of a date that is none',
      {
        setOverrides: [
          { date: '2026-12-24', times: [] },
          { date: '2026-02-30', times: [] },
        ],
      },
      'CALENDAR_DATE_INVALID',
      ['setOverrides', '1'],
    ],
    [
      'a time that is none',
      { breaks: [{ date: '2026-12-24', times: [range('25:00', '26:00')] }] },
      'CALENDAR_TIME_INVALID',
      ['breaks', '0'],
    ],
    ['the zone', { timeZone: 'Mars/Olympus' }, 'CALENDAR_TIMEZONE_UNKNOWN', ['timeZone']],
    [
      'a name that is none',
      { setHolidays: [{ date: '2026-12-24', name: ' ' }] },
      'CALENDAR_HOLIDAY_INVALID',
      ['setHolidays', '0', 'name'],
    ],
  ])('a refusal names %s as it stands in the input', async (_what, change, code, path) => {
    const expected = [{ code, path: ['input', 'change', ...path] }];
    expect((await update({ expectedVersion: 1, change })).userErrors).toEqual(expected);
    const preview = await admin.data(
      `query($input: CalendarPreviewInput!) { calendarPreview(input: $input) { preview { movedClocks } userErrors { code path } } }`,
      { input: { calendarId, change } },
    );
    expect(preview.calendarPreview).toEqual({ preview: null, userErrors: expected });
  });
});

describe('seeing hours', () => {
  test('open intervals, spans with reasons, the next opening, a due instant', async () => {
    const { node } = await admin.data(
      `query($id: ID!, $from: DateTime!, $to: DateTime!) { node(id: $id) { ... on Calendar { businessTime {
        openIntervals(from: $from, to: $to) { from to }
        spans(from: $from, to: $to) { from to open reason holidays }
        isOpen closed: isOpen(at: "2026-11-23T22:00:00Z")
        nextOpen(at: "2026-11-26T15:00:00Z") nextClose
        dueAt(budget: "PT10H") never: dueAt(at: "2026-11-23T22:00:00Z", budget: "PT0S")
      } } } }`,
      { id: calendarId, from: '2026-11-26T05:00:00Z', to: '2026-11-28T05:00:00Z' },
    );
    expect(node.businessTime).toEqual({
      openIntervals: [{ from: '2026-11-27T14:00:00.000Z', to: '2026-11-27T22:00:00.000Z' }],
      spans: [
        {
          from: '2026-11-26T05:00:00.000Z',
          to: '2026-11-27T05:00:00.000Z',
          open: false,
          reason: 'HOLIDAY',
          holidays: ['Thanksgiving'],
        },
        span('2026-11-27T05:00:00.000Z', '2026-11-27T14:00:00.000Z', 'CLOSED'),
        span('2026-11-27T14:00:00.000Z', '2026-11-27T22:00:00.000Z', 'OPEN'),
        span('2026-11-27T22:00:00.000Z', '2026-11-28T05:00:00.000Z', 'CLOSED'),
      ],
      isOpen: true,
      closed: false,
      nextOpen: '2026-11-27T14:00:00.000Z',
      nextClose: '2026-11-23T22:00:00.000Z',
      dueAt: '2026-11-27T16:00:00.000Z',
      never: '2026-11-27T14:00:00.000Z',
    });
  });
  const span = (from: string, to: string, reason: string) => ({
    from,
    to,
    open: reason === 'OPEN',
    reason,
    holidays: [],
  });

  test.each([
    ['too long', '2026-01-01T00:00:00Z', '2026-04-04T00:00:00Z', 'RANGE_TOO_LONG'],
    ['backwards', '2026-01-02T00:00:00Z', '2026-01-01T00:00:00Z', 'PERIOD_INVALID'],
  ])('a range that is %s is refused', async (_what, from, to, code) => {
    const answer = await admin.ask(
      `query($id: ID!, $from: DateTime!, $to: DateTime!) { node(id: $id) { ... on Calendar { businessTime { openIntervals(from: $from, to: $to) { from } } } } }`,
      { id: calendarId, from, to },
    );
    expect(answer.errors[0]).toMatchObject({
      extensions: { code: 'BAD_USER_INPUT', reason: code, argumentPath: ['to'] },
    });
  });

  test('many calendars with three months of spans each are more than one request may ask', async () => {
    const answer = await admin.ask(
      `query($a: DateTime!, $b: DateTime!) { calendars(first: 100) { nodes { businessTime {
        ${'abcdefghijkl'.replaceAll(/./g, '$&: spans(from: $a, to: $b) { from } ')} } } } }`,
      { a: '2026-01-01T00:00:00Z', b: '2026-03-01T00:00:00Z' },
    );
    expect(answer.errors[0]).toMatchObject({ extensions: { code: 'COST_LIMIT' } });
  });
});

describe('trying hours out', () => {
  const PREVIEW = `query($input: CalendarPreviewInput!) { calendarPreview(input: $input) {
    preview { movedClocks changedIntervals { from to } businessTime { dueAt(budget: "PT10H") } } userErrors { code } } }`;

  test('tells what changes, and how many clocks move, and saves nothing', async () => {
    const hours = toGlobalId('Calendar', world.calendarId);
    const change = { setHolidays: [{ date: '2026-11-24', name: 'Snow' }] };
    const { calendarPreview } = await admin.data(PREVIEW, { input: { calendarId: hours, change } });
    const before = await clocksDue();
    // Of Riverside, which keeps these hours, the clocks that are due on Tuesday or later.
    const moved = before.filter((due) => due !== null && due > '2026-11-24T14:00:00.000Z').length;
    expect(moved).toBeGreaterThan(0);
    expect(calendarPreview).toEqual({
      userErrors: [],
      preview: {
        movedClocks: moved,
        changedIntervals: [{ from: '2026-11-24T14:00:00.000Z', to: '2026-11-24T22:00:00.000Z' }],
        businessTime: { dueAt: '2026-11-25T16:00:00.000Z' },
      },
    });
    expect(await clocksDue()).toEqual(before);
    const past = { setHolidays: [{ date: '2026-11-20', name: 'Gone by' }] };
    const gone = await admin.data(PREVIEW, { input: { calendarId: hours, change: past } });
    expect(gone.calendarPreview.preview).toMatchObject({ movedClocks: 0, changedIntervals: [] });
  });

  async function clocksDue(): Promise<(string | null)[]> {
    const { node } = await admin.data(
      `query($id: ID!) { node(id: $id) { ... on Clinic { tickets(first: 100) { nodes { clocks(first: 20) { nodes { dueAt metAt calendar { id } } } } } } } }`,
      { id: toGlobalId('Clinic', world.clinics.riverside) },
    );
    type Clock = { dueAt: string; metAt: string | null };
    return node.tickets.nodes.flatMap(({ clocks }: { clocks: { nodes: Clock[] } }) =>
      clocks.nodes.filter((clock) => clock.metAt === null).map((clock) => clock.dueAt),
    );
  }

  test('hours without a calendar, beside other reads of the request', async () => {
    const data = await admin.data(
      `query($input: CalendarPreviewInput!) { viewer { side } calendarPreview(input: $input) { preview { movedClocks businessTime { isOpen nextOpen } } userErrors { code } } calendars(first: 1) { totalCount } }`,
      { input: { hours: { timeZone: 'Asia/Tokyo', weeklyHours: [] } } },
    );
    expect(data.calendarPreview.preview).toEqual({
      movedClocks: 0,
      businessTime: { isOpen: false, nextOpen: null },
    });
  });

  test('is for those who may manage calendars; others learn nothing of clocks', async () => {
    for (const [role, member] of Object.entries(world.people)) {
      if (role === 'mspAdmin') continue;
      const client = await api.client(member);
      const { calendarPreview } = await client.data(PREVIEW, { input: { calendarId } });
      expect(calendarPreview.preview, role).toBeNull();
      expect(['FORBIDDEN', 'NOT_FOUND'], role).toContain(calendarPreview.userErrors[0].code);
    }
  });
});

describe('taking holidays over', () => {
  const IMPORT = `mutation($input: CalendarHolidaysImportInput!) { calendarHolidaysImport(input: $input) {
    calendar { currentNumber holidays { date name } } holidays { date name outcome ignoredBecause before line }
    userErrors { code path message } } }`;
  const ical = (...events: string[][]) =>
    [
      'BEGIN:VCALENDAR',
      ...events.flatMap((lines) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT']),
      'END:VCALENDAR',
    ].join('\r\n');
  const TEXT = ical(
    [
      'DTSTART;VALUE=DATE:20201126',
      'RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH',
      'SUMMARY:Thanksgiving Day',
    ],
    ['DTSTART;VALUE=DATE:20261225', 'SUMMARY:Christmas Day'],
    ['DTSTART:20261224T170000', 'DTEND:20261224T200000', 'SUMMARY:Party'],
  );

  test('from iCalendar: first as a trial, then for good', async () => {
    const input = { calendarId, expectedVersion: 1, iCalendar: TEXT, to: '2027-12-31' };
    const trial = await admin.data(IMPORT, { input: { ...input, dryRun: true } });
    const line = (date: string, name: string, outcome: string, line: number, more = {}) => ({
      date,
      name,
      outcome,
      ignoredBecause: null,
      before: [],
      line,
      ...more,
    });
    const planned = [
      line('2026-11-26', 'Thanksgiving Day', 'REPLACED', 2, { before: ['Thanksgiving'] }),
      line('2026-12-24', 'Party', 'IGNORED', 11, { ignoredBecause: 'TIMED' }),
      line('2026-12-25', 'Christmas Day', 'ADDED', 7),
      line('2027-11-25', 'Thanksgiving Day', 'ADDED', 2),
    ];
    expect(trial.calendarHolidaysImport).toEqual({
      userErrors: [],
      holidays: planned,
      calendar: { currentNumber: 1, holidays: [{ date: '2026-11-26', name: 'Thanksgiving' }] },
    });
    const done = await admin.data(IMPORT, { input });
    expect(done.calendarHolidaysImport).toEqual({
      userErrors: [],
      holidays: planned,
      calendar: {
        currentNumber: 2,
        holidays: [
          { date: '2026-11-26', name: 'Thanksgiving Day' },
          { date: '2026-12-25', name: 'Christmas Day' },
          { date: '2027-11-25', name: 'Thanksgiving Day' },
        ],
      },
    });
    const again = await admin.data(IMPORT, {
      input: {
        ...input,
        expectedVersion: 2,
        replace: true,
        iCalendar: ical(['DTSTART;VALUE=DATE:20261225', 'SUMMARY:Christmas Day']),
      },
    });
    const outcomes = again.calendarHolidaysImport.holidays.map(
      (h: { outcome: string }) => h.outcome,
    );
    expect(outcomes).toEqual(['REMOVED', 'UNCHANGED', 'REMOVED']);
    expect(again.calendarHolidaysImport.calendar.holidays).toEqual([
      { date: '2026-12-25', name: 'Christmas Day' },
    ]);
  });

  test('a bad text is refused with its line', async () => {
    const iCalendar =
      'BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20269999\nEND:VEVENT\nEND:VCALENDAR';
    const { calendarHolidaysImport } = await admin.data(IMPORT, {
      input: { calendarId, expectedVersion: 1, iCalendar },
    });
    expect(calendarHolidaysImport).toMatchObject({
      calendar: null,
      holidays: null,
      userErrors: [
        {
          code: 'ICAL_EVENT_INVALID',
          path: ['input', 'iCalendar'],
          message: 'The event on line 2 has no valid DTSTART.',
        },
      ],
    });
  });

  const REGION = `mutation($input: CalendarHolidaysFromRegionInput!) { calendarHolidaysFromRegion(input: $input) {
    calendar { holidays { date name } overrides { date times { opens closes } } }
    holidays { date outcome ignoredBecause times { opens closes } } userErrors { code path } } }`;

  test('from a region: names, substitute days, public ones unless more are wanted', async () => {
    const input = {
      calendarId,
      expectedVersion: 1,
      country: 'us',
      subdivision: 'CA',
      years: [2026],
    };
    const { calendarHolidaysFromRegion } = await admin.data(REGION, {
      input: { ...input, language: 'en', replace: true },
    });
    const { holidays } = calendarHolidaysFromRegion.calendar;
    expect(holidays).toContainEqual({ date: '2026-11-27', name: 'Day after Thanksgiving Day' });
    expect(holidays).toContainEqual({
      date: '2026-07-03',
      name: 'Independence Day (substitute day)',
    });
    expect(holidays).not.toContainEqual(expect.objectContaining({ date: '2026-10-31' }));
    expect(holidays).not.toContainEqual({ date: '2026-11-26', name: 'Thanksgiving' });
  });

  test('half a holiday closes early, and leaves hours that were given by hand alone', async () => {
    await update({
      expectedVersion: 1,
      change: { setOverrides: [{ date: '2027-12-31', times: [] }] },
    });
    const input = { calendarId, country: 'DE', years: [2026, 2027], types: ['PUBLIC', 'BANK'] };
    const { calendarHolidaysFromRegion } = await admin.data(REGION, {
      input: { ...input, expectedVersion: 2 },
    });
    const byDate = Object.fromEntries(
      calendarHolidaysFromRegion.holidays.map((h: { date: string }) => [h.date, h]),
    );
    // Christmas Eve from 14:00 on: a Thursday in 2026, a Friday in 2027.
    expect(byDate['2026-12-24']).toMatchObject({
      outcome: 'SHORTENED',
      times: [{ opens: '09:00', closes: '14:00' }],
    });
    expect(byDate['2026-12-31']).toMatchObject({ outcome: 'SHORTENED' });
    expect(byDate['2027-12-31']).toMatchObject({
      outcome: 'IGNORED',
      ignoredBecause: 'HAS_OVERRIDE',
    });
    expect(calendarHolidaysFromRegion.calendar.overrides).toEqual([
      ...['2026-12-24', '2026-12-31', '2027-12-24'].map((date) => ({
        date,
        times: [{ opens: '09:00', closes: '14:00' }],
      })),
      { date: '2027-12-31', times: [] },
    ]);
  });

  test.each([
    [{ country: 'XX' }, 'HOLIDAY_REGION_UNKNOWN', 'country'],
    [{ country: '__proto__' }, 'HOLIDAY_REGION_UNKNOWN', 'country'],
    [{ country: 'US', subdivision: 'constructor' }, 'HOLIDAY_REGION_UNKNOWN', 'subdivision'],
    [{ country: 'US', region: 'CA' }, 'HOLIDAY_REGION_UNKNOWN', 'region'],
    [{ country: 'US', years: [] }, 'YEARS_TOO_MANY', 'years'],
    [{ country: 'US', years: [1066] }, 'YEAR_OUT_OF_RANGE', 'years'],
  ])('%j is refused', async (bad, code, field) => {
    const input = { calendarId, expectedVersion: 1, years: [2026], ...bad };
    const { calendarHolidaysFromRegion } = await admin.data(REGION, { input });
    expect(calendarHolidaysFromRegion.userErrors[0]).toMatchObject({ code });
    expect(calendarHolidaysFromRegion.userErrors[0].path).toContain(field);
  });

  test('which countries and subdivisions there are', async () => {
    const data = await admin.data(`{ countries: holidayRegions { code name }
      states: holidayRegions(country: "us", language: "es") { code name }
      none: holidayRegions(country: "__proto__") { code } }`);
    expect(data.countries.length).toBeGreaterThan(190);
    expect(data.countries).toContainEqual({ code: 'DE', name: 'Germany' });
    expect(data.states).toContainEqual({ code: 'CA', name: 'California' });
    expect(data.none).toEqual([]);
    const stranger = await api.client('wl_nobody_nothing');
    const nobody = await stranger.ask('{ holidayRegions { code } }');
    expect(nobody.errors[0]).toMatchObject({ extensions: { code: 'UNAUTHENTICATED' } });
  });
});
