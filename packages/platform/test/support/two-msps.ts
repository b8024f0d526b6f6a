import type { Role } from '@wardline/access';
import type { AssetId, ClinicId, MspId, PersonId, TeamId } from '@wardline/kernel';
import { type Desk, emptySelection, type SessionOptions, type Wardline } from '../../src/index.ts';
import { buildDispatch } from './dispatch-world.ts';
import { must } from './must.ts';
import { days, hours } from './ports.ts';
import { buildTriage } from './triage-world.ts';
import { buildVisits } from './visit-world.ts';
import { buildWork } from './work-world.ts';

/** Somebody of the test world. */
export interface TestMember {
  readonly id: PersonId;
  /** What they can do now: their rights are read anew at each call. */
  desk(options?: SessionOptions): Promise<Desk>;
  /** A bearer token of theirs. */
  token(): Promise<string>;
}

/** One MSP of the test world; the other one has the same shape and the same names. */
export type MspWorld = Awaited<ReturnType<typeof buildMsp>>;

export interface TwoMsps {
  readonly a: MspWorld;
  readonly b: MspWorld;
}

/**
 * Two MSPs as like as two eggs: 2 organizations, 3 clinics (Riverside and Lakeside of one, Hilltop of
 * the other), locations, teams, a member of every role, assets, calendars, agreements, tickets. Only
 * free texts differ: each of them carries its MSP's `marker`, which must never reach the other.
 */
export async function buildTwoMsps(wardline: Wardline): Promise<TwoMsps> {
  const a = await buildMsp(wardline, 'marker-of-aspen');
  const b = await buildMsp(wardline, 'marker-of-birch');
  const { failed, transitions } = await wardline.sweep();
  if (failed.length > 0 || transitions === 0) throw new Error('The clocks were not swept.');
  return { a, b };
}

async function buildMsp(wardline: Wardline, marker: string) {
  const { mspId } = await must(wardline.createMsp({ name: 'North Shore IT' }));
  const desk = wardline.as(wardline.service(mspId));
  const places = await buildPlaces(desk, marker);
  const people = await buildPeople(wardline, mspId, desk, places, marker);
  const clinicGroups = await buildClinicGroups(desk, places, marker);
  const { affiliationId } = await must(
    desk.people.addAffiliation({
      personId: people.external.id,
      clinicId: places.clinics.hilltop,
      title: `Vendor’s engineer ${marker}`,
      email: 'eve@vendor.example.org',
    }),
  );
  const affiliations = { external: affiliationId };
  const assets = await buildAssets(desk, places, marker);
  const agreements = await buildAgreements(desk, places, assets);
  const teams = await buildTeams(desk, places, people);
  const desked = await buildTickets(desk, { places, people, assets, teams, marker });
  const { tickets } = desked;
  const triage = await buildTriage(desk, marker);
  const dispatch = await buildDispatch(wardline, desk, { places, people, teams, tickets, marker });
  // It has run by now; nothing else of the world goes through it.
  await must(desk.triage.updateRuleSet({ ...triage, expectedVersion: 2, enabled: false }));
  const { coastal } = places.organizations;
  const work = await buildWork(wardline, desk, coastal, tickets.nurse, marker);
  const { locations } = places;
  const now = wardline.now();
  const visits = await buildVisits(desk, { now, people, tickets, locations, marker });
  const made = {
    people,
    clinicGroups,
    affiliations,
    assets,
    agreements,
    teams,
    ...desked,
    dispatch,
    triage,
    work,
    visits,
  };
  return { mspId, marker, desk, ...places, ...made };
}

async function buildPlaces(desk: Desk, marker: string) {
  const { calendarId } = await must(
    desk.calendars.create({
      name: 'Office hours',
      definition: {
        timezone: 'America/New_York',
        weekly: Object.fromEntries(
          ['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, [['09:00', '17:00']]]),
        ),
      },
    }),
  );
  const organization = async (name: string) =>
    (await must(desk.organizations.create({ name }))).organizationId;
  const organizations = {
    coastal: await organization('Coastal Health'),
    summit: await organization('Summit Dental'),
  };
  const clinic = async (name: string, organizationId: string, more = {}) => {
    const timeZone = 'America/New_York';
    const made = await must(desk.clinics.create({ name, organizationId, timeZone, ...more }));
    return made.clinicId as ClinicId;
  };
  const clinics = {
    riverside: await clinic('Riverside', organizations.coastal, { calendarId }),
    lakeside: await clinic('Lakeside', organizations.coastal, { staffTicketVisibility: 'OWN' }),
    hilltop: await clinic('Hilltop', organizations.summit),
  };
  const location = async (clinicId: string, name: string, parentId: string | null = null) =>
    (
      await must(
        desk.locations.create({ clinicId, kind: parentId ? 'ROOM' : 'SITE', name, parentId }),
      )
    ).locationId;
  const site = await location(clinics.riverside, 'Main building');
  const locations = {
    site,
    room: await location(clinics.riverside, `Room 4 ${marker}`, site),
    lakeside: await location(clinics.lakeside, 'Main building'),
  };
  return { calendarId, organizations, clinics, locations };
}

type Places = Awaited<ReturnType<typeof buildPlaces>>;

async function buildPeople(
  wardline: Wardline,
  mspId: MspId,
  desk: Desk,
  { clinics, organizations }: Places,
  marker: string,
) {
  const member = async (
    displayName: string,
    role: Role,
    scope: { readonly clinicId?: string; readonly organizationId?: string } = {},
  ): Promise<TestMember> => {
    const side = PROVIDER_ROLES.has(role) ? 'PROVIDER' : 'CLIENT';
    const home = side === 'CLIENT' ? scope : {};
    const email = `${displayName.toLowerCase().replaceAll(' ', '.')}@example.org`;
    const { personId } = await must(desk.people.create({ side, displayName, email, ...home }));
    await must(desk.grants.create({ personId, role, ...scope, reason: `hired ${marker}` }));
    return testMember(wardline, mspId, desk, personId as PersonId);
  };
  const { riverside, lakeside, hilltop } = clinics;
  return {
    mspAdmin: await member('Ada Admin', 'MSP_ADMIN'),
    dispatcher: await member('Dee Dispatcher', 'DISPATCHER'),
    technician: await member('Tom Technician', 'TECHNICIAN', { clinicId: riverside }),
    auditor: await member('Otto Auditor', 'AUDITOR'),
    orgAdmin: await member('Olga Owner', 'ORG_ADMIN', { organizationId: organizations.coastal }),
    clinicAdmin: await member('Carl Clinic', 'CLINIC_ADMIN', { clinicId: riverside }),
    nurse: await member('Nora Nurse', 'CLINIC_STAFF', { clinicId: riverside }),
    otherNurse: await member('Nils Nurse', 'CLINIC_STAFF', { clinicId: riverside }),
    lakesideNurse: await member('Lea Nurse', 'CLINIC_STAFF', { clinicId: lakeside }),
    hilltopNurse: await member('Hana Nurse', 'CLINIC_STAFF', { clinicId: hilltop }),
    external: await member('Eve External', 'EXTERNAL', { clinicId: riverside }),
  };
}

const PROVIDER_ROLES = new Set<Role>(['MSP_ADMIN', 'DISPATCHER', 'TECHNICIAN', 'AUDITOR']);

/** Two groups across customers: one nobody is granted anything over, and one that has one clinic. */
async function buildClinicGroups(desk: Desk, { clinics }: Places, marker: string) {
  const group = async (name: string, ...clinicIds: readonly ClinicId[]) => {
    const named = { name, description: `For ${marker}` };
    const { clinicGroupId } = await must(desk.clinicGroups.create(named));
    await must(desk.clinicGroups.addClinics({ clinicGroupId, clinicIds }));
    return clinicGroupId;
  };
  return {
    region: await group('Region North', clinics.riverside, clinics.hilltop),
    imaging: await group('Imaging sites', clinics.hilltop),
  };
}

type People = Awaited<ReturnType<typeof buildPeople>>;

/** A person of an MSP as somebody who acts. */
export function testMember(
  wardline: Wardline,
  mspId: MspId,
  issuer: Desk,
  id: PersonId,
): TestMember {
  return {
    id,
    desk: async (options) => wardline.as(await wardline.member(mspId, id), options),
    token: async () => {
      const expiresAt = wardline.now() + days(300);
      return (await must(issuer.people.createToken({ personId: id, name: 'test', expiresAt })))
        .token;
    },
  };
}

async function buildAssets(desk: Desk, { clinics, locations }: Places, marker: string) {
  const asset = async (
    clinicId: ClinicId,
    name: string,
    more: Partial<Parameters<Desk['assets']['register']>[0]> = {},
  ) => {
    const input = { clinicId, name, kind: 'PRINTER', manufacturer: marker, ...more } as const;
    return (await must(desk.assets.register(input))).assetId as AssetId;
  };
  const assets = {
    printer: await asset(clinics.riverside, 'Label printer', { tag: 'TAG-1' }),
    pump: await asset(clinics.riverside, 'Infusion pump', {
      kind: 'MEDICAL_DEVICE',
      deviceClass: 'infusion pump',
      criticality: 'CARE_CRITICAL',
      locationId: locations.room as never,
      tag: 'TAG-2',
    }),
    lakesideServer: await asset(clinics.lakeside, 'File server', { kind: 'SERVER', tag: 'TAG-3' }),
    hilltopHvac: await asset(clinics.hilltop, 'Air handler', { kind: 'HVAC', tag: 'TAG-4' }),
  };
  const { printer: assetId, lakesideServer: relatedAssetId } = assets;
  const printing = { assetId, kind: 'DEPENDS_ON', relatedAssetId } as const;
  const { relationId } = await must(desk.assets.relate(printing));
  return { ...assets, relationId };
}

const within = (ms: number) => ({ kind: 'BUSINESS_TIME', ms }) as const;

async function buildAgreements(
  desk: Desk,
  { clinics, organizations }: Places,
  assets: Awaited<ReturnType<typeof buildAssets>>,
) {
  type Input = Parameters<Desk['agreements']['create']>[0];
  const agreement = async (
    name: string,
    firstResponse: number,
    coverage: NonNullable<Input['coverage']>,
    {
      escalationPolicyId,
      category,
      ...more
    }: Partial<Input> & { escalationPolicyId?: string; category?: string } = {},
  ) => {
    const first = within(firstResponse);
    const conditions = { categories: category ? [category] : null };
    const targets: Input['terms']['targets'] = [
      {
        metric: 'FIRST_RESPONSE',
        budgets: { P1: within(firstResponse / 2), P2: first, P3: first, P4: first },
      },
      {
        metric: 'RESOLVE',
        budgets: {
          P1: within(hours(4)),
          P2: within(hours(8)),
          P3: within(hours(16)),
          P4: within(hours(40)),
        },
        pauseOn: ['REQUESTER', 'VENDOR'],
        escalationPolicyId: escalationPolicyId ?? null,
      },
    ];
    const input = {
      name,
      kind: 'SLA',
      coverage,
      terms: { targets, conditions },
      publish: true,
      ...more,
    } as const;
    return (await must(desk.agreements.create(input))).agreementId;
  };
  const { contractId } = await must(
    desk.contracts.create({ organizationId: organizations.coastal, name: 'Managed care' }),
  );
  const { contractLineId } = await must(
    desk.contracts.addLine({ contractId, name: 'Medical devices', domains: ['HTM'] }),
  );
  const { escalationPolicyId } = await must(
    desk.escalationPolicies.create({
      name: 'Tell the desk',
      steps: [
        { when: { percent: 90 }, notify: ['TEAM', 'ASSIGNEE'] },
        // Long before it is due: as soon as the clock begins.
        { when: { offsetMs: -days(300), time: 'WALL' }, notify: ['DISPATCHERS'] },
      ],
    }),
  );
  const draft = (name: string) =>
    agreement(name, hours(1), [{ assetId: assets.hilltopHvac }], { publish: false });
  // Of a category nobody uses: it measures nothing of the world.
  const redrafted = await agreement('Drafted again', hours(1), [{ contractLineId }], {
    category: 'drafted again',
  });
  const again = { targets: [{ metric: 'RESOLVE', otherwise: within(hours(9)) } as const] };
  await must(desk.agreements.draft({ agreementId: redrafted, expectedVersion: 1, terms: again }));
  return {
    contractId,
    contractLineId,
    escalationPolicyId,
    standard: await agreement('Standard', hours(4), [{ everybody: true }]),
    coastal: await agreement('Coastal', hours(2), [{ organizationId: organizations.coastal }]),
    riverside: await agreement('Riverside', hours(1), [{ clinicId: clinics.riverside }]),
    internal: await agreement('Desk and field', hours(1), [{ everybody: true }], {
      kind: 'OLA',
      escalationPolicyId,
    }),
    /** Not published: they measure nothing. */
    drafts: {
      update: await draft('To be renamed'),
      cover: await draft('To be covered'),
      rewrite: await draft('To be rewritten'),
      publish: await draft('To be published'),
    },
    /** Published and drafted again. */
    redrafted,
    coverageId: await coverageOf(desk, redrafted),
  };
}

async function coverageOf(desk: Desk, agreementId: string): Promise<string> {
  const session = desk.read();
  const { rows } = await session.list('AgreementCoverage', {
    page: { first: 1, filter: { agreement: { id: { eq: agreementId } } } },
    selection: emptySelection('id'),
    wantsCursors: false,
    wantsTotal: false,
  });
  session.close();
  return rows[0]?.id as string;
}

async function buildTeams(desk: Desk, { clinics }: Places, people: People) {
  const team = async (name: string, more: Partial<Parameters<Desk['teams']['create']>[0]> = {}) =>
    (await must(desk.teams.create({ name, domain: 'IT', side: 'PROVIDER', ...more })))
      .teamId as TeamId;
  const teams = {
    serviceDesk: await team('Service desk'),
    biomed: await team('Clinical engineering', {
      clinicId: clinics.riverside,
      domain: 'HTM',
      side: 'CLIENT',
    }),
    hilltopIt: await team('Hilltop IT', { clinicId: clinics.hilltop, side: 'CLIENT' }),
  };
  for (const { id } of [people.technician, people.dispatcher]) {
    await must(desk.teams.addMember({ teamId: teams.serviceDesk, personId: id }));
  }
  return teams;
}

interface TicketParts {
  readonly places: Places;
  readonly people: People;
  readonly assets: Awaited<ReturnType<typeof buildAssets>>;
  readonly teams: Awaited<ReturnType<typeof buildTeams>>;
  readonly marker: string;
}

async function buildTickets(desk: Desk, parts: TicketParts) {
  const { people, assets, teams, marker } = parts;
  const { riverside, lakeside, hilltop } = parts.places.clinics;
  const ticket = async (
    title: string,
    clinicId: ClinicId,
    requester: TestMember | null,
    more: Partial<Parameters<Desk['tickets']['open']>[0]> = {},
  ) => {
    const opened = await must(
      desk.tickets.open({
        type: 'INCIDENT',
        clinicId,
        requesterId: requester?.id ?? null,
        title,
        description: `It happened again. ${marker}`,
        channel: 'PORTAL',
        domain: 'IT',
        ...more,
      }),
    );
    return opened.ticketId;
  };
  const tickets = {
    nurse: await ticket('Label printer prints nothing', riverside, people.nurse, {
      assetIds: [assets.printer],
      teamId: teams.serviceDesk,
    }),
    shared: await ticket('Pump shows error 12', riverside, people.otherNurse, {
      assetIds: [assets.pump],
      domain: 'HTM',
      locationId: parts.places.locations.room as never,
      tags: [`Canary ${marker}`],
    }),
    confidential: await ticket('My account was used by somebody', riverside, people.otherNurse, {
      confidential: true,
    }),
    watched: await ticket('Badge reader and my shifts', riverside, people.clinicAdmin, {
      confidential: true,
      watcherIds: [people.nurse.id],
    }),
    external: await ticket('Portal does not let me in', riverside, people.external),
    lakeside: await ticket('Server is slow', lakeside, people.lakesideNurse, {
      assetIds: [assets.lakesideServer],
    }),
    lakesideOther: await ticket('Monitoring: disk is full', lakeside, null, {
      channel: 'MONITORING',
    }),
    hilltop: await ticket('It is cold', hilltop, people.hilltopNurse, {
      type: 'SERVICE_REQUEST',
      domain: 'FACILITIES',
      assetIds: [assets.hilltopHvac],
    }),
    provider: await ticket('Our own badge reader', hilltop, people.mspAdmin, {
      confidential: true,
    }),
    change: await ticket('New fan', hilltop, null, {
      type: 'CHANGE',
      confidential: true,
      details: { of: 'CHANGE', kind: 'EMERGENCY' },
    }),
    problem: await ticket('Printers of one series', hilltop, null, {
      type: 'PROBLEM',
      details: { of: 'PROBLEM', workaround: `Use the other printer. ${marker}` },
    }),
  };
  const replies: string[] = [];
  const logs: string[] = [];
  for (const ticketId of [tickets.nurse, tickets.shared, tickets.lakeside]) {
    const { entryId } = await must(
      desk.tickets.reply({ ticketId, body: `We are on it. ${marker}` }),
    );
    replies.push(entryId ?? '');
    await must(desk.tickets.note({ ticketId, body: `Between us: ${marker}` }));
    const logged = await must(
      desk.tickets.logWork({
        ticketId,
        personId: people.technician.id,
        minutes: 15,
        kind: 'REMOTE',
        billable: 'CONTRACT',
        note: `Looked at it. ${marker}`,
      }),
    );
    logs.push(logged.entryId ?? '');
  }
  await must(
    desk.tickets.addLink({
      ticketId: tickets.problem,
      kind: 'PROBLEM_OF',
      targetId: tickets.nurse as never,
    }),
  );
  await must(
    desk.tickets.addLink({
      ticketId: tickets.lakeside,
      kind: 'RELATES_TO',
      targetId: tickets.lakesideOther as never,
    }),
  );
  const resolved = { ticketId: tickets.provider, to: 'RESOLVED', resolutionCode: 'FIXED' } as const;
  await must(desk.tickets.transition(resolved));
  const [reply = ''] = replies;
  const [workLog = ''] = logs;
  const templates = {
    battery: (
      await must(
        desk.checklistTemplates.create({
          name: 'Battery test',
          steps: [{ title: 'Runs an hour on battery', kind: 'CHECK', lane: 'HTM' }],
        }),
      )
    ).templateId,
  };
  const steps = [
    { title: `Fan runs ${marker}`, kind: 'CHECK', lane: 'FACILITIES', required: false },
    { title: `It is warm ${marker}`, kind: 'CHECK', lane: 'CLINICAL', required: false },
  ] as const;
  await must(desk.tickets.startChecklist({ ticketId: tickets.hilltop, name: 'Rounds', steps }));
  const tasks = await tasksOf(desk, tickets.hilltop);
  const approval = {
    ticketId: tickets.change,
    stages: [{ name: 'Owner', approverIds: [people.mspAdmin.id, people.dispatcher.id] }],
  };
  await must(desk.tickets.requestApproval(approval));
  const stages = { owner: await stageOf(desk, tickets.change) };
  const until = { until: desk.session.now + days(30) };
  const { delegationId } = await must(
    (await people.dispatcher.desk()).approvals.delegate({ toId: people.mspAdmin.id, ...until }),
  );
  const blackout = { clinicId: hilltop, name: 'Audit', from: desk.session.now, ...until };
  const blackouts = { audit: (await must(desk.blackouts.add(blackout))).blackoutId };
  const delegations = { dispatcher: delegationId };
  return { tickets, entries: { reply, workLog }, templates, tasks, stages, delegations, blackouts };
}

/** The one stage that a ticket's approval has. */
async function stageOf(desk: Desk, ticketId: string) {
  const session = desk.read();
  try {
    const { rows } = await session.list('ApprovalStage', {
      page: { first: 1, filter: { ticket: { id: { eq: ticketId } } } },
      selection: { columns: new Set(['id']), one: new Map(), many: new Map() },
      wantsCursors: false,
      wantsTotal: false,
    });
    return rows[0]?.id as string;
  } finally {
    await session.close();
  }
}

/** The steps of a ticket that has two, by what the tests call them. */
async function tasksOf(desk: Desk, ticketId: string) {
  const session = desk.read();
  try {
    const { rows } = await session.list('Task', {
      page: { first: 10, filter: { ticket: { id: { eq: ticketId } } } },
      selection: { columns: new Set(['id']), one: new Map(), many: new Map() },
      wantsCursors: false,
      wantsTotal: false,
    });
    const [fan, warm] = rows.map((row) => row.id as string);
    return { fan: fan ?? '', warm: warm ?? '' };
  } finally {
    await session.close();
  }
}
