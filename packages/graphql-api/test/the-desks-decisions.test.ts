// Merging, changes, checklists and approvals as an integrator does them: through the endpoint.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type Client,
  days,
  type MspWorld,
  must,
  type TestApi,
  testApi,
  toGlobalId,
  twoMsps,
} from './support/index.ts';

let api: TestApi;
let a: MspWorld;
let admin: Client;
let technician: Client;
let nurse: Client;
beforeAll(async () => {
  api = await testApi();
  a = (await twoMsps(api.wardline)).a;
  admin = await api.client(a.people.mspAdmin);
  technician = await api.client(a.people.technician);
  nurse = await api.client(a.people.nurse);
});
afterAll(() => api.close());

const id = (type: Parameters<typeof toGlobalId>[0], uuid: string) => toGlobalId(type, uuid);
const person = (who: keyof MspWorld['people']) => id('Person', a.people[who].id);
const iso = (ms: number) => new Date(api.ports.now() + ms).toISOString();
const open = async (more: object = {}) =>
  (
    await technician.mutate(
      'ticketCreate',
      {
        clinicId: id('Clinic', a.clinics.riverside),
        type: 'INCIDENT',
        domain: 'IT',
        title: 'New',
        requesterId: person('nurse'),
        ...more,
      },
      'ticket { id version number }',
    )
  ).ticket as { id: string; version: number; number: string };
const versionOf = async (ticketId: string) =>
  (
    await admin.data('query($i: ID!) { node(id: $i) { ... on Ticket { version } } }', {
      i: ticketId,
    })
  ).node.version as number;
const refusal = async (who: Client, field: string, input: object) => {
  const inputName = /^ticketLink/.test(field)
    ? 'TicketLinkInput'
    : `${field[0]?.toUpperCase()}${field.slice(1)}Input`;
  const query = `mutation($i: ${inputName}!) { ${field}(input: $i) { userErrors { __typename code path ... on TransitionRefused { blockedBy { code } } } } }`;
  const { [field]: payload } = await who.data(query, { i: input });
  expect(payload.userErrors).toHaveLength(1);
  return payload.userErrors[0];
};
const move = async (who: Client, ticketId: string, more: object) =>
  who.mutate(
    'ticketTransition',
    { ticketId, expectedVersion: await versionOf(ticketId), ...more },
    'ticket { state }',
  );

describe('relations', () => {
  test('a merge redirects, and shows both timelines', async () => {
    const [source, target] = [await open(), await open()];
    await technician.mutate(
      'publicReplyAdd',
      { ticketId: source.id, body: 'On it.' },
      'ticket { id }',
    );
    const merged = await technician.mutate(
      'ticketMerge',
      {
        ticketId: source.id,
        expectedVersion: await versionOf(source.id),
        targetId: target.id,
      },
      'ticket { state mergedInto { id } } target { id mergedTickets(first: 5) { nodes { id timeline(first: 9) { nodes { __typename } } } } }',
    );
    expect(merged).toMatchObject({
      ticket: { state: 'MERGED', mergedInto: { id: target.id } },
      target: { id: target.id, mergedTickets: { nodes: [{ id: source.id }] } },
    });
    const kinds = merged.target.mergedTickets.nodes[0].timeline.nodes.map(
      (entry: { __typename: string }) => entry.__typename,
    );
    expect(kinds).toContain('PublicReply');
    expect(kinds).toContain('MergedEntry');
    const late = { ticketId: source.id, body: 'And this?' };
    const reply = await nurse.mutate('publicReplyAdd', late, 'ticket { id }');
    expect(reply.ticket.id).toBe(target.id);
  });

  test('refusals of each', async () => {
    const [one, two] = [await open(), await open()];
    const change = await open({ type: 'CHANGE', details: { change: { kind: 'NORMAL' } } });
    const pair = { ticketId: one.id, targetId: two.id };
    const versioned = { expectedVersion: 1 };
    const merge = { ...pair, ...versioned };
    expect(await refusal(technician, 'ticketMerge', { ...merge, targetId: one.id })).toMatchObject({
      code: 'MERGE_INTO_ITSELF',
      path: ['input', 'targetId'],
    });
    expect(
      await refusal(technician, 'ticketMerge', { ...merge, expectedVersion: 9 }),
    ).toMatchObject({
      __typename: 'VersionConflict',
    });
    expect(
      await refusal(technician, 'ticketMerge', { ...merge, ticketId: change.id }),
    ).toMatchObject({ code: 'MERGE_TYPES' });
    expect(await refusal(nurse, 'ticketMerge', merge)).toMatchObject({ __typename: 'Forbidden' });
    expect(
      await refusal(technician, 'ticketLinkAdd', { ...pair, kind: 'PROBLEM_OF' }),
    ).toMatchObject({ code: 'LINK_TYPES', path: ['input', 'kind'] });
    expect(await refusal(nurse, 'ticketLinkRemove', { ...pair, kind: 'BLOCKS' })).toMatchObject({
      __typename: 'Forbidden',
    });
    const split = { ticketId: one.id, ...versioned, title: 'X', entryIds: [] };
    expect(await refusal(technician, 'ticketSplit', split)).toMatchObject({
      code: 'SPLIT_NOTHING',
      path: ['input', 'entryIds'],
    });
    const follow = { ticketId: one.id, title: 'X' };
    expect(await refusal(technician, 'ticketFollowUp', follow)).toMatchObject({
      code: 'FOLLOWS_OPEN',
    });
    const fan = { ticketId: one.id, title: 'X', assetIds: [id('Asset', a.assets.pump)] };
    expect(await refusal(technician, 'problemFanOut', fan)).toMatchObject({
      code: 'NOT_FOR_THIS_TYPE',
    });
    expect(await refusal(nurse, 'ticketRate', { ticketId: one.id, score: 5 })).toMatchObject({
      code: 'NOT_RESOLVED',
    });
    const notice = { ticketId: change.id, party: 'FDA', recipient: 'MedWatch' };
    expect(await refusal(technician, 'ticketNotificationRecord', notice)).toMatchObject({
      code: 'NOT_FOR_THIS_TYPE',
    });
    expect(
      await refusal(technician, 'ticketRestorationRecord', {
        ticketId: one.id,
        restoredAt: iso(days(1)),
      }),
    ).toMatchObject({ code: 'TIME_IN_FUTURE', path: ['input', 'restoredAt'] });
  });

  test('a major incident waits for the one child that cannot follow, also behind a hundred others', async () => {
    const [major, done, child] = [await open(), await open({ title: 'Done' }), await open()];
    for (const ticketId of [done.id, child.id]) {
      const { ticketLinkAdd } = await technician.data(
        'mutation($i: TicketLinkInput!) { ticketLinkAdd(input: $i) { userErrors { code } } }',
        { i: { ticketId, targetId: major.id, kind: 'CHILD_OF' } },
      );
      expect(ticketLinkAdd.userErrors).toEqual([]);
    }
    await move(technician, done.id, { to: 'RESOLVED', resolutionCode: 'FIXED' });
    await technician.mutate(
      'checklistStart',
      {
        ...{ ticketId: child.id, name: 'Safety', order: 'SEQUENCE' },
        steps: [{ title: 'Leakage', kind: 'CHECK', lane: 'HTM' }],
      },
      '',
    );
    // As many as a page may have, linked before.
    await api.database.admin(
      `with done as (insert into ticket select r.* from ticket t, generate_series(1, 110) n,
         jsonb_populate_record(null::ticket, to_jsonb(t) || jsonb_build_object(
           'id', gen_random_uuid(), 'number', 'INC-DONE-' || n)) r
         where t.number = $1 and t.msp_id = $2 returning msp_id, id)
       insert into ticket_link select l.msp_id, gen_random_uuid(), l.kind, done.id, l.to_id,
         l.created_at - interval '1 hour' from done join ticket_link l on l.msp_id = done.msp_id
         join ticket t on t.msp_id = l.msp_id and t.id = l.from_id and t.number = $1`,
      [done.number, a.mspId],
    );
    const { node } = await technician.data(
      'query($i: ID!) { node(id: $i) { ... on Ticket { linkedFrom(first: 1) { totalCount } availableTransitions { to blockedBy { code } } } } }',
      { i: major.id },
    );
    expect(node.linkedFrom.totalCount).toBe(112);
    const resolve = node.availableTransitions.find(({ to }: { to: string }) => to === 'RESOLVED');
    expect(resolve.blockedBy).toEqual([{ code: 'CHILDREN_HAVE_OPEN_WORK' }]);
    const input = { ticketId: major.id, to: 'RESOLVED', resolutionCode: 'FIXED' };
    expect(
      await refusal(technician, 'ticketTransition', {
        ...input,
        expectedVersion: await versionOf(major.id),
      }),
    ).toMatchObject({ blockedBy: resolve.blockedBy });
  });

  test('a major incident whose child waits for an approval says so, and then refuses so', async () => {
    const major = await open();
    const child = await open({
      type: 'SERVICE_REQUEST',
      details: { request: { approvalRequired: true } },
    });
    await technician.data(
      'mutation($i: TicketLinkInput!) { ticketLinkAdd(input: $i) { userErrors { code } } }',
      { i: { ticketId: child.id, targetId: major.id, kind: 'CHILD_OF' } },
    );
    expect((await move(technician, child.id, { to: 'AWAITING_APPROVAL' })).userErrors).toEqual([]);
    const { node } = await technician.data(
      'query($i: ID!) { node(id: $i) { ... on Ticket { availableTransitions { to blockedBy { code message } } } } }',
      { i: major.id },
    );
    const resolve = node.availableTransitions.find(({ to }: { to: string }) => to === 'RESOLVED');
    expect(resolve.blockedBy).toMatchObject([{ code: 'CHILDREN_HAVE_OPEN_WORK' }]);
    expect(resolve.blockedBy[0].message).toContain(child.number);
    const input = { ticketId: major.id, to: 'RESOLVED', resolutionCode: 'FIXED' };
    const expectedVersion = await versionOf(major.id);
    expect(
      await refusal(technician, 'ticketTransition', { ...input, expectedVersion }),
    ).toMatchObject({ blockedBy: [{ code: 'CHILDREN_HAVE_OPEN_WORK' }] });
  });

  test('a problem told again reaches what else is affected, in the ticket a clinic works on', async () => {
    const { ticket: problem } = await admin.mutate(
      'ticketCreate',
      {
        clinicId: id('Clinic', a.clinics.riverside),
        type: 'PROBLEM',
        domain: 'IT',
        title: 'Series',
      },
      'ticket { id }',
    );
    const tell = async (...assets: string[]) =>
      admin.mutate(
        'problemFanOut',
        { ticketId: problem.id, title: 'One series fails', assetIds: assets },
        'openedCount extendedCount omittedAssetCount',
      );
    const [pump, printer] = [id('Asset', a.assets.pump), id('Asset', a.assets.printer)];
    const other = id('Asset', a.assets.lakesideServer);
    const counts = (opened: number, extended: number) => ({
      ...{ openedCount: opened, extendedCount: extended, omittedAssetCount: 0, userErrors: [] },
    });
    expect(await tell(pump)).toEqual(counts(1, 0));
    expect(await tell(pump, printer, other)).toEqual(counts(1, 1));
    expect(await tell(pump, printer, other)).toEqual(counts(0, 0));
    const { node } = await admin.data(
      'query($i: ID!) { node(id: $i) { ... on Ticket { links(first: 9) { nodes { to { id state assets(first: 9) { nodes { id } } } } } } } }',
      { i: problem.id },
    );
    const told = node.links.nodes.map(({ to }: { to: { assets: { nodes: { id: string }[] } } }) =>
      to.assets.nodes.map((asset) => asset.id),
    );
    expect(told).toEqual(
      expect.arrayContaining([expect.arrayContaining([pump, printer]), [other]]),
    );
  });

  test('an incident shows the workaround of its problem to the clinic, and not the problem', async () => {
    const { node } = await nurse.data(
      'query($i: ID!) { node(id: $i) { ... on Ticket { knownErrors(first: 5) { nodes { workaround problem { id } } } linkedFrom(first: 5) { nodes { kind from { id } } } } } }',
      { i: id('Ticket', a.tickets.nurse) },
    );
    expect(node.knownErrors.nodes).toEqual([
      { workaround: `Use the other printer. ${a.marker}`, problem: null },
    ]);
    expect(node.linkedFrom.nodes).toEqual([{ kind: 'PROBLEM_OF', from: null }]);
  });
});

describe('checklists', () => {
  test('hold a ticket back until they are done; what availableTransitions says is what happens', async () => {
    const ticket = await open();
    await technician.mutate(
      'checklistStart',
      {
        ticketId: ticket.id,
        name: 'Safety',
        order: 'SEQUENCE',
        steps: [
          { title: 'Leakage', kind: 'NUMBER', lane: 'HTM', unit: 'µA', max: 100 },
          { title: 'HTM signs', kind: 'SIGNATURE', lane: 'HTM' },
        ],
      },
      'ticket { id }',
    );
    const { node } = await technician.data(
      'query($i: ID!) { node(id: $i) { ... on Ticket { tasks(first: 9) { nodes { id title } } availableTransitions { to blockedBy { code } } } } }',
      { i: ticket.id },
    );
    const [leakage, signature] = node.tasks.nodes as { id: string }[];
    const resolve = node.availableTransitions.find(
      (each: { to: string }) => each.to === 'RESOLVED',
    );
    expect(resolve.blockedBy).toEqual([{ code: 'REQUIRED_TASKS_OPEN' }]);
    const resolved = { to: 'RESOLVED', resolutionCode: 'FIXED' };
    const now = { ticketId: ticket.id, expectedVersion: await versionOf(ticket.id), ...resolved };
    expect(await refusal(technician, 'ticketTransition', now)).toMatchObject({
      blockedBy: [{ code: 'REQUIRED_TASKS_OPEN' }],
    });
    expect(await refusal(technician, 'taskComplete', { taskId: signature?.id })).toMatchObject({
      code: 'OUT_OF_SEQUENCE',
      path: ['input', 'taskId'],
    });
    expect(await refusal(technician, 'taskComplete', { taskId: leakage?.id })).toMatchObject({
      code: 'NUMBER_INVALID',
      path: ['input', 'number'],
    });
    const failed = await technician.mutate(
      'taskComplete',
      { taskId: leakage?.id, number: 120.5 },
      'task { status number }',
    );
    expect(failed.task).toEqual({ status: 'FAILED', number: 120.5 });
    await technician.mutate('taskComplete', { taskId: leakage?.id, number: 80 }, 'task { id }');
    expect(await refusal(technician, 'taskComplete', { taskId: signature?.id })).toMatchObject({
      code: 'NOT_IN_LANE',
    });
    expect(
      await refusal(technician, 'taskSkip', { taskId: signature?.id, reason: 'x' }),
    ).toMatchObject({ code: 'TASK_REQUIRED' });
    expect(
      await refusal(nurse, 'checklistStart', { ticketId: ticket.id, name: 'x', steps: [] }),
    ).toMatchObject({ __typename: 'Forbidden' });
    expect(
      await refusal(technician, 'checklistStart', { ticketId: ticket.id, name: 'x', steps: [] }),
    ).toMatchObject({ code: 'STEPS_COUNT', path: ['input', 'steps'] });
  });

  test('templates are the MSP’s, and versioned', async () => {
    const steps = [{ title: 'Seal', kind: 'CHECK', lane: 'HTM' }];
    const { checklistTemplate } = await admin.mutate(
      'checklistTemplateCreate',
      { name: 'Seals', steps },
      'checklistTemplate { id version number }',
    );
    const tighter = [...steps, { title: 'Label', kind: 'CHECK', lane: 'HTM' }];
    const update = { templateId: checklistTemplate.id, expectedVersion: 1, steps: tighter };
    const changed = await admin.mutate(
      'checklistTemplateUpdate',
      update,
      'checklistTemplate { number }',
    );
    expect(changed.checklistTemplate.number).toBe(2);
    const { node } = await technician.data(
      'query($i: ID!) { node(id: $i) { ... on ChecklistTemplate { versions(first: 5) { nodes { number steps { title } } } } } }',
      { i: checklistTemplate.id },
    );
    expect(node.versions.nodes).toEqual([
      { number: 2, steps: [{ title: 'Seal' }, { title: 'Label' }] },
      { number: 1, steps: [{ title: 'Seal' }] },
    ]);
    expect(await refusal(admin, 'checklistTemplateUpdate', update)).toMatchObject({
      __typename: 'VersionConflict',
    });
    const range = [{ title: 'x', kind: 'CHECK', lane: 'HTM', unit: 'V' }];
    expect(
      await refusal(admin, 'checklistTemplateCreate', { name: 'X', steps: range }),
    ).toMatchObject({ code: 'STEP_TAKES_NO_RANGE', path: ['input', 'steps', '0', 'kind'] });
    expect(
      await refusal(technician, 'checklistTemplateCreate', { name: 'Y', steps }),
    ).toMatchObject({ __typename: 'Forbidden' });
  });
});

describe('a change of a medical device', () => {
  test('is assessed, approved by both trades, put where nothing else is, and only then scheduled', async () => {
    const { riskQuestions } = await technician.data(
      '{ riskQuestions { code choices { code points } } }',
    );
    const riskAnswers = riskQuestions.map((q: { code: string; choices: { code: string }[] }) => ({
      question: q.code,
      answer: q.code === 'DOWNTIME' ? 'CARE' : q.choices[0]?.code,
    }));
    const change = await open({
      type: 'CHANGE',
      domain: 'HTM',
      requesterId: null,
      assetIds: [id('Asset', a.assets.pump)],
      details: {
        change: {
          kind: 'NORMAL',
          plan: 'New firmware.',
          backOutPlan: 'Old firmware.',
          implementerId: person('technician'),
          riskAnswers,
        },
      },
    });
    await move(technician, change.id, { to: 'ASSESSED' });
    const ask = async (stages: object[]) => ({
      ticketId: change.id,
      expectedVersion: await versionOf(change.id),
      stages,
    });
    const it = { name: 'IT', lane: 'IT', approverIds: [person('mspAdmin')] };
    const engineer = { teamId: a.teams.biomed, personId: a.people.clinicAdmin.id };
    const htm = { name: 'HTM', lane: 'HTM', approverIds: [person('clinicAdmin')] };
    expect(await refusal(technician, 'approvalRequest', await ask([it]))).toMatchObject({
      code: 'APPROVAL_TOO_WEAK',
    });
    // A lane is its people's: a label on a stage makes nobody one of them.
    for (const [lane, stages] of [
      ['IT', [{ ...it, approverIds: [person('clinicAdmin')] }, htm]],
      ['HTM', [it, htm]],
    ] as const) {
      expect(await refusal(technician, 'approvalRequest', await ask([...stages]))).toMatchObject({
        code: 'APPROVER_NOT_IN_LANE',
        path: ['input', 'stages', lane === 'IT' ? '0' : '1', 'approverIds', '0'],
      });
    }
    await must(a.desk.teams.addMember(engineer));
    const own = { ...it, approverIds: [person('technician')] };
    expect(await refusal(technician, 'approvalRequest', await ask([own, htm]))).toMatchObject({
      code: 'APPROVER_INVOLVED',
      path: ['input', 'stages', '0', 'approverIds', '0'],
    });
    const { ticket } = await technician.mutate(
      'approvalRequest',
      await ask([it, htm]),
      'ticket { risk { level score open } approvals(first: 5) { nodes { id lane outcome } } }',
    );
    expect(ticket.risk).toMatchObject({ open: [] });
    const stage = (lane: string) =>
      ticket.approvals.nodes.find((each: { lane: string }) => each.lane === lane)?.id as string;
    expect(
      await refusal(technician, 'approvalDecide', { stageId: stage('IT'), decision: 'APPROVE' }),
    ).toMatchObject({ code: 'NOT_AN_APPROVER' });
    await admin.mutate(
      'approvalDecide',
      { stageId: stage('IT'), decision: 'APPROVE' },
      'ticket { state }',
    );
    const clinicAdmin = await api.client(a.people.clinicAdmin);
    expect(
      await refusal(clinicAdmin, 'approvalDecide', { stageId: stage('HTM'), decision: 'REJECT' }),
    ).toMatchObject({ code: 'TEXT_EMPTY', path: ['input', 'note'] });
    const settled = await clinicAdmin.mutate(
      'approvalDecide',
      { stageId: stage('HTM'), decision: 'APPROVE' },
      'ticket { state } stage { outcome }',
    );
    expect(settled).toEqual({
      ticket: { state: 'APPROVED' },
      stage: { outcome: 'GRANTED' },
      userErrors: [],
    });

    // The clinic works office hours; an audit takes the first night.
    const blackout = {
      clinicId: id('Clinic', a.clinics.riverside),
      name: 'Audit',
      from: iso(0),
      until: iso(days(1)),
    };
    expect(
      await refusal(technician, 'blackoutCreate', { ...blackout, until: blackout.from }),
    ).toMatchObject({ code: 'PERIOD_INVALID' });
    await technician.mutate('blackoutCreate', blackout, 'blackout { id }');
    const windows = async () =>
      (
        await technician.data(
          'query($i: ID!, $u: DateTime!) { node(id: $i) { ... on Ticket { changeWindows(duration: "PT2H", until: $u, count: 3) { from until } changeConflicts { code } availableTransitions { to blockedBy { code } } } } }',
          { i: change.id, u: iso(days(7)) },
        )
      ).node;
    const proposed = (await windows()).changeWindows as { from: string; until: string }[];
    expect(proposed.length).toBeGreaterThan(0);
    for (const { from } of proposed)
      expect(Date.parse(from)).toBeGreaterThanOrEqual(Date.parse(iso(days(1))));
    const plan = async (window: object) =>
      technician.mutate(
        'ticketUpdate',
        {
          ticketId: change.id,
          expectedVersion: await versionOf(change.id),
          details: { change: { window } },
        },
        'ticket { id }',
      );
    await plan({ from: iso(3_600_000), until: iso(7_200_000) });
    const blocked = await windows();
    expect(blocked.changeConflicts.map((each: { code: string }) => each.code)).toContain(
      'BLACKOUT',
    );
    const scheduled = { ticketId: change.id, to: 'SCHEDULED' };
    const refused = await refusal(technician, 'ticketTransition', {
      ...scheduled,
      expectedVersion: await versionOf(change.id),
    });
    const predicted = blocked.availableTransitions.find(
      (each: { to: string }) => each.to === 'SCHEDULED',
    );
    expect(refused.blockedBy).toEqual(predicted.blockedBy);
    await plan({ from: proposed[0]?.from, until: proposed[0]?.until });
    expect((await move(technician, change.id, { to: 'SCHEDULED' })).ticket.state).toBe('SCHEDULED');
  });

  test('a clinic’s own approver reads what they are asked to decide on, confidential or not', async () => {
    const request = await open({
      type: 'SERVICE_REQUEST',
      title: 'Access to the drug cabinet',
      confidential: true,
      requesterId: null,
    });
    const otherNurse = await api.client(a.people.otherNurse);
    const read = async () =>
      (
        await otherNurse.data('query($i: ID!) { node(id: $i) { ... on Ticket { title } } }', {
          i: request.id,
        })
      ).node;
    expect(await read()).toBeNull();
    const { ticket } = await technician.mutate(
      'approvalRequest',
      {
        ticketId: request.id,
        expectedVersion: request.version,
        stages: [{ name: 'Head nurse', approverIds: [person('otherNurse')] }],
      },
      'ticket { approvals(first: 1) { nodes { id } } }',
    );
    expect(await read()).toEqual({ title: 'Access to the drug cabinet' });
    const decided = await otherNurse.mutate(
      'approvalDecide',
      { stageId: ticket.approvals.nodes[0].id, decision: 'APPROVE' },
      'stage { outcome }',
    );
    expect(decided).toEqual({ stage: { outcome: 'GRANTED' }, userErrors: [] });
  });

  test('standing in is one’s own to give', async () => {
    const toId = person('dispatcher');
    expect(
      await refusal(admin, 'approvalDelegationCreate', { toId, until: iso(days(100)) }),
    ).toMatchObject({ code: 'PERIOD_INVALID', path: ['input', 'until'] });
    expect(
      await refusal(admin, 'approvalDelegationCreate', {
        toId: person('mspAdmin'),
        until: iso(days(1)),
      }),
    ).toMatchObject({ code: 'DELEGATE_IS_ONESELF' });
    const auditor = await api.client(a.people.auditor);
    expect(
      await refusal(auditor, 'approvalDelegationCreate', { toId, until: iso(days(1)) }),
    ).toMatchObject({ __typename: 'Forbidden' });
    expect(
      await refusal(nurse, 'blackoutRemove', { blackoutId: id('Blackout', a.blackouts.audit) }),
    ).toMatchObject({ __typename: 'NotFound' });
  });
});

describe('a work order that fails', () => {
  const complete = async (ticketId: string, outcome: string) => {
    await move(technician, ticketId, { to: 'IN_PROGRESS' });
    return move(technician, ticketId, {
      to: 'COMPLETED',
      outcome,
      note: 'Does not hold pressure.',
    });
  };
  const following = async (ticketId: string) =>
    (
      await technician.data(
        'query($i: ID!) { node(id: $i) { ... on Ticket { linkedFrom(first: 9) { nodes { kind from { id type title description team { name } assets(first: 9) { nodes { name } } details { ... on WorkOrderDetails { kind } } clocks(first: 9) { nodes { metric } } } } } } } }',
        { i: ticketId },
      )
    ).node.linkedFrom.nodes;
  const inspection = () =>
    open({
      type: 'WORK_ORDER',
      domain: 'HTM',
      title: 'Yearly inspection',
      assetIds: [id('Asset', a.assets.pump)],
      teamId: id('Team', a.teams.biomed),
      details: { workOrder: { kind: 'INSPECTION' } },
    });

  test('opens its repair in the same moment, about the same device, for the same team', async () => {
    const failed = await inspection();
    expect((await complete(failed.id, 'FAIL')).userErrors).toEqual([]);
    expect(await following(failed.id)).toMatchObject([
      {
        kind: 'FOLLOWS',
        from: {
          type: 'WORK_ORDER',
          title: 'Repair: Yearly inspection',
          description: `${failed.number} failed.\nDoes not hold pressure.`,
          team: { name: 'Clinical engineering' },
          assets: { nodes: [{ name: 'Infusion pump' }] },
          details: { kind: 'REPAIR' },
        },
      },
    ]);
  });

  test('and no second one while that is open; one that passes opens none', async () => {
    const failed = await inspection();
    await complete(failed.id, 'FAIL');
    await complete(failed.id, 'FAIL');
    const [repair, ...more] = await following(failed.id);
    expect(more).toEqual([]);
    expect((await complete(repair.from.id, 'PASS')).userErrors).toEqual([]);
    expect(await following(repair.from.id)).toEqual([]);
    await complete(failed.id, 'PASS');
    expect(await following(failed.id)).toHaveLength(1);
  });
});
