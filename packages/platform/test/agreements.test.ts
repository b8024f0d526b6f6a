// Agreements: what covers a ticket, versions and drafts, what a change does to open tickets, attainment.

import { compileCalendar, defineCalendar } from '@wardline/business-calendar';
import { attainment, type ClockState } from '@wardline/sla-engine';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  days,
  hours,
  MONDAY_9,
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

const within = (ms: number) => ({ kind: 'BUSINESS_TIME', ms }) as const;
const resolveIn = (ms: number, more: object = {}) => ({
  targets: [{ metric: 'RESOLVE' as const, otherwise: within(ms), ...more }],
});
type Create = Parameters<MspWorld['desk']['agreements']['create']>[0];
const agree = async (name: string, more: Partial<Create> & Pick<Create, 'coverage'>) =>
  (
    await must(
      a.desk.agreements.create({
        name,
        kind: 'SLA',
        terms: resolveIn(hours(1)),
        publish: true,
        ...more,
      }),
    )
  ).agreementId;

async function open(more: object = {}) {
  const { ticketId } = await must(
    a.desk.tickets.open({
      type: 'INCIDENT',
      clinicId: a.clinics.lakeside,
      requesterId: null,
      title: 'It is slow',
      channel: 'PHONE',
      domain: 'IT',
      ...more,
    }),
  );
  return ticketId;
}

async function measured(ticketId: string, kind = 'SLA') {
  const rows = await on.database.admin<{
    agreement_id: string;
    level: string;
    reason: string;
    version: number;
  }>(
    `select agreement_id, level, reason, agreement_version as version from ticket_sla
     where ticket_id = $1 and kind = $2 order by lane`,
    [ticketId, kind],
  );
  return rows;
}

async function due(ticketId: string, metric = 'RESOLVE', kind = 'SLA') {
  const rows = await on.database.admin<{ due: string | null }>(
    `select due_at::text as due from sla_clock where ticket_id = $1 and metric = $2 and kind = $3
     order by cycle desc`,
    [ticketId, metric, kind],
  );
  return rows[0]?.due ? Date.parse(rows[0].due) : null;
}

describe('the closest agreement measures a ticket', () => {
  test('asset before contract line before service before clinic before organization before the rest', async () => {
    on.ports.set(MONDAY_9);
    const { clinics, organizations, assets } = a;
    const category = 'closeness';
    const conditions = { categories: [category] };
    const terms = { ...resolveIn(hours(1)), conditions };
    const { assetId: service } = await must(
      a.desk.assets.register({ clinicId: clinics.lakeside, name: 'EHR', kind: 'EHR' } as never),
    );
    const { contractId } = await must(
      a.desk.contracts.create({ organizationId: organizations.coastal, name: 'Gold' }),
    );
    const { contractLineId } = await must(
      a.desk.contracts.addLine({ contractId, name: 'Slow things', categories: [category] }),
    );
    const ladder = [
      ['ORGANIZATION', { organizationId: organizations.coastal }],
      ['CLINIC', { clinicId: clinics.lakeside }],
      ['SERVICE', { assetId: service }],
      ['CONTRACT_LINE', { contractLineId }],
      ['ASSET', { assetId: assets.lakesideServer }],
    ] as const;
    const affected = { assetIds: [service, assets.lakesideServer], category };
    for (const [level, covered] of ladder) {
      const agreementId = await agree(level, { coverage: [covered], terms });
      const [chosen] = await measured(await open(affected));
      expect(chosen).toMatchObject({ agreement_id: agreementId, level });
    }
    // What is not affected, or of another category, or elsewhere, is measured by what is left.
    const [elsewhere] = await measured(await open({ category, clinicId: clinics.hilltop }));
    expect(elsewhere).toMatchObject({ agreement_id: a.agreements.standard, level: 'MSP' });
    const [clinic] = await measured(await open({ category: 'other' }));
    expect(clinic).toMatchObject({ agreement_id: a.agreements.coastal, level: 'ORGANIZATION' });
  });

  test('conditions decide which tickets it measures; every law that applies counts beside the others', async () => {
    on.ports.set(MONDAY_9);
    const category = 'breach';
    const law = (name: string, calendarDays: number) =>
      agree(name, {
        kind: 'REGULATORY',
        coverage: [{ everybody: true }],
        terms: {
          conditions: { categories: [category] },
          targets: [
            {
              metric: 'NOTIFY',
              otherwise: { kind: 'CALENDAR_DAYS', days: calendarDays },
              hours: 'AROUND_THE_CLOCK',
            },
          ],
        },
      });
    const [gdpr, hipaa] = [await law('GDPR Art. 33', 3), await law('HIPAA 164.404', 60)];
    const ticketId = await open({ category });
    const chosen = await measured(ticketId, 'REGULATORY');
    expect(chosen.map((each) => each.agreement_id).toSorted()).toEqual([gdpr, hipaa].toSorted());
    expect(await measured(await open({ category: 'other' }), 'REGULATORY')).toEqual([]);
    // Who works on it may hold and resolve it: the law goes on.
    await must(a.desk.tickets.transition({ ticketId, to: 'ON_HOLD', holdReason: 'EVIDENCE' }));
    expect(await due(ticketId, 'NOTIFY', 'REGULATORY')).not.toBeNull();
    await must(a.desk.tickets.transition({ ticketId, to: 'RESOLVED', resolutionCode: 'FIXED' }));
    const open_ = await on.database.admin(
      `select 1 from sla_clock where ticket_id = $1 and kind = 'REGULATORY' and status = 'RUNNING'`,
      [ticketId],
    );
    expect(open_).toHaveLength(2);
  });

  test('a ticket that a client opens is measured by what only the house may see, too', async () => {
    on.ports.set(MONDAY_9);
    const nurse = await a.people.lakesideNurse.desk();
    const { ticketId } = await must(
      nurse.tickets.open({
        type: 'INCIDENT',
        clinicId: a.clinics.lakeside,
        requesterId: a.people.lakesideNurse.id,
        title: 'Slow again',
        channel: 'PORTAL',
        domain: 'IT',
      }),
    );
    expect((await measured(ticketId, 'OLA')).map((each) => each.agreement_id)).toEqual([
      a.agreements.internal,
    ]);
    // Nor is it for her to see.
    const session = nurse.read();
    const { rows } = await session.list('Clock', {
      page: { first: 50, filter: { ticket: { id: { eq: ticketId } } } },
      selection: { columns: new Set(['kind']), one: new Map(), many: new Map() },
      wantsCursors: false,
      wantsTotal: false,
    });
    session.close();
    expect(new Set(rows.map((row) => row.kind))).toEqual(new Set(['SLA']));
  });
});

describe('versions', () => {
  test('a draft measures nothing; published, it measures what opens from then on', async () => {
    on.ports.set(MONDAY_9);
    const category = 'versions';
    const conditions = { categories: [category] };
    const agreementId = await agree('Versions', {
      coverage: [{ clinicId: a.clinics.riverside }],
      terms: { ...resolveIn(hours(4)), conditions },
    });
    const target = { agreementId, expectedVersion: 1 };
    const terms = { ...resolveIn(hours(2)), conditions };
    const inClinic = { category, clinicId: a.clinics.riverside };
    await must(a.desk.agreements.draft({ ...target, terms }));
    const before = await open(inClinic);
    expect(await due(before)).toBe(MONDAY_9 + hours(4));
    expect(
      await refused(a.desk.agreements.publish({ ...target, expectedVersion: 1 })),
    ).toMatchObject({ code: 'VERSION_CONFLICT', current: 2 });
    await must(a.desk.agreements.publish({ ...target, expectedVersion: 2 }));
    expect(await due(before)).toBe(MONDAY_9 + hours(4));
    const after = await open(inClinic);
    expect(await due(after)).toBe(MONDAY_9 + hours(2));
    expect(await measured(after)).toMatchObject([{ version: 2 }]);
    expect(
      await refused(a.desk.agreements.publish({ agreementId, expectedVersion: 3 })),
    ).toMatchObject({ code: 'NO_DRAFT' });
    // Announced for tomorrow, today's terms still hold.
    await must(
      a.desk.agreements.draft({
        agreementId,
        expectedVersion: 3,
        terms: { ...resolveIn(hours(1)), conditions },
      }),
    );
    const tomorrow = MONDAY_9 + days(1);
    await must(a.desk.agreements.publish({ agreementId, expectedVersion: 4, validFrom: tomorrow }));
    expect(await due(await open(inClinic))).toBe(MONDAY_9 + hours(2));
    on.ports.set(tomorrow);
    expect(await due(await open(inClinic))).toBe(tomorrow + hours(1));
  });

  test.each([
    ['KEEP', hours(4)],
    ['CARRY', hours(2)],
    ['RESTART', hours(3)],
    ['RECOMPUTE', hours(2)],
  ] as const)('published with %s for open tickets', async (openTickets, expected) => {
    on.ports.set(MONDAY_9);
    const category = `open ${openTickets}`;
    const conditions = { categories: [category] };
    const agreementId = await agree(category, {
      coverage: [{ clinicId: a.clinics.riverside }],
      terms: { ...resolveIn(hours(4)), conditions },
    });
    const inClinic = { category, clinicId: a.clinics.riverside };
    const [running, resolved] = [await open(inClinic), await open(inClinic)];
    await must(
      a.desk.tickets.transition({ ticketId: resolved, to: 'RESOLVED', resolutionCode: 'FIXED' }),
    );
    on.ports.advance(hours(1));
    const terms = { ...resolveIn(hours(2)), conditions };
    await must(a.desk.agreements.draft({ agreementId, expectedVersion: 1, terms }));
    await must(a.desk.agreements.publish({ agreementId, expectedVersion: 2, openTickets }));
    expect(await due(running)).toBe(MONDAY_9 + expected);
    expect(await due(resolved)).toBe(MONDAY_9 + hours(4));
    expect(await measured(running)).toMatchObject([{ version: openTickets === 'KEEP' ? 1 : 2 }]);
  });

  test.each([
    [{ targets: [] }, 'TARGETS_EMPTY', ['targets']],
    [{ targets: [{ metric: 'RESOLVE' }] }, 'BUDGETS_EMPTY', ['targets', 0, 'budgets']],
    [resolveIn(0), 'BUDGET_OUT_OF_RANGE', ['targets', 0, 'otherwise']],
    [resolveIn(Number.NaN), 'BUDGET_OUT_OF_RANGE', ['targets', 0, 'otherwise']],
    [resolveIn(1, { budgets: { P9: within(1) } }), 'VALUE_UNKNOWN', ['targets', 0, 'budgets']],
    [
      resolveIn(1, { budgets: { P1: within(-1) } }),
      'BUDGET_OUT_OF_RANGE',
      ['targets', 0, 'budgets', 'P1'],
    ],
    [
      resolveIn(1, { otherwise: { kind: 'FIXED', at: 5 } }),
      'BUDGET_OUT_OF_RANGE',
      ['targets', 0, 'otherwise'],
    ],
    [resolveIn(1, { metric: 'GUESS' }), 'VALUE_UNKNOWN', ['targets', 0, 'metric']],
    [resolveIn(1, { warnAtPercent: 100 }), 'PERCENT_OUT_OF_RANGE', ['targets', 0, 'warnAtPercent']],
    [resolveIn(1, { pauseOn: ['LUNCH'] }), 'VALUE_UNKNOWN', ['targets', 0, 'pauseOn']],
    [resolveIn(1, { hours: { calendarId: 'x' } }), 'NOT_FOUND', ['targets', 0, 'calendarId']],
    [resolveIn(1, { escalationPolicyId: 'x' }), 'NOT_FOUND', ['targets', 0, 'escalationPolicyId']],
    [
      { targets: [...resolveIn(1).targets, ...resolveIn(2).targets] },
      'TARGET_TWICE',
      ['targets', 1, 'metric'],
    ],
    [{ ...resolveIn(1), onTermsChange: 'GUESS' }, 'VALUE_UNKNOWN', ['onTermsChange']],
    [
      { ...resolveIn(1), conditions: { categories: [''] } },
      'TEXT_EMPTY',
      ['conditions', 'categories', 0],
    ],
  ])('refuses the terms %j as %s', async (terms, code, path) => {
    const input = { name: 'x', kind: 'SLA', terms: terms as never } as const;
    expect(await refused(a.desk.agreements.create(input))).toMatchObject({ code, path });
  });

  test('one metric may be promised to different types of tickets', async () => {
    const targets = [
      { ...resolveIn(1).targets[0], metric: 'RESOLVE', ticketTypes: ['INCIDENT'] },
      { ...resolveIn(2).targets[0], metric: 'RESOLVE', ticketTypes: ['SERVICE_REQUEST'] },
    ] as const;
    await must(a.desk.agreements.create({ name: 'By type', kind: 'SLA', terms: { targets } }));
  });
});

describe('another agreement for one ticket', () => {
  test('takes the place of the one it has, with the time used so far; the timeline says why', async () => {
    on.ports.set(MONDAY_9);
    const agreementId = await agree('Promised on the phone', { coverage: [] });
    const ticketId = await open({ clinicId: a.clinics.riverside });
    on.ports.advance(minutes(30));
    const reason = 'The director called';
    await must(a.desk.tickets.setAgreement({ ticketId, agreementId, reason }));
    expect(await due(ticketId)).toBe(MONDAY_9 + hours(1));
    expect(await measured(ticketId)).toMatchObject([
      { agreement_id: agreementId, level: 'TICKET' },
    ]);
    const [entry] = await on.database.admin(
      `select body, facts from timeline_entry where ticket_id = $1 and kind = 'SLA'`,
      [ticketId],
    );
    expect(entry).toMatchObject({
      body: reason,
      facts: { event: 'AGREEMENT_SET', to: agreementId },
    });
    // A first response was not promised there: that clock ends.
    expect(await due(ticketId, 'FIRST_RESPONSE')).toBeNull();
  });

  test('is for dispatchers: a technician may not, a client least of all', async () => {
    const ticketId = await open({ clinicId: a.clinics.riverside, requesterId: a.people.nurse.id });
    const input = { ticketId, agreementId: a.agreements.standard, reason: 'x' };
    for (const who of [a.people.technician, a.people.nurse, a.people.clinicAdmin]) {
      const desk = await who.desk();
      expect(await refused(desk.tickets.setAgreement(input))).toMatchObject({
        code: 'FORBIDDEN',
      });
    }
    await must((await a.people.dispatcher.desk()).tickets.setAgreement(input));
  });
});

describe('what is told after it happened', () => {
  test('a service that was restored before the last reply is restored then', async () => {
    on.ports.set(MONDAY_9);
    const category = 'restored';
    const riverside = a.clinics.riverside;
    await agree('Restoration', {
      coverage: [{ clinicId: riverside }],
      terms: {
        conditions: { categories: [category] },
        targets: [
          { metric: 'RESTORE', otherwise: within(hours(1)) },
          { metric: 'RESOLVE', otherwise: within(hours(8)) },
        ],
      },
    });
    const ticketId = await open({ category, clinicId: riverside });
    const restoredAt = MONDAY_9 + minutes(55);
    on.ports.set(MONDAY_9 + minutes(70));
    await on.wardline.sweep();
    await must(a.desk.tickets.reply({ ticketId, body: 'It should work again' }));
    on.ports.advance(minutes(5));
    await must(a.desk.tickets.recordServiceRestored({ ticketId, restoredAt }));
    const clocks = await on.database.admin<Record<string, string | null>>(
      `select metric, met_at::text as met, breached_at::text as breached from sla_clock
       where ticket_id = $1 and kind = 'SLA' order by metric`,
      [ticketId],
    );
    expect(clocks.map(({ metric, breached }) => [metric, breached])).toEqual([
      ['RESOLVE', null],
      ['RESTORE', null],
    ]);
    expect(Date.parse(clocks[1]?.met ?? '')).toBe(restoredAt);
    // Nothing is handed out twice, and the clock that goes on goes on.
    await on.wardline.sweep();
    on.ports.advance(hours(9));
    await on.wardline.sweep();
    const passed = await on.database.admin<{ step: string }>(
      `select metric || ' ' || type as step from clock_transition where ticket_id = $1 and kind = 'SLA' order by at`,
      [ticketId],
    );
    expect(passed.map(({ step }) => step)).toEqual([
      'RESTORE AT_RISK',
      'RESTORE BREACHED',
      'RESOLVE AT_RISK',
      'RESOLVE BREACHED',
    ]);
  });

  test('the law counts a security incident from its discovery, until those it names are told', async () => {
    on.ports.set(MONDAY_9);
    const discoveredAt = MONDAY_9 - days(2);
    const agreementId = await agree('HIPAA breach notification', {
      kind: 'REGULATORY',
      coverage: [{ everybody: true }],
      terms: {
        conditions: { ticketTypes: ['SECURITY_INCIDENT'] },
        targets: [
          {
            metric: 'NOTIFY',
            otherwise: { kind: 'CALENDAR_DAYS', days: 60 },
            hours: 'AROUND_THE_CLOCK',
          },
        ],
      },
    });
    const ticketId = await open({
      type: 'SECURITY_INCIDENT',
      details: { of: 'SECURITY_INCIDENT', discoveredAt, severity: 'HIGH' },
    });
    expect(await due(ticketId, 'NOTIFY', 'REGULATORY')).toBe(discoveredAt + days(60));
    expect((await measured(ticketId, 'REGULATORY'))[0]?.agreement_id).toBe(agreementId);
    on.ports.advance(days(10));
    const notifiedAt = on.ports.now() - hours(5);
    await must(
      a.desk.tickets.recordNotification({
        ticketId,
        party: 'SUPERVISORY_AUTHORITY',
        recipient: 'HHS',
        notifiedAt,
      } as never),
    );
    const [clock] = await on.database.admin<{ met: string }>(
      `select met_at::text as met from sla_clock where ticket_id = $1 and metric = 'NOTIFY'`,
      [ticketId],
    );
    expect(Date.parse(clock?.met ?? '')).toBe(notifiedAt);
  });
});

describe('simulation', () => {
  test('tells what tickets would have done under a draft, and changes nothing', async () => {
    on.ports.set(MONDAY_9);
    const category = 'simulated';
    const conditions = { categories: [category] };
    const agreementId = await agree('Simulated', {
      coverage: [{ clinicId: a.clinics.riverside }],
      terms: { ...resolveIn(hours(4)), conditions },
    });
    const tickets: string[] = [];
    for (const used of [1, 3, 6]) {
      on.ports.set(MONDAY_9);
      const ticketId = await open({ category, clinicId: a.clinics.riverside });
      on.ports.advance(hours(used));
      await must(a.desk.tickets.transition({ ticketId, to: 'RESOLVED', resolutionCode: 'FIXED' }));
      tickets.push(ticketId);
    }
    const terms = { ...resolveIn(hours(2)), conditions };
    await must(a.desk.agreements.draft({ agreementId, expectedVersion: 1, terms }));
    const period = { from: MONDAY_9 - 1, to: MONDAY_9 + 1 };
    const before = await measured(tickets[1] ?? '');
    const simulation = await must(a.desk.agreements.simulate({ agreementId, ...period }));
    expect(simulation).toMatchObject({
      tickets: 3,
      isCut: false,
      number: 2,
      outcomes: [
        {
          metric: 'RESOLVE',
          before: { met: 2, breached: 1, open: 0 },
          after: { met: 1, breached: 2, open: 0 },
        },
      ],
      changes: [
        {
          ticketId: tickets[1],
          before: 'MET',
          after: 'BREACHED',
          dueBefore: MONDAY_9 + hours(4),
          dueAfter: MONDAY_9 + hours(2),
        },
      ],
    });
    expect(await measured(tickets[1] ?? '')).toEqual(before);
    // The version in force says what happened.
    const same = await must(a.desk.agreements.simulate({ agreementId, ...period, number: 1 }));
    expect(same.changes).toEqual([]);
    const one = await must(a.desk.agreements.simulate({ agreementId, ...period, limit: 1 }));
    expect(one).toMatchObject({ tickets: 1, isCut: true });
  });

  test('of an agreement that never held tries it on what it would cover', async () => {
    on.ports.set(MONDAY_9 + days(7));
    const ticketId = await open({ clinicId: a.clinics.hilltop });
    const agreementId = await agree('Never held', {
      coverage: [{ clinicId: a.clinics.hilltop }],
      publish: false,
    });
    const { tickets, outcomes } = await must(
      a.desk.agreements.simulate({
        agreementId,
        from: MONDAY_9 + days(7),
        to: MONDAY_9 + days(8),
      }),
    );
    expect(tickets).toBe(1);
    expect(outcomes.map(({ metric, after }) => [metric, after.open])).toContainEqual([
      'RESOLVE',
      1,
    ]);
    expect(ticketId).toBeTruthy();
  });
});

describe('attainment', () => {
  test('computed in the database is what the engine says of the same clocks', async () => {
    on.ports.set(MONDAY_9 + days(21));
    await on.wardline.sweep();
    const now = on.ports.now();
    const period = { from: MONDAY_9 - days(1), to: MONDAY_9 + days(10) };
    const rows = await must(
      a.desk.clocks.attainment({ ...period, groupBy: ['CLINIC', 'METRIC', 'KIND'] }),
    );
    const stored = await on.database.admin<{ clinic_id: string; state: ClockState }>(
      'select clinic_id, state from sla_clock where msp_id = $1',
      [a.mspId],
    );
    const calendars = await calendarsOf(stored.map(({ state }) => state));
    const expected = attainment(
      stored.map(({ clinic_id, state }) => ({ clock: state, dimensions: { clinic: clinic_id } })),
      { groupBy: ['clinic', 'metric', 'kind'], period, now },
      calendars,
    );
    const flat = rows.map(({ group, met, breached, ratio }) => ({
      group: group.map((key) => key.value).join(),
      met,
      breached,
      ratio,
    }));
    const wanted = expected.map(({ group, met, breached, ratio }) => ({
      group: [group.clinic, group.metric, group.kind].join(),
      met,
      breached,
      ratio,
    }));
    const byGroup = (x: { group: string }, y: { group: string }) => (x.group < y.group ? -1 : 1);
    expect(flat.length).toBeGreaterThan(4);
    expect(flat.toSorted(byGroup)).toEqual(wanted.toSorted(byGroup));
    expect(rows.some(({ group }) => group[0]?.name === 'Riverside')).toBe(true);
  });

  test('counts by months of the zone asked for, and shows nobody what is not theirs', async () => {
    const period = { from: MONDAY_9 - days(30), to: MONDAY_9 + days(60) };
    const all = await must(
      a.desk.clocks.attainment({ ...period, groupBy: ['MONTH'], timeZone: 'America/New_York' }),
    );
    for (const { group } of all) expect(group[0]?.value).toMatch(/-01T0[45]:00:00Z$/);
    const orgAdmin = await a.people.orgAdmin.desk();
    const clinics = await must(
      orgAdmin.clocks.attainment({ ...period, groupBy: ['CLINIC', 'KIND'] }),
    );
    expect(clinics.length).toBeGreaterThan(0);
    for (const { group } of clinics) {
      expect([a.clinics.riverside, a.clinics.lakeside]).toContain(group[0]?.value);
      expect(group[1]?.value).toMatch(/SLA|REGULATORY/);
    }
    const hilltop = await a.people.hilltopNurse.desk();
    const clinicId = a.clinics.riverside;
    expect(
      await refused(hilltop.clocks.attainment({ ...period, groupBy: [], clinicId })),
    ).toMatchObject({ code: 'NOT_FOUND', path: ['clinicId'] });
    const theirs = await must(hilltop.clocks.attainment({ ...period, groupBy: ['CLINIC'] }));
    expect(theirs.map(({ group }) => group[0]?.value)).toEqual([a.clinics.hilltop]);
  });
});

async function calendarsOf(states: readonly ClockState[]) {
  const ids = new Set(
    states.flatMap((state) => [
      state.calendarId,
      ...state.segments.flatMap((s) => s.calendarId ?? []),
    ]),
  );
  const compiled = [...ids].map(async (id) => {
    const [row] = id.startsWith('always:')
      ? [{ definition: { timezone: id.slice(7), weekly: ALWAYS } }]
      : await on.database.admin<{ definition: never }>(
          'select definition from calendar where id = $1',
          [id.split('/')[0]],
        );
    const calendar = defineCalendar(row?.definition as never);
    if (!calendar.ok) throw new Error(calendar.error.message);
    return [id, compileCalendar(calendar.value)] as const;
  });
  return Object.fromEntries(await Promise.all(compiled));
}

const ALL_DAY = [['00:00', '24:00']];
const ALWAYS = Object.fromEntries(
  ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, ALL_DAY]),
);
