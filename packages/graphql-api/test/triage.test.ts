// Triage rules through the API: a draft is tried on past tickets, published, and tickets go through it
// in the transaction that opens them; whatever it did is on the ticket, with the reasons.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type Client,
  MONDAY_9,
  minutes,
  type TestApi,
  type TwoMsps,
  testApi,
  toGlobalId,
  twoMsps,
} from './support/index.ts';

let api: TestApi;
let world: TwoMsps;
let admin: Client;
let nurse: Client;

beforeAll(async () => {
  api = await testApi();
  world = await twoMsps(api.wardline);
  admin = await api.client(world.a.people.mspAdmin);
  nurse = await api.client(world.a.people.nurse);
});
afterAll(() => api.close());

const team = (which: 'serviceDesk' | 'biomed' | 'hilltopIt') =>
  toGlobalId('Team', world.a.teams[which]);
const is = (field: string, ...values: string[]) => ({ kind: 'TEST', field, values });
const hasWord = (...values: string[]) => ({
  kind: 'TEST',
  field: 'title',
  operator: 'HAS_WORD',
  values,
});
const rule = (id: string, actions: object[], more: object = {}) => ({
  id,
  name: `Rule ${id}`,
  triggers: ['OPENED'],
  actions,
  ...more,
});
const SCHEDULED = { triggers: ['SCHEDULED'], everyMinutes: 5, timesPerTicket: 1 };
const line = { depth: 1, kind: 'TEST' };
const codes = (errors: { code: string; path: string[] }[]) =>
  errors.map(({ code, path }) => [code, path.slice(1).join('.')]);
const RUN =
  'triageRuns(first: 10) { nodes { trigger depth number ruleSet { name } outcomes { ruleId result explained { depth kind matched field actual } actions { effect refusalCode action { kind } } } } }';
const open = async (client: Client, title: string, more: object = {}) => {
  const { ticket, userErrors } = await client.mutate(
    'ticketCreate',
    {
      clinicId: toGlobalId('Clinic', world.a.clinics.riverside),
      type: 'INCIDENT',
      domain: 'IT',
      title,
      ...more,
    },
    'ticket { id version }',
  );
  expect(userErrors).toEqual([]);
  return ticket;
};
const read = async (id: string, fields: string, client = admin) =>
  (await client.data(`query($id: ID!) { node(id: $id) { ... on Ticket { ${fields} } } }`, { id }))
    .node;
/** Sets rules in force and switches them off again after the work. */
async function inForce(rules: object[], work: () => Promise<void>, mode = 'ALL') {
  const created = await admin.mutate(
    'triageRuleSetCreate',
    { name: 'Front desk', mode, rules },
    'triageRuleSet { id version publishedNumber }',
  );
  expect(created.userErrors).toEqual([]);
  const { id: ruleSetId } = created.triageRuleSet;
  const published = await admin.mutate(
    'triageRuleSetPublish',
    { ruleSetId, expectedVersion: 1 },
    'triageRuleSet { publishedNumber versions(first: 3) { nodes { number publishedBy { displayName } } } }',
  );
  expect(published.triageRuleSet).toEqual({
    publishedNumber: 1,
    versions: { nodes: [{ number: 1, publishedBy: { displayName: 'Ada Admin' } }] },
  });
  try {
    await work();
  } finally {
    const off = { ruleSetId, expectedVersion: 2, enabled: false };
    expect((await admin.mutate('triageRuleSetUpdate', off, '')).userErrors).toEqual([]);
  }
}

describe('rules in force', () => {
  test('a nurse opens a ticket; rules she cannot see sort it, and say why', async () => {
    const rules = [
      rule(
        'pumps',
        [
          { kind: 'SET', field: 'domain', value: 'HTM' },
          { kind: 'SET', field: 'careImpact', value: 'CARE_DELAYED' },
          { kind: 'ASSIGN_TEAM', teamId: team('biomed') },
          { kind: 'ADD_NOTE', body: 'Sorted by rule' },
        ],
        { when: { kind: 'ALL', of: [hasWord('pump'), is('type', 'INCIDENT')] } },
      ),
      rule('printers', [{ kind: 'SET', field: 'category', value: 'Printing' }], {
        when: { kind: 'ANY', of: [hasWord('printer')] },
      }),
    ];
    await inForce(rules, async () => {
      const { id } = await open(nurse, 'The PUMP stops');
      const ticket = await read(
        id,
        `domain category team { name } priority { careImpact } timeline(first: 20) { nodes { kind } } ${RUN}`,
      );
      expect(ticket).toMatchObject({
        domain: 'HTM',
        category: null,
        team: { name: 'Clinical engineering' },
        priority: { careImpact: 'CARE_DELAYED' },
      });
      expect(ticket.timeline.nodes.map(({ kind }: { kind: string }) => kind)).toContain(
        'INTERNAL_NOTE',
      );
      expect(ticket.triageRuns.nodes).toEqual([
        {
          trigger: 'OPENED',
          depth: 0,
          number: 1,
          ruleSet: { name: 'Front desk' },
          outcomes: [
            {
              ruleId: 'pumps',
              result: 'APPLIED',
              explained: [
                { depth: 0, kind: 'ALL', matched: true, field: null, actual: null },
                { ...line, matched: true, field: 'title', actual: 'The PUMP stops' },
                { ...line, matched: true, field: 'type', actual: 'INCIDENT' },
              ],
              actions: ['SET', 'SET', 'ASSIGN_TEAM', 'ADD_NOTE'].map((kind) => ({
                effect: 'CHANGES',
                refusalCode: null,
                action: { kind },
              })),
            },
            {
              ruleId: 'printers',
              result: 'NOT_MATCHED',
              explained: [
                { depth: 0, kind: 'ANY', matched: false, field: null, actual: null },
                { ...line, matched: false, field: 'title', actual: 'The PUMP stops' },
              ],
              actions: [],
            },
          ],
        },
      ]);
      // She sees the outcome and nothing of the rules.
      const hers = await read(id, `domain timeline(first: 20) { nodes { kind } } ${RUN}`, nurse);
      expect(hers.triageRuns.nodes).toEqual([]);
      expect(hers.timeline.nodes.map(({ kind }: { kind: string }) => kind)).not.toContain(
        'INTERNAL_NOTE',
      );
    });
  });

  test('what the desk refuses is logged, and the ticket is opened all the same', async () => {
    const rules = [
      rule('far', [
        { kind: 'ASSIGN_TEAM', teamId: team('hilltopIt') },
        { kind: 'TRANSITION', to: 'CLOSED' },
        { kind: 'SET', field: 'category', value: 'Sorted' },
      ]),
    ];
    await inForce(rules, async () => {
      const { id } = await open(nurse, 'Anything');
      const ticket = await read(id, `state category team { name } ${RUN}`);
      expect(ticket).toMatchObject({ state: 'NEW', category: 'Sorted', team: null });
      const [{ outcomes }] = ticket.triageRuns.nodes;
      expect(
        outcomes[0].actions.map(({ refusalCode }: { refusalCode: string | null }) => refusalCode),
      ).toEqual(['NOT_FOUND', 'TRANSITION_REFUSED', null]);
    });
  });

  test('rules that set each other off act once each, one deeper each time', async () => {
    const rules = [
      rule('first', [{ kind: 'SET', field: 'category', value: 'A' }], {
        triggers: ['OPENED', 'UPDATED'],
        when: { kind: 'NOT', of: [is('category', 'A')] },
      }),
      rule('second', [{ kind: 'SET', field: 'category', value: 'B' }], {
        triggers: ['UPDATED'],
        when: { kind: 'TEST', field: 'category', operator: 'CHANGED' },
      }),
    ];
    await inForce(rules, async () => {
      const { id } = await open(nurse, 'Ping pong');
      const { category, triageRuns } = await read(id, `category ${RUN}`);
      expect(category).toBe('B');
      const seen = triageRuns.nodes
        .toReversed()
        .map((run: { depth: number; outcomes: { result: string }[] }) => [
          run.depth,
          ...run.outcomes.map(({ result }) => result),
        ])
        .sort();
      expect(seen).toEqual([
        [0, 'APPLIED', 'OTHER_TRIGGER'],
        [1, 'NOT_MATCHED', 'APPLIED'],
        [2, 'LOOP', 'LOOP'],
      ]);
    });
  });

  test.each([
    'once',
    // Names that every object has.
    '__proto__',
    'constructor',
  ])(
    'a rule that may act once on a ticket acts once, over several transactions: %s',
    async (id) => {
      const once = rule(id, [{ kind: 'ADD_NOTE', body: 'Seen' }], {
        triggers: ['REPLIED'],
        when: { kind: 'TEST', field: 'replyText', operator: 'CONTAINS', values: ['urgent'] },
        timesPerTicket: 1,
      });
      await inForce([once], async () => {
        const ticket = await open(nurse, 'Hello');
        for (const body of ['It is URGENT', 'very urgent']) {
          await nurse.mutate('publicReplyAdd', { ticketId: ticket.id, body }, '');
        }
        const { triageRuns } = await read(ticket.id, RUN);
        expect(
          triageRuns.nodes
            .map((run: { outcomes: { result: string }[] }) => run.outcomes[0]?.result)
            .sort(),
        ).toEqual(['APPLIED', 'TIMES_EXHAUSTED']);
      });
    },
  );

  test('the first match ends it; automatic assignment goes by the team’s rule', async () => {
    const rules = [
      rule(
        'desk',
        [
          { kind: 'ASSIGN_TEAM', teamId: toGlobalId('Team', world.a.dispatch.teamId) },
          { kind: 'ASSIGN_AUTOMATICALLY' },
        ],
        { when: hasWord('switch') },
      ),
      rule('rest', [{ kind: 'SET', field: 'category', value: 'Other' }]),
    ];
    await inForce(
      rules,
      async () => {
        const { id } = await open(nurse, 'The switch is down');
        const ticket = await read(id, `category assignee { displayName } ${RUN}`);
        expect(['Ada Admin', 'Tom Technician']).toContain(ticket.assignee.displayName);
        expect(ticket.category).toBeNull();
        expect(ticket.triageRuns.nodes[0].outcomes[1].result).toBe('AFTER_FIRST_MATCH');
      },
      'FIRST_MATCH',
    );
  });
});

describe('tags and templates', () => {
  const template = async (name: string) => {
    const steps = [{ title: 'Clean it', kind: 'CHECK', lane: 'HTM', required: true }];
    const made = await admin.mutate(
      'checklistTemplateCreate',
      { name, steps },
      'checklistTemplate { id version }',
    );
    expect(made.userErrors).toEqual([]);
    return made.checklistTemplate;
  };
  const LISTS =
    'tags checklists(first: 5) { nodes { name template { id } tasks(first: 5) { nodes { title } } } }';

  test('rules tag by tags, whatever the case, and take tags away', async () => {
    const rules = [
      rule('add', [{ kind: 'ADD_TAG', tag: ' Ward  3 ' }], { when: hasWord('monitor') }),
      rule(
        'swap',
        [
          { kind: 'REMOVE_TAG', tag: 'new' },
          { kind: 'ADD_TAG', tag: 'WARD 3' },
        ],
        {
          when: is('tags', 'Ward 3'),
        },
      ),
    ];
    await inForce(rules, async () => {
      const { id } = await open(admin, 'The monitor is dark', { tags: ['New'] });
      const ticket = await read(id, `tags ${RUN}`);
      expect(ticket.tags).toEqual(['ward 3']);
      const [{ outcomes }] = ticket.triageRuns.nodes;
      expect(
        outcomes.flatMap(({ actions }: { actions: { effect: string }[] }) =>
          actions.map(({ effect }) => effect),
        ),
      ).toEqual(['CHANGES', 'CHANGES', 'ALREADY_SO']);
      // A tag is a change that rules hear of, like any other.
      const other = await open(admin, 'Quiet', {});
      expect(await read(other.id, 'tags')).toEqual({ tags: [] });
    });
  });

  test('rules ask for the groups the clinic belongs to, as they are when they run', async () => {
    const clinicGroupId = toGlobalId('ClinicGroup', world.a.clinicGroups.imaging);
    const rules = [
      rule('imaging', [{ kind: 'ADD_TAG', tag: 'imaging' }], {
        when: is('clinicGroupIds', clinicGroupId),
      }),
      rule('later', [{ kind: 'ADD_TAG', tag: 'seen' }], {
        when: is('clinicGroupIds', clinicGroupId),
        ...SCHEDULED,
      }),
    ];
    await inForce(rules, async () => {
      const tags = async (id: string) => (await read(id, 'tags')).tags as string[];
      const clinicIds = [toGlobalId('Clinic', world.a.clinics.riverside)];
      const before = await open(nurse, 'Not among them');
      expect(await tags(before.id)).toEqual([]);
      await admin.mutate('clinicGroupClinicsAdd', { clinicGroupId, clinicIds }, 'changed');
      const id = (await open(nurse, 'Among them')).id;
      expect(await tags(id)).toEqual(['imaging']);
      api.ports.advance(minutes(5));
      await api.wardline.sweep();
      expect(await tags(id)).toEqual(['imaging', 'seen']);
      expect(await tags(before.id)).toEqual(['seen']);
      await admin.mutate('clinicGroupClinicsRemove', { clinicGroupId, clinicIds }, 'changed');
      expect(await tags((await open(nurse, 'No more')).id)).toEqual([]);
    });
    // A trial looks at the same.
    const draft = await admin.mutate(
      'triageRuleSetCreate',
      { name: 'Trial', mode: 'ALL', rules: rules.slice(0, 1) },
      'triageRuleSet { id draft { rules { when { field values } } } }',
    );
    const [line] = draft.triageRuleSet.draft.rules[0].when;
    expect(line).toEqual({ field: 'clinicGroupIds', values: [clinicGroupId] });
    const { id: ruleSetId } = draft.triageRuleSet;
    const hilltop = await admin.data(
      `{ tickets(first: 1, filter: { clinicId: { eq: "${toGlobalId('Clinic', world.a.clinics.hilltop)}" } }) { totalCount } }`,
    );
    const { triageDryRun } = await admin.data(
      `{ triageDryRun(ruleSetId: "${ruleSetId}", tickets: 100) { firing { times } } }`,
    );
    expect(triageDryRun.firing).toEqual([{ times: hilltop.tickets.totalCount }]);
    expect(hilltop.tickets.totalCount).toBeGreaterThan(0);
  });

  test('a template’s steps are given once, and hold back what they must', async () => {
    const { id: templateId } = await template('Pump check');
    const rules = [
      rule('give', [{ kind: 'APPLY_TEMPLATE', templateId }], {
        triggers: ['OPENED', 'UPDATED'],
        when: hasWord('pump'),
      }),
      rule(
        'hasty',
        [{ kind: 'TRANSITION', to: 'RESOLVED', resolutionCode: 'FIXED', note: 'Done' }],
        {
          when: hasWord('pump'),
        },
      ),
    ];
    await inForce(rules, async () => {
      const { id, version } = await open(nurse, 'The pump beeps');
      const given = {
        name: 'Pump check',
        template: { id: templateId },
        tasks: { nodes: [{ title: 'Clean it' }] },
      };
      const ticket = await read(id, `state ${LISTS} ${RUN}`);
      expect(ticket).toMatchObject({ state: 'NEW', checklists: { nodes: [given] } });
      // What resolves a ticket is held back by steps that the same run has just given it.
      expect(
        ticket.triageRuns.nodes[0].outcomes.map(
          ({ actions }: { actions: { refusalCode: string | null }[] }) => actions[0]?.refusalCode,
        ),
      ).toEqual([null, 'TRANSITION_REFUSED']);
      await admin.mutate(
        'ticketUpdate',
        { ticketId: id, expectedVersion: version, category: 'Pumps' },
        '',
      );
      const again = await read(id, `${LISTS} ${RUN}`);
      expect(again.checklists.nodes).toEqual([given]);
      const effects = again.triageRuns.nodes.map(
        ({ trigger, outcomes }: { trigger: string; outcomes: { actions: object[] }[] }) => [
          trigger,
          outcomes[0]?.actions[0],
        ],
      );
      expect(effects).toContainEqual([
        'UPDATED',
        { effect: 'ALREADY_SO', refusalCode: null, action: { kind: 'APPLY_TEMPLATE' } },
      ]);
    });
  });

  test('a template that is retired after the rule was published is refused, and logged', async () => {
    const { id: templateId, version } = await template('Retired soon');
    const rules = [
      rule('give', [
        { kind: 'APPLY_TEMPLATE', templateId },
        { kind: 'ADD_TAG', tag: 'kept' },
      ]),
    ];
    await inForce(rules, async () => {
      const retired = await admin.mutate(
        'checklistTemplateUpdate',
        { templateId, expectedVersion: version, active: false },
        '',
      );
      expect(retired.userErrors).toEqual([]);
      const ticket = await read((await open(nurse, 'Anything')).id, `${LISTS} ${RUN}`);
      expect(ticket).toMatchObject({ tags: ['kept'], checklists: { nodes: [] } });
      expect(ticket.triageRuns.nodes[0].outcomes[0].actions).toMatchObject([
        { refusalCode: 'NOT_FOUND' },
        { refusalCode: null },
      ]);
    });
    const { userErrors } = await admin.mutate(
      'triageRuleSetCreate',
      { name: 'Too late', mode: 'ALL', rules },
      '',
    );
    expect(codes(userErrors)).toEqual([['NOT_FOUND', 'rules.0.actions.0.templateId']]);
  });
});

describe('drafts', () => {
  test('the fields there are can be found: in the schema, and in what an unknown one is told', async () => {
    const draft = (more: object) =>
      admin.mutate('triageRuleSetCreate', {
        ...{ name: 'Guessed', mode: 'ALL' },
        rules: [rule('x', [{ kind: 'SET', field: 'clinicName', value: 'x' }], more)],
      });
    const { userErrors: unset } = await draft({});
    expect(unset).toMatchObject([
      { code: 'FIELD_UNKNOWN', path: ['input', 'rules', '0', 'actions', '0', 'field'] },
    ]);
    const settable = ['domain', 'category', 'supportTier', 'impact', 'urgency', 'careImpact'];
    for (const field of settable) expect(unset[0].message).toContain(field);
    expect(unset[0].message).not.toContain('requesterId');
    const { userErrors: untested } = await draft({ when: is('clinicName', 'Riverside') });
    expect(untested[0].message).toContain('clinicGroupIds');
    const { a, c } = await admin.data(
      '{ a: __type(name: "TriageActionInput") { inputFields { name description } } c: __type(name: "TriageConditionInput") { inputFields { name description } } }',
    );
    const described = ({ inputFields }: { inputFields: { name: string; description: string }[] }) =>
      inputFields.find(({ name }) => name === 'field')?.description ?? '';
    for (const field of settable) expect(described(a)).toContain(`\`${field}\``);
    for (const field of [...settable, 'title', 'minutesInState', 'tags', 'clinicId']) {
      expect(described(c)).toContain(`\`${field}\``);
    }
  });

  test('a dry run shows what a draft would do otherwise, and does nothing', async () => {
    const ruleSetId = toGlobalId('TriageRuleSet', world.a.triage.ruleSetId);
    const before = await admin.data(
      'query($id: ID!) { node(id: $id) { ... on TriageRuleSet { version } } tickets(first: 1) { totalCount } }',
      { id: ruleSetId },
    );
    const draft = {
      mode: 'ALL',
      rules: [
        rule('printers', [{ kind: 'SET', field: 'category', value: 'Printing' }], {
          when: hasWord('printer'),
        }),
      ],
    };
    await admin.mutate(
      'triageRuleSetUpdate',
      { ruleSetId, expectedVersion: before.node.version, draft },
      '',
    );
    const { triageDryRun } = await admin.data(
      'query($id: ID!) { triageDryRun(ruleSetId: $id) { tickets different { ticketId added { kind field value } removed { kind } outcomes { result } } firing { ruleId times } } }',
      { id: ruleSetId },
    );
    expect(triageDryRun.tickets).toBe(before.tickets.totalCount);
    expect(triageDryRun.different).toEqual([
      {
        ticketId: toGlobalId('Ticket', world.a.tickets.nurse),
        added: [{ kind: 'SET', field: 'category', value: 'Printing' }],
        removed: [],
        outcomes: [{ result: 'APPLIED' }],
      },
    ]);
    expect(triageDryRun.firing).toEqual([{ ruleId: 'printers', times: 1 }]);
    expect(await read(toGlobalId('Ticket', world.a.tickets.nurse), 'category')).toEqual({
      category: null,
    });
  });

  test('only those who run all of the desk read and write rules', async () => {
    for (const who of ['technician', 'clinicAdmin', 'nurse'] as const) {
      const client = await api.client(world.a.people[who]);
      expect(
        (await client.data('{ triageRuleSets(first: 5) { totalCount } }')).triageRuleSets
          .totalCount,
      ).toBe(0);
      const { userErrors } = await client.mutate(
        'triageRuleSetCreate',
        { name: 'Mine', mode: 'ALL', rules: [] },
        '',
      );
      expect(codes(userErrors)).toEqual([['FORBIDDEN', '']]);
    }
  });

  test.each([
    [
      'a field nobody knows',
      { when: { kind: 'ALL', of: [is('colour', 'red')] } },
      'FIELD_UNKNOWN',
      'when.of.0.field',
    ],
    ['no number', { when: is('reopenCount', 'many') }, 'VALUE_TYPE_UNFIT', 'when.values.0'],
    [
      'a contradiction',
      {
        when: { kind: 'ALL', of: [is('domain', 'IT'), { kind: 'NOT', of: [is('domain', 'IT')] }] },
      },
      'CONDITION_CONTRADICTORY',
      'when.of.1.of.0',
    ],
    [
      'setting what rules cannot',
      { actions: [{ kind: 'SET', field: 'state', value: 'CLOSED' }] },
      'FIELD_NOT_SETTABLE',
      'actions.0.field',
    ],
    [
      'a team of nobody',
      { actions: [{ kind: 'ASSIGN_TEAM', teamId: 'nothing' }] },
      'NOT_FOUND',
      'actions.0.teamId',
    ],
    ['no tag', { actions: [{ kind: 'ADD_TAG' }] }, 'TEXT_EMPTY', 'actions.0.tag'],
    [
      'a tag of two lines',
      { actions: [{ kind: 'REMOVE_TAG', tag: 'a\nb' }] },
      'TAG_INVALID',
      'actions.0.tag',
    ],
    [
      'a schedule without an interval',
      { ...SCHEDULED, everyMinutes: null },
      'NUMBER_OUT_OF_RANGE',
      'everyMinutes',
    ],
    ['too often', { ...SCHEDULED, everyMinutes: 4 }, 'NUMBER_OUT_OF_RANGE', 'everyMinutes'],
    ['too seldom', { ...SCHEDULED, everyMinutes: 1441 }, 'NUMBER_OUT_OF_RANGE', 'everyMinutes'],
    [
      'again and again without an end',
      { ...SCHEDULED, timesPerTicket: null },
      'TIMES_REQUIRED',
      'timesPerTicket',
    ],
    ['an interval of what has none', { everyMinutes: 5 }, 'INTERVAL_UNFIT', 'everyMinutes'],
    [
      'a template of nobody',
      { actions: [{ kind: 'APPLY_TEMPLATE', templateId: 'nothing' }] },
      'NOT_FOUND',
      'actions.0.templateId',
    ],
  ])('%s is refused at saving, where it is', async (_, over, code, path) => {
    const { userErrors } = await admin.mutate(
      'triageRuleSetCreate',
      {
        name: 'X',
        mode: 'ALL',
        rules: [{ ...rule('a', [{ kind: 'ADD_NOTE', body: 'x' }]), ...over }],
      },
      '',
    );
    expect(codes(userErrors)).toEqual([[code, `rules.0.${path}`]]);
  });

  test('a draft that somebody else changed meanwhile is not published', async () => {
    const ruleSetId = toGlobalId('TriageRuleSet', world.a.triage.ruleSetId);
    const input = { ruleSetId, expectedVersion: 1 };
    const { userErrors } = await admin.mutate('triageRuleSetPublish', input, '');
    expect(codes(userErrors)).toEqual([['VERSION_CONFLICT', 'expectedVersion']]);
  });
});

test('a clock in danger sets rules going too, once, in the sweep that notices it', async () => {
  const rules = [
    rule('danger', [{ kind: 'SET', field: 'category', value: 'in danger' }], {
      triggers: ['CLOCK_AT_RISK'],
    }),
    rule('late', [{ kind: 'SET', field: 'category', value: 'late' }], {
      triggers: ['CLOCK_BREACHED'],
    }),
  ];
  await inForce(rules, async () => {
    // Riverside promises a first response within an hour; the warning comes at 48 minutes.
    api.ports.set(MONDAY_9);
    const later = await open(admin, 'Nothing scans');
    api.ports.advance(minutes(50));
    expect((await api.wardline.sweep()).failed).toEqual([]);
    expect((await read(later.id, 'category')).category).toBe('in danger');
    api.ports.advance(minutes(20));
    await api.wardline.sweep();
    await api.wardline.sweep();
    const { category, triageRuns } = await read(later.id, `category ${RUN}`);
    expect(category).toBe('late');
    const triggers = triageRuns.nodes.map((run: { trigger: string }) => run.trigger);
    expect(triggers.toSorted()).toEqual(['CLOCK_AT_RISK', 'CLOCK_BREACHED']);
  });
});
