// Every place of the schema that takes an id × ids of another MSP, of a clinic out of reach, of nothing,
// of another type and of no form at all: one answer, nothing written, and not a byte of the others.
import { getNamedType, isInputObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { counterparts, everyRow } from '../../platform/test/rows.ts';
import { mutationFields, queryFields, rootLists, TYPES } from './support/coordinates.ts';
import {
  type Client,
  type TestApi,
  type TestMember,
  type TwoMsps,
  testApi,
  toGlobalId,
  twoMsps,
} from './support/index.ts';
import {
  buildExtras,
  idPaths,
  type MutationSample,
  mutationSamples,
  typeAndId,
  valueAt,
  withValueAt,
} from './support/mutation-inputs.ts';

const NOWHERE = '01938000-0000-7000-8000-00000000dead';
const MALFORMED = [
  '',
  'not an id',
  'Ticket:1',
  '%',
  '\u0000',
  '\ud800',
  'x'.repeat(5000),
  '../../etc',
  'T',
];

let api: TestApi;
let world: TwoMsps;
let admin: Client;
let samples: MutationSample[];
let across: ReadonlyMap<string, string>;
/** What was tried, as schema coordinates. */
const covered = new Set<string>();

beforeAll(async () => {
  api = await testApi();
  world = await twoMsps(api.wardline);
  const { a, b } = world;
  const extras = { a: await buildExtras(a, api), b: await buildExtras(b, api) };
  across = new Map([
    ...counterparts(a, b),
    ...Object.entries(extras.a).map(
      ([key, id]) => [id, extras.b[key as keyof typeof extras.b]] as const,
    ),
  ]);
  admin = await api.client(a.people.mspAdmin);
  samples = mutationSamples(a, extras.a, api.ports.now());
});
afterAll(() => api.close());

/** The answer without what differs for harmless reasons: the id itself, echoed nowhere else. */
const outcome = (answer: { status: number; text: string }) => `${answer.status} ${answer.text}`;

describe('mutations', () => {
  test('there is a sample of each', () => {
    const names = [...new Set(samples.map(({ mutation }) => mutation))];
    expect(names.sort()).toEqual(Object.keys(mutationFields()).sort());
  });

  test('an id that is not yours is an id of nothing, whoever asks; nothing is written', async () => {
    const { people, clinics, tickets, assets, locations, teams } = world.a;
    const askers: [string, TestMember][] = [
      ['MSP admin', people.mspAdmin],
      ['technician of Riverside', people.technician],
      ['organization admin', people.orgAdmin],
      ['clinic admin', people.clinicAdmin],
      ['nurse', people.nurse],
    ];
    /** What nobody but the MSP’s own people can reach: a clinic of another organization. */
    const outOfReach: Record<string, string> = {
      Clinic: clinics.hilltop,
      Ticket: tickets.hilltop,
      Asset: assets.hilltopHvac,
      Team: teams.hilltopIt,
      Person: people.hilltopNurse.id,
      Organization: world.a.organizations.summit,
      Location: locations.lakeside,
    };
    await Promise.all(askers.map(([, member]) => api.client(member)));
    const before = await everyRow(api.database);
    let tried = 0;
    for (const [role, member] of askers) {
      const client = await api.client(member);
      for (const { mutation, input, mayDoNothing, answersIn } of samples) {
        for (const path of idPaths(input)) {
          const own = typeAndId(valueAt(input, path) as string);
          const foreign = across.get(own?.id ?? '');
          if (!own || !foreign) throw new Error(`${mutation} ${path.join('.')}: B has none of it.`);
          const ids = [toGlobalId(own.type, NOWHERE), toGlobalId(own.type, foreign)];
          const far = outOfReach[own.type];
          if (
            far &&
            role !== 'MSP admin' &&
            // The nurse stands in at Lakeside, whose place that is.
            !(own.type === 'Location' && ['organization admin', 'nurse'].includes(role))
          ) {
            ids.push(toGlobalId(own.type, far));
          }
          ids.push(toGlobalId(own.type === 'Grant' ? 'Team' : 'Grant', own.id), own.id);
          if (role === 'MSP admin') ids.push(...MALFORMED);
          const type = `${mutation} ${path.join('.')} as ${role}`;
          const answers: string[] = [];
          const errors = 'userErrors { __typename code message path }';
          const asked = answersIn ? `${answersIn} { ${errors} } ${errors}` : errors;
          for (const id of ids) {
            const answer = await client.ask(
              `mutation($input: ${inputName(mutation)}!) { ${mutation}(input: $input) { ${asked} } }`,
              { input: withValueAt(input, path, id) },
            );
            answers.push(outcome(answer));
            tried++;
          }
          expect([...new Set(answers)], type).toHaveLength(1);
          covered.add(coordinate(mutation, path));
          if (role !== 'MSP admin' || mayDoNothing) continue;
          expect(answers[0], type).toContain('"__typename":"NotFound","code":"NOT_FOUND"');
          // A list is refused by its field; which element it was, is not told.
          const named = path.filter((key) => typeof key === 'string').at(-1);
          expect(answers[0], type).toContain(`"${named}"`);
        }
      }
    }
    expect(tried).toBeGreaterThan(1000);
    expect(await everyRow(api.database)).toEqual(before);
    // Each sample by each role with each kind of wrong id: the longest of all tests.
  });
});

describe('reads', () => {
  test('calendarPreview', async () => {
    covered.add('CalendarPreviewInput.calendarId');
    const query =
      'query($input: CalendarPreviewInput!) { calendarPreview(input: $input) { preview { movedClocks } userErrors { __typename code message path } } }';
    const own = world.a.calendarId;
    const ids = [NOWHERE, across.get(own) ?? ''].map((id) => toGlobalId('Calendar', id));
    ids.push(toGlobalId('Clinic', own), own, ...MALFORMED);
    const answers = await Promise.all(
      ids.map(async (calendarId) => outcome(await admin.ask(query, { input: { calendarId } }))),
    );
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toContain('"__typename":"NotFound"');
  });

  test('node and nodes', async () => {
    covered.add('Query.node.id').add('Query.nodes.ids');
    for (const member of [
      world.a.people.mspAdmin,
      world.a.people.technician,
      world.a.people.nurse,
    ]) {
      const client = await api.client(member);
      const ids = [...across].flatMap(([, foreign]) =>
        SHAPES.flatMap((type) => [toGlobalId(type, foreign)]),
      );
      ids.push(...MALFORMED, ...SHAPES.map((type) => toGlobalId(type, NOWHERE)));
      for (let i = 0; i < ids.length; i += 100) {
        const chunk = ids.slice(i, i + 100);
        const { nodes } = await client.data('query($ids: [ID!]!) { nodes(ids: $ids) { id } }', {
          ids: chunk,
        });
        expect(nodes).toEqual(chunk.map(() => null));
      }
      const absent = await client.ask(NODE, { id: toGlobalId('Ticket', NOWHERE) });
      for (const id of [toGlobalId('Ticket', world.b.tickets.nurse), 'nothing', '']) {
        expect(outcome(await client.ask(NODE, { id }))).toBe(outcome(absent));
      }
    }
  });

  test('the usage of a contract of others is one of nothing', async () => {
    covered.add('Query.contractUsage.contractId');
    const query =
      'query($id: ID!) { contractUsage(contractId: $id, period: "2026-10") { period } }';
    const own = toGlobalId('Contract', world.a.work.contractId);
    expect((await admin.data(query, { id: own })).contractUsage.period).toBe('2026-10');
    const foreign = toGlobalId('Contract', world.b.work.contractId);
    for (const id of [foreign, toGlobalId('Contract', NOWHERE), ...MALFORMED]) {
      if (!id.isWellFormed() || id.includes('\0')) continue;
      expect((await admin.data(query, { id })).contractUsage).toBeNull();
    }
    const nurse = await api.client(world.a.people.nurse);
    expect((await nurse.data(query, { id: own })).contractUsage).toBeNull();
  });

  test('a dry run of rules of others is one of nothing', async () => {
    covered.add('Query.triageDryRun.ruleSetId');
    const query = 'query($id: ID!) { triageDryRun(ruleSetId: $id) { tickets } }';
    const own = toGlobalId('TriageRuleSet', world.a.triage.ruleSetId);
    expect((await admin.data(query, { id: own })).triageDryRun.tickets).toBeGreaterThan(0);
    const foreign = toGlobalId('TriageRuleSet', world.b.triage.ruleSetId);
    for (const id of [foreign, toGlobalId('TriageRuleSet', NOWHERE), ...MALFORMED]) {
      if (!id.isWellFormed() || id.includes('\0')) continue;
      expect((await admin.data(query, { id })).triageDryRun).toBeNull();
    }
    const nurse = await api.client(world.a.people.nurse);
    expect((await nurse.data(query, { id: own })).triageDryRun).toBeNull();
  });

  test('simulations and attainment', async () => {
    const period = 'from: "2020-01-01T00:00:00Z", to: "2029-01-01T00:00:00Z"';
    const simulation = `query($id: ID!) { agreementSimulation(agreementId: $id, ${period}) { tickets } }`;
    const attainment = `query($id: ID!) { slaAttainment(clinicId: $id, ${period}) { met } }`;
    const ofGroup = `query($id: ID!) { slaAttainment(clinicGroupId: $id, ${period}) { met } }`;
    const asked = [
      [simulation, 'Agreement', world.b.agreements.standard, world.a.agreements.standard],
      [attainment, 'Clinic', world.b.clinics.riverside, world.a.clinics.riverside],
      [ofGroup, 'ClinicGroup', world.b.clinicGroups.region, world.a.clinicGroups.region],
    ] as const;
    for (const [query, type, foreign, own] of asked) {
      const answers: string[] = [];
      for (const id of [foreign, NOWHERE].map((each) => toGlobalId(type, each))) {
        answers.push(outcome(await admin.ask(query, { id })));
      }
      for (const id of [...MALFORMED, toGlobalId('Team', own)]) {
        answers.push(outcome(await admin.ask(query, { id })));
      }
      expect([...new Set(answers)], type).toHaveLength(1);
      expect(answers[0]).toContain('NOT_FOUND');
      expect((await admin.ask(query, { id: toGlobalId(type, own) })).errors).toEqual([]);
    }
    covered.add('Query.agreementSimulation.agreementId').add('Query.slaAttainment.clinicId');
    covered.add('Query.slaAttainment.clinicGroupId');
  });

  test('every id a filter takes, at every place of every list, with every comparator', async () => {
    const foreignIds = [...across.values()];
    let tried = 0;
    for (const { field, filter } of rootLists()) {
      if (!filter) continue;
      for (const at of idFields(filter.name)) {
        const all = await count(admin, field, filter.name, undefined);
        for (const id of [foreignIds[0], world.b.tickets.nurse, world.b.people.nurse.id, NOWHERE]) {
          const value = toGlobalId(at.type as 'Ticket', foreignOf(at.type) ?? (id as string));
          const none = (comparator: object) =>
            count(admin, field, filter.name, at.filter(comparator));
          expect(await none({ eq: value }), `${field} ${at.coordinate}`).toBe(0);
          expect(await none({ in: [value, 'nothing'] })).toBe(0);
          if (at.direct) {
            expect(await none({ neq: value })).toBe(all);
            expect(await none({ notIn: [value] })).toBe(all);
            expect(await none({ eq: '' })).toBe(0);
          }
          tried++;
        }
        covered.add(at.coordinate);
      }
    }
    for (const comparator of ['eq', 'neq', 'in', 'notIn'])
      covered.add(`IdComparator.${comparator}`);
    expect(tried).toBeGreaterThan(50);
  });

  test('questions about what belongs to B are answered as about nothing', async () => {
    const marker = world.b.marker;
    const questions: [string, string, object][] = [
      ['tickets', 'TicketFilter', { title: { contains: marker } }],
      ['assets', 'AssetFilter', { manufacturer: { startsWith: marker } }],
      ['locations', 'LocationFilter', { name: { contains: marker } }],
      ['tickets', 'TicketFilter', { assets: { some: { manufacturer: { contains: marker } } } }],
      ['clinics', 'ClinicFilter', { assets: { some: { manufacturer: { contains: marker } } } }],
    ];
    for (const [field, type, filter] of questions)
      expect(await count(admin, field, type, filter)).toBe(0);
  });

  test('a cursor of B’s list continues nothing of B', async () => {
    const query =
      'query($c: String) { tickets(first: 2, after: $c) { nodes { clinic { id } } pageInfo { endCursor } } }';
    const theirs = await (await api.client(world.b.people.mspAdmin)).data(query);
    const { tickets } = await admin.data(query, { c: theirs.tickets.pageInfo.endCursor });
    const mine = Object.values(world.a.clinics).map((id) => toGlobalId('Clinic', id));
    for (const { clinic } of tickets.nodes) expect(mine).toContain(clinic.id);
  });
});

test('every coordinate of the schema that takes an id was tried', () => {
  const taking = new Set<string>();
  for (const { name, args } of Object.values(queryFields())) {
    for (const arg of args)
      if (getNamedType(arg.type).name === 'ID') taking.add(`Query.${name}.${arg.name}`);
  }
  for (const type of TYPES.filter(isInputObjectType)) {
    for (const { name, type: inner } of Object.values(type.getFields())) {
      if (['ID', 'IdComparator'].includes(getNamedType(inner).name))
        taking.add(`${type.name}.${name}`);
    }
  }
  expect([...taking].filter((coordinate) => !covered.has(coordinate))).toEqual([]);
});

test('not one byte of B was in any answer to A, and nothing went wrong', () => {
  const said = api.answers.map(({ text }) => text).join('\n');
  expect(said.length).toBeGreaterThan(50_000);
  expect(said).not.toContain(world.b.marker);
  expect(api.reports).toEqual([]);
  expect(api.answers.filter(({ status }) => status >= 500)).toEqual([]);
});

const SHAPES = [
  'Msp',
  'Organization',
  'Clinic',
  'ClinicGroup',
  'Location',
  'Team',
  'Person',
  'PersonAffiliation',
  'Grant',
  'ApiKey',
  'Asset',
  'Calendar',
  'Agreement',
  'Ticket',
  'TimelineEntry',
  'Clock',
  'AuditEntry',
  'Absence',
  'Rotation',
  'RotationOverride',
  'RotationSwap',
  'CoManagedAgreement',
  'HandOver',
  'TriageRuleSet',
  'TriageRuleSetVersion',
  'TriageRun',
  'TimeEntry',
  'PartUsed',
  'BillingTerms',
  'InvoiceExport',
  'Visit',
  'VisitBriefing',
] as const;
const NODE = 'query($id: ID!) { node(id: $id) { id __typename } }';

function foreignOf(type: string): string | undefined {
  const { b } = world;
  const known: Record<string, string> = {
    Clinic: b.clinics.riverside,
    ClinicGroup: b.clinicGroups.region,
    Ticket: b.tickets.nurse,
    Person: b.people.nurse.id,
    Asset: b.assets.printer,
    Team: b.teams.serviceDesk,
    Location: b.locations.site,
    Organization: b.organizations.coastal,
    Visit: b.visits.toGo,
  };
  return known[type];
}

async function count(
  client: Client,
  field: string,
  filterType: string,
  filter: object | undefined,
) {
  const query = `query($f: ${filterType}) { list: ${field}(first: 1, filter: $f) { totalCount nodes { __typename } } }`;
  const { list } = await client.data(query, { f: filter });
  return list.totalCount as number;
}

interface IdField {
  readonly coordinate: string;
  readonly type: string;
  readonly direct: boolean;
  readonly filter: (comparator: object) => object;
}

/** Where a filter takes ids: its own fields, and those of what it relates to. */
function idFields(filterName: string, depth = 2): IdField[] {
  const type = TYPES.find(({ name }) => name === filterName);
  if (!isInputObjectType(type)) return [];
  return Object.values(type.getFields()).flatMap((field): IdField[] => {
    const target = getNamedType(field.type);
    if (target.name === 'IdComparator') {
      const of = field.name === 'id' ? filterName.replace('Filter', '') : ID_FIELDS[field.name];
      if (!of) throw new Error(`Whose id is ${filterName}.${field.name}?`);
      const filter = (comparator: object) => ({ [field.name]: comparator });
      return [
        {
          coordinate: `${filterName}.${field.name}`,
          type: of,
          direct: field.name === 'id',
          filter,
        },
      ];
    }
    if (depth === 0 || !isInputObjectType(target) || target === type) return [];
    if (target.name.endsWith('ListFilter')) {
      const inner = getNamedType(target.getFields().some?.type)?.name ?? '';
      return idFields(inner, depth - 1).map((each) => ({
        ...each,
        direct: false,
        filter: (c) => ({ [field.name]: { some: each.filter(c) } }),
      }));
    }
    if (!target.name.endsWith('Filter')) return [];
    return idFields(target.name, depth - 1).map((each) => ({
      ...each,
      direct: false,
      filter: (c) => ({ [field.name]: each.filter(c) }),
    }));
  });
}

const ID_FIELDS: Readonly<Record<string, string>> = {
  personId: 'Person',
  actorId: 'Person',
  recordId: 'Ticket',
  invoiceExportId: 'InvoiceExport',
  contractId: 'Contract',
  ticketId: 'Ticket',
  requesterId: 'Person',
  assigneeId: 'Person',
  teamId: 'Team',
  clinicId: 'Clinic',
};

const inputName = (mutation: string) =>
  getNamedType(mutationFields()[mutation]?.args[0]?.type)?.name;

/** `ticketCreate`, `['assetIds', 0]` → `TicketCreateInput.assetIds` */
function coordinate(mutation: string, path: readonly (string | number)[]): string {
  let type = getNamedType(mutationFields()[mutation]?.args[0]?.type);
  let name = '';
  for (const key of path) {
    if (typeof key === 'number' || !isInputObjectType(type)) continue;
    name = `${type.name}.${key}`;
    type = getNamedType(type.getFields()[key]?.type);
  }
  return name;
}
