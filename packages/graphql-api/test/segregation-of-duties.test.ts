// Who approves a change has no other part in it, belongs to the lane, and agreed to what is closed: tried
// through the endpoint, the ways people get around it first.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type Client,
  type Data,
  days,
  hours,
  type MspWorld,
  must,
  type TestApi,
  type TestMember,
  testApi,
  testMember,
  toGlobalId,
  twoMsps,
} from './support/index.ts';

let api: TestApi;
let a: MspWorld;
/** Of IT: Diego and Kim. Of HTM: Hal, and the clinic's own Carl. Ada manages all of it. */
let who: Record<'diego' | 'kim' | 'hal' | 'ada' | 'nora' | 'nils' | 'eve', TestMember>;
const clients = new Map<keyof typeof who, Client>();
const as = async (name: keyof typeof who) => {
  const client = clients.get(name) ?? (await api.client(who[name]));
  clients.set(name, client);
  return client;
};
const id = (type: Parameters<typeof toGlobalId>[0], uuid: string) => toGlobalId(type, uuid);
const person = (name: keyof typeof who) => id('Person', who[name].id);
const iso = (ms: number) => new Date(api.ports.now() + ms).toISOString();
const hire = async (displayName: string, teamId: string) => {
  const { personId } = await must(a.desk.people.create({ side: 'PROVIDER', displayName }));
  await must(a.desk.grants.create({ personId, role: 'TECHNICIAN', reason: 'hired' }));
  await must(a.desk.teams.addMember({ teamId, personId }));
  return testMember(api.wardline, a.mspId, a.desk, personId as TestMember['id']);
};
beforeAll(async () => {
  api = await testApi();
  a = (await twoMsps(api.wardline)).a;
  who = {
    diego: await hire('Diego', a.teams.serviceDesk),
    kim: await hire('Kim', a.teams.serviceDesk),
    hal: await hire('Hal', a.teams.biomed),
    ada: a.people.mspAdmin,
    nora: a.people.nurse,
    nils: a.people.otherNurse,
    eve: a.people.external,
  };
});
afterAll(() => api.close());

/** The answers of least risk, or of most. */
const answers = async (worst = false) => {
  const { riskQuestions } = await (await as('kim')).data(
    '{ riskQuestions { code choices { code points } } }',
  );
  return riskQuestions.map((q: Data) => {
    const choices = [...q.choices].sort((x: Data, y: Data) => x.points - y.points);
    return { question: q.code, answer: choices.at(worst ? -1 : 0).code };
  });
};
const register = async (name: string, kind: string, more: object = {}) => {
  const input = { clinicId: id('Clinic', a.clinics.riverside), kind, name, ...more };
  return (await (await as('ada')).mutate('assetCreate', input, 'asset { id }')).asset.id as string;
};
interface Ticket {
  readonly id: string;
  readonly number: string;
}
const open = async (type: string, more: object) => {
  const input = {
    clinicId: id('Clinic', a.clinics.riverside),
    type,
    domain: 'IT',
    title: 'X',
    ...more,
  };
  const opened = await (await as('kim')).mutate('ticketCreate', input, 'ticket { id number }');
  expect(opened.userErrors).toEqual([]);
  return opened.ticket as Ticket;
};
const change = async (details: object = {}, more: object = {}) =>
  open('CHANGE', {
    requesterId: person('nora'),
    assetIds: [await register('Server', 'SERVER')],
    details: {
      change: {
        ...{ kind: 'NORMAL', plan: 'New firmware.', backOutPlan: 'Old firmware.' },
        riskAnswers: await answers(),
        implementerId: person('kim'),
        window: { from: iso(-hours(1)), until: iso(hours(2)) },
        ...details,
      },
    },
    ...more,
  });
const request = (more: object = {}) =>
  open('SERVICE_REQUEST', {
    requesterId: person('nora'),
    details: { request: { approvalRequired: true } },
    ...more,
  });
const read = async (ticket: Ticket, name: keyof typeof who = 'ada') =>
  (
    await (
      await as(name)
    ).data(
      `query($i: ID!) { node(id: $i) { ... on Ticket { id version state assignee { id } details { ... on ChangeDetails { involvedIds } }
        risk { level } availableTransitions { to blockedBy { code message } }
        approvals(first: 20) { nodes { id lane outcome withdrawnAt requestedBy { id } } } } } }`,
      { i: ticket.id },
    )
  ).node;
const live = async (ticket: Ticket) =>
  (await read(ticket)).approvals.nodes.filter((stage: Data) => stage.withdrawnAt === null);

/** What a mutation says: the codes of its refusals with their paths, of a transition its blockers too. */
const say = async (name: keyof typeof who, field: string, input: object) => {
  const inputName = `${field[0]?.toUpperCase()}${field.slice(1)}Input`;
  const query = `mutation($i: ${inputName}!) { ${field}(input: $i) { userErrors { code path ... on TransitionRefused { blockedBy { code message } } } } }`;
  const { [field]: payload } = await (await as(name)).data(query, { i: input });
  return payload.userErrors as { code: string; path: string[]; blockedBy?: Data[] }[];
};
const done = async (...parts: Parameters<typeof say>) => expect(await say(...parts)).toEqual([]);
const codes = async (...parts: Parameters<typeof say>) =>
  (await say(...parts)).map(({ code }) => code);
const on = async (ticket: Ticket, more: object = {}) => ({
  ticketId: ticket.id,
  expectedVersion: (await read(ticket)).version,
  ...more,
});
/** Takes it there; what is predicted for the one who asks is what happens. Answers what blocks it. */
const go = async (name: keyof typeof who, ticket: Ticket, to: string, more: object = {}) => {
  const predicted = (await read(ticket, name)).availableTransitions.find(
    (each: Data) => each.to === to,
  );
  const errors = await say(name, 'ticketTransition', await on(ticket, { to, ...more }));
  expect(errors.flatMap(({ blockedBy }) => blockedBy ?? [])).toEqual(predicted?.blockedBy);
  return errors.flatMap(({ code, blockedBy }) => blockedBy?.map((each) => each.code) ?? [code]);
};
const stage = (name: keyof typeof who, lane: string | null = null) => ({
  ...{ name: lane ?? 'Board', lane },
  approverIds: [person(name)],
});
const ask = async (name: keyof typeof who, ticket: Ticket, stages: object[]) =>
  codes(name, 'approvalRequest', await on(ticket, { stages }));
const vote = async (name: keyof typeof who, ticket: Ticket, lane: string | null, more = {}) => {
  const stageId = (await live(ticket)).find((each: Data) => each.lane === lane)?.id;
  return codes(name, 'approvalDecide', { stageId, decision: 'APPROVE', ...more });
};
/** A change that was assessed, and approved by Diego. */
const approved = async (details: object = {}, more: object = {}) => {
  const made = await change(details, more);
  expect(await go('kim', made, 'ASSESSED')).toEqual([]);
  expect(await ask('kim', made, [stage('diego')])).toEqual([]);
  expect(await vote('diego', made, null)).toEqual([]);
  return made;
};
const begun = async (details: object = {}) => {
  const made = await approved(details);
  for (const to of ['SCHEDULED', 'IMPLEMENTING']) expect(await go('kim', made, to)).toEqual([]);
  return made;
};
const tested = async (ticket: Ticket) => {
  const compatibilityTest = { result: 'PASS', note: 'Works.' };
  await done(
    'kim',
    'ticketUpdate',
    await on(ticket, { details: { change: { compatibilityTest } } }),
  );
};
const reassigned = async (
  ticket: Ticket,
  name: keyof typeof who | null,
  by: keyof typeof who = 'ada',
) => codes(by, 'ticketAssign', await on(ticket, { assigneeId: name && person(name) }));
const implemented = async (ticket: Ticket, name: keyof typeof who | null) =>
  codes(
    'ada',
    'ticketUpdate',
    await on(ticket, {
      details: { change: { implementerId: name && person(name) } },
    }),
  );

describe('a lane is its people', () => {
  const device = () => change({}, { assetIds: [id('Asset', a.assets.pump)] });

  test('who is not of it is not asked for it', async () => {
    const pump = await device();
    expect(await ask('kim', pump, [stage('nils', 'IT'), stage('eve', 'HTM')])).toEqual([
      'APPROVER_NOT_IN_LANE',
    ]);
    expect(await ask('kim', pump, [stage('diego', 'IT'), stage('diego', 'HTM')])).toEqual([
      'APPROVER_NOT_IN_LANE',
    ]);
    expect(await ask('kim', pump, [stage('diego', 'IT'), stage('hal', 'HTM')])).toEqual([]);
  });

  test('who left it does not vote for it, nor does who stands in from outside, nor one for two', async () => {
    const pump = await device();
    const desk = { teamId: a.teams.serviceDesk };
    const both = await hire('Bo', a.teams.serviceDesk);
    await must(a.desk.teams.addMember({ teamId: a.teams.biomed, personId: both.id }));
    const bo = await api.client(both);
    const approverIds = [id('Person', both.id), person('diego')];
    const htm = { name: 'HTM', lane: 'HTM', approverIds: [id('Person', both.id), person('hal')] };
    expect(await ask('kim', pump, [{ name: 'IT', lane: 'IT', approverIds }, htm])).toEqual([]);
    const stageOf = async (lane: string) =>
      (await live(pump)).find((each: Data) => each.lane === lane).id;
    const voted = async (lane: string, caller: Client, more = {}) => {
      const input = { stageId: await stageOf(lane), decision: 'APPROVE', ...more };
      return (await caller.mutate('approvalDecide', input, '')).userErrors.map(
        ({ code }: Data) => code,
      );
    };
    // Bo lends the vote to Diego, who is of IT alone.
    await bo.mutate(
      'approvalDelegationCreate',
      { toId: person('diego'), until: iso(days(1)) },
      'approvalDelegation { id }',
    );
    const forBo = { approverId: id('Person', both.id) };
    expect(await voted('HTM', await as('diego'), forBo)).toEqual(['NOT_IN_LANE']);
    await must(a.desk.teams.removeMember({ ...desk, personId: both.id }));
    expect(await voted('IT', bo)).toEqual(['NOT_IN_LANE']);
    await must(a.desk.teams.addMember({ ...desk, personId: both.id }));
    expect(await voted('IT', bo)).toEqual([]);
    expect(await voted('HTM', bo)).toEqual(['SIGNED_OTHER_LANE']);
    expect(await voted('HTM', await as('hal'))).toEqual([]);
  });
});

test('what a medical device needs is as much both trades’ as the device', async () => {
  const hub = await register('Core switch', 'NETWORK');
  const relate = async (assetId: string, relatedAssetId: string) =>
    done('ada', 'assetRelationAdd', { assetId, kind: 'CONNECTED_TO', relatedAssetId });
  const floor = await register('Floor switch', 'NETWORK');
  await relate(floor, hub);
  const early = await approved({}, { assetIds: [hub] });
  // The pumps come after IT has approved it alone.
  for (const name of ['Pump 1', 'Pump 2']) {
    await relate(await register(name, 'MEDICAL_DEVICE', { deviceClass: 'infusion pump' }), floor);
  }
  expect(await go('kim', early, 'SCHEDULED')).toEqual(['SIGN_OFF_MISSING']);
  const late = await change({}, { assetIds: [hub] });
  expect(await ask('kim', late, [stage('diego', 'IT')])).toEqual(['APPROVAL_TOO_WEAK']);
  expect(await ask('kim', early, [stage('diego', 'IT'), stage('hal', 'HTM')])).toEqual([]);
  expect(await vote('diego', early, 'IT')).toEqual([]);
  expect(await vote('hal', early, 'HTM')).toEqual([]);
  expect(await go('kim', early, 'SCHEDULED')).toEqual([]);
});

test('also where who plans the change may not see the device', async () => {
  const gateway = await register('Gateway', 'NETWORK');
  const kind = 'MEDICAL_DEVICE' as const;
  const clinicId = a.clinics.lakeside;
  const { assetId } = await must(
    a.desk.assets.register({ clinicId, kind, deviceClass: 'monitor', name: 'Lakeside monitor' }),
  );
  const monitor = id('Asset', assetId);
  const relation = { assetId: monitor, kind: 'CONNECTED_TO', relatedAssetId: gateway };
  await done('ada', 'assetRelationAdd', relation);
  const made = await change({}, { assetIds: [gateway] });
  // Tom works at Riverside alone.
  const tom = await api.client(a.people.technician);
  const seen = await tom.data('query($i: ID!) { node(id: $i) { id } }', { i: monitor });
  expect(seen.node).toBeNull();
  const input = await on(made, { stages: [stage('diego', 'IT')] });
  const asked = await tom.mutate('approvalRequest', input, '');
  expect(asked.userErrors).toMatchObject([{ code: 'APPROVAL_TOO_WEAK' }]);
  expect(await ask('kim', made, [stage('diego', 'IT')])).toEqual(['APPROVAL_TOO_WEAK']);
});

describe('segregation of duties', () => {
  test('whoever it is assigned to does it, and an emergency’s doer signs for nothing afterwards', async () => {
    const riskAnswers = await answers();
    const urgent = await change({ kind: 'EMERGENCY', implementerId: null, riskAnswers: [] });
    expect(await reassigned(urgent, 'kim')).toEqual([]);
    expect(await ask('ada', urgent, [stage('kim')])).toEqual(['APPROVER_INVOLVED']);
    expect(await ask('ada', urgent, [stage('diego')])).toEqual([]);
    expect(await vote('diego', urgent, null)).toEqual([]);
    expect(await go('kim', urgent, 'APPROVED')).toEqual([]);
    expect(await go('kim', urgent, 'IMPLEMENTING')).toEqual([]);
    expect(await go('kim', urgent, 'REVIEW')).toEqual([]);
    await tested(urgent);
    await done('kim', 'ticketUpdate', await on(urgent, { details: { change: { riskAnswers } } }));
    // It turned out to touch a pump: both trades sign, and none of those who did it.
    const [server] = (
      await (
        await as('ada')
      ).data(
        'query($i: ID!) { node(id: $i) { ... on Ticket { assets(first: 5) { nodes { id } } } } }',
        { i: urgent.id },
      )
    ).node.assets.nodes;
    const pump = id('Asset', a.assets.pump);
    await done('kim', 'ticketUpdate', await on(urgent, { assetIds: [server.id, pump] }));
    expect(await go('kim', urgent, 'CLOSED')).toEqual(['APPROVAL_MISSING', 'SIGN_OFF_MISSING']);
    expect(await reassigned(urgent, null)).toEqual([]);
    expect(await ask('ada', urgent, [stage('kim', 'IT'), stage('hal', 'HTM')])).toEqual([
      'APPROVER_INVOLVED',
    ]);
    expect(await ask('ada', urgent, [stage('diego', 'IT')])).toEqual(['APPROVAL_TOO_WEAK']);
    expect(await ask('ada', urgent, [stage('diego', 'IT'), stage('hal', 'HTM')])).toEqual([]);
    expect(await vote('diego', urgent, 'IT')).toEqual([]);
    expect(await go('kim', urgent, 'CLOSED')).toEqual(['APPROVAL_MISSING', 'SIGN_OFF_MISSING']);
    expect(await vote('hal', urgent, 'HTM')).toEqual([]);
    expect(await go('kim', urgent, 'CLOSED')).toEqual([]);
  });

  test('who approved it neither begins it nor gets it, by nobody and by no rule', async () => {
    const made = await approved();
    expect(await go('kim', made, 'SCHEDULED')).toEqual([]);
    expect(await go('diego', made, 'IMPLEMENTING')).toEqual(['IMPLEMENTER_IS_APPROVER']);
    expect(await implemented(made, 'diego')).toEqual(['IMPLEMENTER_IS_APPROVER']);
    expect(await go('kim', made, 'IMPLEMENTING')).toEqual([]);
    expect(await reassigned(made, 'diego')).toEqual(['IMPLEMENTER_IS_APPROVER']);
    expect(await reassigned(made, 'diego', 'diego')).toEqual(['IMPLEMENTER_IS_APPROVER']);
    const visit = {
      ...{ ticketId: made.id, personId: person('diego') },
      ...{ from: iso(hours(1)), until: iso(hours(2)) },
    };
    expect(await say('ada', 'visitPlan', visit)).toEqual([
      { code: 'IMPLEMENTER_IS_APPROVER', path: ['input', 'personId'] },
    ]);
    const requester = { requesterId: person('diego') };
    expect(await codes('ada', 'ticketUpdate', await on(made, requester))).toEqual([
      'APPROVER_INVOLVED',
    ]);
    // A team of his alone has nobody to give it to.
    const { teamId } = await must(
      a.desk.teams.create({ name: 'Diego’s own', domain: 'IT', side: 'PROVIDER' }),
    );
    await must(a.desk.teams.addMember({ teamId, personId: who.diego.id }));
    const automatic = await on(made, { teamId: id('Team', teamId) });
    expect(await codes('ada', 'ticketAssignAutomatically', automatic)).toEqual(['NOBODY_ELIGIBLE']);
    const { details } = await read(made);
    expect([...details.involvedIds].sort()).toEqual([person('nora'), person('kim')].sort());
  });

  test('nor by a rule of triage', async () => {
    const { ruleSetId } = await must(
      a.desk.triage.createRuleSet({
        ...{ name: 'To Diego', mode: 'ALL' },
        rules: [
          {
            ...{ id: 'diego', name: 'To Diego', enabled: true, triggers: ['UPDATED'] },
            when: { kind: 'TEST', field: 'title', operator: 'CONTAINS', values: ['For Diego'] },
            actions: [{ kind: 'ASSIGN_PERSON', personId: who.diego.id }],
            timesPerTicket: null,
          },
        ],
      }),
    );
    await must(a.desk.triage.publishRuleSet({ ruleSetId, expectedVersion: 1 }));
    const made = await approved();
    await done('kim', 'ticketUpdate', await on(made, { title: 'For Diego' }));
    const { node } = await (await as('ada')).data(
      'query($i: ID!) { node(id: $i) { ... on Ticket { assignee { id } triageRuns(first: 5) { nodes { outcomes { actions { refusalCode } } } } } } }',
      { i: made.id },
    );
    expect(node.assignee).toBeNull();
    expect(node.triageRuns.nodes).toContainEqual({
      outcomes: [{ actions: [{ refusalCode: 'IMPLEMENTER_IS_APPROVER' }] }],
    });
  });

  test.each([
    ['its implementer', 'kim', (made: Ticket) => implemented(made, 'diego')],
    [
      'its requester',
      'nora',
      async (made: Ticket) => codes('ada', 'ticketUpdate', await on(made, { requesterId: null })),
    ],
  ] as const)(
    '%s stays involved, taken out for the moment of the approval',
    async (_, name, out) => {
      const made = await change();
      expect(await out(made)).toEqual([]);
      expect(await ask('ada', made, [stage(name)])).toEqual(['APPROVER_INVOLVED']);
    },
  );

  test('approving and being given the work at the same moment: one of them, never both', async () => {
    for (let round = 0; round < 4; round++) {
      const made = await change();
      expect(await ask('kim', made, [stage('diego')])).toEqual([]);
      const [waiting] = await live(made);
      const voting = { stageId: waiting.id, decision: 'APPROVE' };
      const [{ id: ticketId = '' } = {}] = await api.database.admin<{ id: string }>(
        'select id from ticket where number = $1 and msp_id = $2',
        [made.number, a.mspId],
      );
      // Without a version, so that nothing but their parts keeps the two apart.
      const assigning = async () => {
        const desk = await who.ada.desk();
        const given = await desk.tickets.assign({ ticketId, assigneeId: who.diego.id });
        return given.ok ? [] : [given.error.code];
      };
      const [voted, assigned] = await Promise.all([
        codes('diego', 'approvalDecide', voting),
        assigning(),
      ]);
      const said = [voted, assigned];
      expect(said.filter((refusals) => refusals.length === 0)).toHaveLength(1);
      expect([['APPROVER_INVOLVED'], ['IMPLEMENTER_IS_APPROVER']]).toContainEqual(
        said.find((refusals) => refusals.length > 0),
      );
    }
  });

  test('who opened it for nobody in particular asked for it', async () => {
    const own = await change({ implementerId: person('diego') }, { requesterId: null });
    expect(await ask('ada', own, [stage('kim')])).toEqual(['APPROVER_INVOLVED']);
  });

  test('a high risk takes two people, however many stages one of them is asked in', async () => {
    const risky = await change({ riskAnswers: await answers(true) });
    expect((await read(risky)).risk.level).toBe('HIGH');
    expect(await go('kim', risky, 'ASSESSED')).toEqual([]);
    const twice = [stage('diego'), { ...stage('diego'), name: 'Again' }];
    expect(await ask('kim', risky, twice)).toEqual(['APPROVAL_TOO_WEAK']);
    expect(await ask('kim', risky, [stage('diego'), stage('ada', 'IT')])).toEqual([]);
    // Ada lets Diego speak for her: that is his voice, not another one.
    await done('ada', 'approvalDelegationCreate', { toId: person('diego'), until: iso(hours(1)) });
    expect(await vote('diego', risky, null)).toEqual([]);
    expect(await vote('diego', risky, 'IT', { approverId: person('ada') })).toEqual([
      'VOTED_ALREADY',
    ]);
    expect(await vote('ada', risky, 'IT')).toEqual([]);
    expect((await read(risky)).state).toBe('APPROVED');
  });

  test('a vote is lent only by who has it, and until they end it', async () => {
    const lender = await hire('Lou', a.teams.serviceDesk);
    const lent = async () => {
      const input = { toId: person('diego'), until: iso(days(1)) };
      const client = await api.client(lender);
      const made = await client.mutate(
        'approvalDelegationCreate',
        input,
        'approvalDelegation { id }',
      );
      return { client, delegationId: made.approvalDelegation.id as string };
    };
    const louId = id('Person', lender.id);
    const asked = async () => {
      const made = await change();
      const board = { name: 'Board', approverIds: [louId] };
      expect(await ask('kim', made, [board])).toEqual([]);
      return made;
    };
    const stood = async (made: Ticket) => vote('diego', made, null, { approverId: louId });
    const first = await lent();
    const end = { delegationId: first.delegationId };
    expect(await stood(await asked())).toEqual([]);
    expect(await codes('diego', 'approvalDelegationEnd', end)).toEqual(['FORBIDDEN']);
    const ended = await first.client.mutate(
      'approvalDelegationEnd',
      end,
      'approvalDelegation { validUntil }',
    );
    expect(Date.parse(ended.approvalDelegation.validUntil)).toBeLessThanOrEqual(api.ports.now());
    expect(await stood(await asked())).toEqual(['NOT_AN_APPROVER']);
    // Ended again, it ended when it did; and who manages rights ends others’.
    const again = await first.client.mutate(
      'approvalDelegationEnd',
      end,
      'approvalDelegation { validUntil }',
    );
    expect(again).toEqual(ended);
    await done('ada', 'approvalDelegationEnd', { delegationId: (await lent()).delegationId });
    expect(await stood(await asked())).toEqual(['NOT_AN_APPROVER']);

    await lent();
    const waiting = [await asked(), await asked()] as const;
    await must(a.desk.people.update({ personId: lender.id, expectedVersion: 1, active: false }));
    expect(await stood(waiting[0])).toEqual(['NOT_AN_APPROVER']);
    await must(a.desk.people.update({ personId: lender.id, expectedVersion: 2, active: true }));
    expect(await stood(waiting[0])).toEqual([]);
    const [grant] = await api.database.admin<{ id: string }>(
      'select id from access_grant where person_id = $1',
      [lender.id],
    );
    await must(a.desk.grants.revoke({ grantId: grant?.id ?? '' }));
    expect(await stood(waiting[1])).toEqual(['NOT_AN_APPROVER']);
  });
});

describe('what is closed is what was approved', () => {
  test('a change that was begun keeps its assets, and is closed with its approval in force', async () => {
    const made = await begun();
    const other = await register('Other server', 'SERVER');
    const swap = async () => say('kim', 'ticketUpdate', await on(made, { assetIds: [other] }));
    const fixed = [{ code: 'DETAIL_FIXED', path: ['input', 'assetIds'] }];
    expect(await swap()).toEqual(fixed);
    expect(await go('kim', made, 'REVIEW')).toEqual([]);
    expect(await swap()).toEqual(fixed);
    const riskAnswers = await answers(true);
    const told = { details: { change: { riskAnswers } } };
    expect(await codes('kim', 'ticketUpdate', await on(made, told))).toEqual(['DETAIL_FIXED']);
    await tested(made);
    // Asked anew, it waits for the new answer.
    expect(await ask('ada', made, [stage('hal')])).toEqual([]);
    expect(await go('kim', made, 'CLOSED')).toEqual(['APPROVAL_MISSING']);
    expect(await vote('hal', made, null)).toEqual([]);
    expect(await go('kim', made, 'CLOSED')).toEqual([]);
  });

  test('what is dropped or added before takes the approval with it', async () => {
    const made = await approved();
    const assetIds = [await register('Other server', 'SERVER')];
    await done('kim', 'ticketUpdate', await on(made, { assetIds }));
    expect(await go('kim', made, 'SCHEDULED')).toEqual(['APPROVAL_MISSING']);
  });

  test('moved within a week and no longer it stays approved, in many small steps too not further', async () => {
    const at = (from: number, length = hours(3)) => ({
      from: iso(from),
      until: iso(from + length),
    });
    const made = await approved({ window: at(days(2)) });
    const move = async (window: object | null) =>
      done('kim', 'ticketUpdate', await on(made, { details: { change: { window } } }));
    const standing = async () => (await live(made)).map(({ outcome }: Data) => outcome);
    for (const window of [at(days(8)), at(days(9)), at(days(1), hours(1)), null, at(days(3))]) {
      await move(window);
      expect(await standing()).toEqual(['GRANTED']);
    }
    await move(at(days(10)));
    expect(await standing()).toEqual([]);
    const longer = await approved({ window: at(days(2)) });
    const change = { window: at(days(2), hours(4)) };
    await done('kim', 'ticketUpdate', await on(longer, { details: { change } }));
    expect(await live(longer)).toEqual([]);
    // Whoever was shown no window left the time to those who plan.
    const open_ = await approved({ window: null });
    const late = { change: { window: at(days(30)) } };
    await done('kim', 'ticketUpdate', await on(open_, { details: late }));
    expect(await live(open_)).toHaveLength(1);
  });
});

describe('a request that has to be approved', () => {
  const waive = async (name: keyof typeof who, ticket: Ticket, waiverReason?: string) => {
    const details = {
      request: { approvalRequired: false, ...(waiverReason ? { waiverReason } : {}) },
    };
    return codes(name, 'ticketUpdate', await on(ticket, { details }));
  };

  test('is freed of it with a reason, by somebody else than who wants it, while it is new', async () => {
    const made = await request();
    expect(await go('kim', made, 'IN_PROGRESS')).toEqual(['APPROVAL_MISSING']);
    expect(await waive('kim', made)).toEqual(['TEXT_EMPTY']);
    expect(await waive('kim', await request({ requesterId: person('kim') }), 'Mine.')).toEqual([
      'APPROVER_INVOLVED',
    ]);
    expect(await waive('kim', made, 'In the catalogue, free of charge.')).toEqual([]);
    expect(await go('kim', made, 'IN_PROGRESS')).toEqual([]);
  });

  test('is not freed of it once that was asked for, or refused', async () => {
    const made = await request();
    expect(await go('kim', made, 'AWAITING_APPROVAL')).toEqual([]);
    expect(await ask('kim', made, [stage('diego')])).toEqual([]);
    const no = { decision: 'REJECT', note: 'Too dear.' };
    expect(await vote('diego', made, null, no)).toEqual([]);
    expect((await read(made)).state).toBe('REJECTED');
    expect(await go('kim', made, 'NEW')).toEqual([]);
    expect(await waive('kim', made, 'Never mind.')).toEqual(['APPROVAL_ASKED_FOR']);
    expect(await go('kim', made, 'IN_PROGRESS')).toEqual(['APPROVAL_MISSING']);
  });

  test('asking makes it needed; declined, it is not begun by being reopened', async () => {
    const made = await request({ details: { request: { approvalRequired: false } } });
    expect(await ask('kim', made, [stage('diego')])).toEqual([]);
    expect(await go('kim', made, 'IN_PROGRESS')).toEqual(['APPROVAL_MISSING']);
    expect(await go('kim', made, 'AWAITING_APPROVAL')).toEqual([]);
    expect(await vote('diego', made, null, { decision: 'REJECT', note: 'No.' })).toEqual([]);
    expect(await go('kim', made, 'RESOLVED', { resolutionCode: 'DECLINED' })).toEqual([]);
    expect(await go('kim', made, 'IN_PROGRESS')).toEqual(['APPROVAL_MISSING']);
  });

  test('is merged only into one that waits for approval too', async () => {
    const made = await request();
    expect(await ask('kim', made, [stage('diego')])).toEqual([]);
    const into = async (target: Ticket) =>
      say('kim', 'ticketMerge', await on(made, { targetId: target.id }));
    const needs = [{ code: 'MERGE_NEEDS_APPROVAL', path: ['input', 'targetId'] }];
    expect(await into(await open('INCIDENT', { requesterId: person('nora') }))).toEqual(needs);
    const granted = await request();
    expect(await ask('kim', granted, [stage('diego')])).toEqual([]);
    expect(await vote('diego', granted, null)).toEqual([]);
    expect(await into(granted)).toEqual(needs);
    const own = await request({ requesterId: person('kim') });
    expect(await into(own)).toEqual([]);
    // Whoever asked for either does not approve both.
    expect(await ask('diego', own, [stage('nora')])).toEqual(['APPROVER_INVOLVED']);
    expect(await live(made)).toEqual([]);
    const { node } = await (await as('kim')).data(
      'query($i: ID!) { node(id: $i) { ... on Ticket { timeline(first: 20) { nodes { ... on ApprovalsWithdrawnEntry { because } } } } } }',
      { i: made.id },
    );
    expect(node.timeline.nodes).toContainEqual({ because: 'MERGED' });
  });
});

test('what is asked is taken back by who asked, or who manages rights, until it is settled', async () => {
  const made = await change();
  const back = async (name: keyof typeof who) =>
    codes(name, 'approvalWithdraw', await on(made, {}));
  expect(await back('kim')).toEqual([]);
  const two = [stage('diego', 'IT'), stage('hal', 'HTM')];
  expect(await ask('kim', made, two)).toEqual([]);
  expect(await vote('diego', made, 'IT')).toEqual([]);
  for (const { requestedBy } of await live(made))
    expect(requestedBy).toEqual({ id: person('kim') });
  expect(await back('diego')).toEqual(['NOT_WHO_ASKED']);
  expect(await back('nora')).toEqual(['FORBIDDEN']);
  expect(await back('kim')).toEqual([]);
  expect(await live(made)).toEqual([]);
  expect(await ask('kim', made, [stage('diego')])).toEqual([]);
  expect(await back('ada')).toEqual([]);
  expect(await ask('kim', made, [stage('diego')])).toEqual([]);
  expect(await vote('diego', made, null)).toEqual([]);
  expect(await back('kim')).toEqual(['APPROVAL_SETTLED']);
});
