import type { ShapeName } from '@wardline/platform';
import { midnight } from '../../../platform/test/support/dispatch-world.ts';
// Every mutation with inputs that succeed; the matrices of isolation and of versions are made from it.
import { atTen } from '../../../platform/test/support/visit-world.ts';
import { days, type MspWorld, must, type TestApi, toGlobalId } from './index.ts';
import { workSamples } from './work-inputs.ts';

export interface MutationSample {
  readonly mutation: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** A call whose repetition changes nothing says nothing about what was named. */
  readonly mayDoNothing?: boolean;
  /** Where the refusals are, if not beside the record. */
  readonly answersIn?: string;
}

/** What mutations need beyond the world: a grant and a key to revoke. */
export async function buildExtras({ desk, people, clinics }: MspWorld, { ports }: TestApi) {
  const reason = 'stands in';
  const personId = people.nurse.id;
  const grant = { personId, role: 'CLINIC_STAFF', clinicId: clinics.lakeside, reason } as const;
  const { grantId } = await must(desk.grants.create(grant));
  const expiresAt = ports.now() + days(30);
  const key = { name: 'RMM', scopes: ['asset:read'], expiresAt } as const;
  const { apiKeyId } = await must(desk.apiKeys.create(key));
  return { grantId, apiKeyId };
}

export type Extras = Awaited<ReturnType<typeof buildExtras>>;

const ONE_HOLIDAY =
  'BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20261228\nSUMMARY:Inventory\nEND:VEVENT\nEND:VCALENDAR';

/** One sample a mutation at least, every field that takes an id filled in. Run in this order, each succeeds. */
export function mutationSamples(world: MspWorld, extras: Extras, now: number): MutationSample[] {
  const clinicId = toGlobalId('Clinic', world.clinics.riverside);
  const lakeside = toGlobalId('Clinic', world.clinics.lakeside);
  const organizationId = toGlobalId('Organization', world.organizations.coastal);
  const clinicGroupId = toGlobalId('ClinicGroup', world.clinicGroups.region);
  const calendarId = toGlobalId('Calendar', world.calendarId);
  const person = (who: keyof MspWorld['people']) => toGlobalId('Person', world.people[who].id);
  const team = (which: keyof MspWorld['teams']) => toGlobalId('Team', world.teams[which]);
  const asset = (which: keyof MspWorld['assets']) => toGlobalId('Asset', world.assets[which]);
  const place = (which: keyof MspWorld['locations']) =>
    toGlobalId('Location', world.locations[which]);
  const ticketId = toGlobalId('Ticket', world.tickets.nurse);
  const shared = { ticketId: toGlobalId('Ticket', world.tickets.shared) };
  const lakesideOther = toGlobalId('Ticket', world.tickets.lakesideOther);
  const templateId = toGlobalId('ChecklistTemplate', world.templates.battery);
  const serviceDesk = team('serviceDesk');
  const { contractId, contractLineId, escalationPolicyId, drafts, redrafted, coverageId } =
    world.agreements;
  const terms = {
    targets: [
      {
        metric: 'RESOLVE',
        budgets: [{ priority: 'P3', within: 'PT8H' }],
        calendarId,
        pauseOn: ['PARTS'],
        escalationPolicyId: toGlobalId('EscalationPolicy', escalationPolicyId),
      },
    ],
  };
  const agreement = (id: string) => ({ agreementId: toGlobalId('Agreement', id) });
  const until = new Date(now + days(1)).toISOString();
  return [
    { mutation: 'organizationCreate', input: { name: 'New' } },
    {
      mutation: 'mspUpdate',
      input: { expectedVersion: 1, name: 'North Shore IT', priorityMatrix: { cells: [] } },
    },
    {
      mutation: 'organizationUpdate',
      input: {
        organizationId: toGlobalId('Organization', world.organizations.summit),
        expectedVersion: 1,
        name: 'Summit II',
      },
    },
    {
      mutation: 'locationUpdate',
      input: { locationId: place('room'), expectedVersion: 1, name: '4b', parentId: place('site') },
    },
    {
      mutation: 'teamUpdate',
      input: { teamId: team('hilltopIt'), expectedVersion: 1, name: 'IT of Hilltop' },
    },
    {
      mutation: 'personUpdate',
      input: { personId: person('external'), expectedVersion: 1, displayName: 'Eva External' },
    },
    { mutation: 'clinicGroupCreate', input: { name: 'New', description: 'Those we took on' } },
    {
      mutation: 'clinicGroupUpdate',
      input: { clinicGroupId, expectedVersion: 1, name: 'Region South' },
    },
    {
      mutation: 'clinicGroupClinicsAdd',
      input: { clinicGroupId, clinicIds: [lakeside] },
      answersIn: 'results',
    },
    {
      mutation: 'clinicGroupClinicsRemove',
      input: { clinicGroupId, clinicIds: [clinicId] },
      answersIn: 'results',
    },
    {
      mutation: 'grantCreate',
      input: { personId: person('technician'), role: 'TECHNICIAN', clinicGroupId, reason: 'r' },
    },
    {
      mutation: 'clinicGroupArchive',
      input: {
        clinicGroupId: toGlobalId('ClinicGroup', world.clinicGroups.imaging),
        expectedVersion: 1,
      },
    },
    {
      mutation: 'clinicCreate',
      input: { organizationId, name: 'New', timeZone: 'Europe/Berlin', calendarId },
    },
    {
      mutation: 'clinicUpdate',
      input: { clinicId: lakeside, expectedVersion: 1, name: 'Lakeside II', calendarId },
    },
    {
      mutation: 'locationCreate',
      input: { clinicId, parentId: place('site'), kind: 'ROOM', name: 'Room 5' },
    },
    { mutation: 'teamCreate', input: { clinicId, name: 'New', domain: 'IT', side: 'CLIENT' } },
    {
      mutation: 'personAffiliationAdd',
      input: { personId: person('hilltopNurse'), clinicId: lakeside, title: 'Locum' },
    },
    {
      mutation: 'personAffiliationAdd',
      input: { personId: person('hilltopNurse'), organizationId },
    },
    {
      mutation: 'personAffiliationEnd',
      input: { affiliationId: toGlobalId('PersonAffiliation', world.affiliations.external) },
    },
    {
      mutation: 'personBatchUpsert',
      input: { contacts: [{ clinicId, email: 'up@example.org', displayName: 'Up' }] },
      answersIn: 'results',
    },
    {
      mutation: 'personBatchUpsert',
      input: { contacts: [{ organizationId, email: 'sert@example.org', displayName: 'Sert' }] },
      answersIn: 'results',
    },
    { mutation: 'teamMemberAdd', input: { teamId: team('biomed'), personId: person('nurse') } },
    {
      mutation: 'teamMemberRemove',
      input: { teamId: team('biomed'), personId: person('nurse') },
      mayDoNothing: true,
    },
    {
      mutation: 'personCreate',
      input: { side: 'CLIENT', clinicId, displayName: 'New', email: 'new@example.org' },
    },
    { mutation: 'personCreate', input: { side: 'CLIENT', organizationId, displayName: 'Newer' } },
    {
      mutation: 'grantCreate',
      input: {
        personId: person('nurse'),
        role: 'CLINIC_STAFF',
        clinicId: lakeside,
        reason: 'helps',
      },
    },
    {
      mutation: 'grantCreate',
      input: {
        personId: person('orgAdmin'),
        role: 'ORG_ADMIN',
        organizationId,
        until,
        reason: 'helps',
      },
    },
    { mutation: 'grantRevoke', input: { grantId: toGlobalId('Grant', extras.grantId) } },
    {
      mutation: 'apiKeyCreate',
      input: { name: 'New', scopes: ['ASSET_READ'], clinicIds: [clinicId], expiresAt: until },
    },
    { mutation: 'apiKeyRevoke', input: { apiKeyId: toGlobalId('ApiKey', extras.apiKeyId) } },
    {
      mutation: 'assetCreate',
      input: { clinicId, locationId: place('room'), kind: 'PRINTER', name: 'New' },
    },
    {
      mutation: 'assetUpdate',
      input: { assetId: asset('printer'), expectedVersion: 1, locationId: place('room') },
    },
    {
      mutation: 'assetTransition',
      input: { assetId: asset('pump'), expectedVersion: 1, to: 'ORDERED' },
    },
    {
      mutation: 'assetRelationAdd',
      input: { assetId: asset('pump'), kind: 'CONNECTED_TO', relatedAssetId: asset('printer') },
    },
    {
      mutation: 'assetRelationRemove',
      input: { relationId: toGlobalId('AssetRelation', world.assets.relationId) },
    },
    {
      mutation: 'calendarCreate',
      input: {
        name: 'New',
        timeZone: 'Europe/Berlin',
        weeklyHours: [{ day: 'MON', opens: '08:00', closes: '17:00' }],
        holidays: [{ date: '2026-12-25', name: 'Christmas Day' }],
      },
    },
    {
      mutation: 'calendarUpdate',
      input: {
        calendarId,
        expectedVersion: 1,
        name: 'Desk hours',
        change: {
          setOverrides: [{ date: '2026-12-24', times: [{ opens: '09:00', closes: '12:00' }] }],
        },
      },
    },
    {
      mutation: 'calendarHolidaysImport',
      input: { calendarId, expectedVersion: 2, iCalendar: ONE_HOLIDAY },
    },
    {
      mutation: 'calendarHolidaysFromRegion',
      input: { calendarId, expectedVersion: 3, country: 'US', years: [2027] },
    },
    {
      mutation: 'agreementCreate',
      input: {
        name: 'New',
        kind: 'SLA',
        coverage: [
          { clinicId },
          { organizationId },
          { assetId: asset('pump') },
          { contractLineId: toGlobalId('ContractLine', contractLineId) },
        ],
        terms,
      },
    },
    {
      mutation: 'agreementCreate',
      input: {
        name: 'Newer',
        kind: 'OLA',
        teamId: team('biomed'),
        coverage: [{ everybody: true }],
        terms: { targets: [{ metric: 'RESOLVE', budgets: [{ within: 'PT8H' }] }] },
        publish: true,
      },
    },
    {
      mutation: 'agreementUpdate',
      input: { ...agreement(drafts.update), expectedVersion: 1, name: 'Renamed' },
    },
    {
      mutation: 'agreementCoverageUpdate',
      input: { ...agreement(drafts.cover), expectedVersion: 1, add: [{ clinicId }] },
    },
    {
      mutation: 'agreementCoverageUpdate',
      input: {
        ...agreement(redrafted),
        expectedVersion: 2,
        removeIds: [toGlobalId('AgreementCoverage', coverageId)],
      },
    },
    {
      mutation: 'agreementDraftUpdate',
      input: { ...agreement(drafts.rewrite), expectedVersion: 1, terms },
    },
    {
      mutation: 'agreementPublish',
      input: { ...agreement(drafts.publish), expectedVersion: 1, openTickets: 'RECOMPUTE' },
    },
    { mutation: 'agreementDraftRemove', input: { ...agreement(redrafted), expectedVersion: 3 } },
    { mutation: 'contractCreate', input: { organizationId, name: 'New' } },
    {
      mutation: 'contractLineUpdate',
      input: {
        contractLineId: toGlobalId('ContractLine', contractLineId),
        ...{ expectedVersion: 1, name: 'Devices', clinicId },
      },
    },
    {
      mutation: 'contractLineAdd',
      input: { contractId: toGlobalId('Contract', contractId), clinicId, name: 'New' },
    },
    {
      mutation: 'escalationPolicyCreate',
      input: {
        name: 'New',
        steps: [
          {
            percent: 90,
            notify: ['TEAM'],
            notifyPersonIds: [person('technician')],
            assignToTeamId: serviceDesk,
          },
        ],
      },
    },
    {
      mutation: 'escalationPolicyUpdate',
      input: {
        escalationPolicyId: toGlobalId('EscalationPolicy', escalationPolicyId),
        expectedVersion: 1,
        name: 'Renamed',
      },
    },
    {
      mutation: 'ticketAgreementSet',
      input: {
        ticketId,
        agreementId: toGlobalId('Agreement', world.agreements.coastal),
        reason: 'They asked',
      },
    },
    {
      mutation: 'ticketCreate',
      input: {
        type: 'INCIDENT',
        domain: 'IT',
        title: 'New',
        clinicId,
        requesterId: person('nurse'),
        assetIds: [asset('printer'), asset('pump')],
        locationId: place('room'),
        teamId: serviceDesk,
        assigneeId: person('technician'),
        watcherIds: [person('clinicAdmin'), person('otherNurse')],
      },
    },
    { mutation: 'publicReplyAdd', input: { ticketId, body: 'Hello' } },
    { mutation: 'internalNoteAdd', input: { ticketId, body: 'Hm' } },
    {
      mutation: 'workLogAdd',
      input: {
        ticketId,
        personId: person('technician'),
        minutes: 5,
        kind: 'REMOTE',
        billable: 'CONTRACT',
      },
    },
    { mutation: 'ticketWatcherAdd', input: { ticketId, personId: person('otherNurse') } },
    {
      mutation: 'ticketWatcherRemove',
      input: { ticketId, personId: person('otherNurse') },
      mayDoNothing: true,
    },
    { mutation: 'ticketTagsAdd', input: { ticketId, tags: ['Loan'] } },
    { mutation: 'ticketTagsRemove', input: { ticketId, tags: ['Loan'] } },
    {
      mutation: 'ticketUpdate',
      input: {
        ...shared,
        expectedVersion: 2,
        assetIds: [asset('printer')],
        locationId: place('site'),
        requesterId: person('clinicAdmin'),
      },
    },
    {
      mutation: 'ticketBatchUpdate',
      input: {
        tickets: [
          {
            ...shared,
            expectedVersion: 2,
            changes: {
              assetIds: [asset('printer')],
              locationId: place('site'),
              requesterId: person('clinicAdmin'),
            },
            assign: { teamId: serviceDesk, assigneeId: person('technician') },
          },
        ],
      },
      answersIn: 'results',
    },
    {
      mutation: 'ticketAssign',
      input: {
        ...shared,
        expectedVersion: 2,
        teamId: serviceDesk,
        assigneeId: person('technician'),
      },
    },
    {
      mutation: 'ticketCreate',
      input: {
        type: 'CHANGE',
        domain: 'IT',
        title: 'New firmware',
        clinicId,
        details: { change: { kind: 'NORMAL', implementerId: person('technician') } },
      },
    },
    { mutation: 'ticketRestorationRecord', input: { ticketId } },
    {
      mutation: 'ticketNotificationRecord',
      input: { ticketId, party: 'FDA', recipient: 'MedWatch' },
    },
    { mutation: 'ticketTransition', input: { ...shared, expectedVersion: 2, to: 'IN_PROGRESS' } },
    {
      mutation: 'checklistTemplateCreate',
      input: { name: 'New', steps: [{ title: 'Seal whole', kind: 'CHECK', lane: 'HTM' }] },
    },
    {
      mutation: 'checklistTemplateUpdate',
      input: { templateId, expectedVersion: 1, name: 'Battery' },
    },
    {
      mutation: 'checklistStart',
      input: { ticketId: toGlobalId('Ticket', world.tickets.hilltop), templateId },
    },
    { mutation: 'taskComplete', input: { taskId: toGlobalId('Task', world.tasks.fan) } },
    {
      mutation: 'taskSkip',
      input: { taskId: toGlobalId('Task', world.tasks.warm), reason: 'It is summer' },
    },
    {
      mutation: 'approvalDecide',
      input: {
        stageId: toGlobalId('ApprovalStage', world.stages.owner),
        decision: 'APPROVE',
        approverId: person('dispatcher'),
      },
    },
    {
      mutation: 'approvalRequest',
      input: {
        ticketId: toGlobalId('Ticket', world.tickets.change),
        expectedVersion: 1,
        stages: [{ name: 'Again', approverIds: [person('mspAdmin')] }],
      },
    },
    {
      mutation: 'approvalDelegationEnd',
      input: { delegationId: toGlobalId('ApprovalDelegation', world.delegations.dispatcher) },
    },
    {
      mutation: 'approvalWithdraw',
      input: { ticketId: toGlobalId('Ticket', world.tickets.change), expectedVersion: 1 },
    },
    { mutation: 'approvalDelegationCreate', input: { toId: person('dispatcher'), until } },
    {
      mutation: 'blackoutCreate',
      input: { clinicId, name: 'New', from: new Date(now).toISOString(), until },
    },
    {
      mutation: 'blackoutRemove',
      input: { blackoutId: toGlobalId('Blackout', world.blackouts.audit) },
    },
    {
      mutation: 'ticketRate',
      input: { ticketId: toGlobalId('Ticket', world.tickets.provider), score: 5 },
    },
    { mutation: 'ticketLinkAdd', input: { ...shared, kind: 'CHILD_OF', targetId: ticketId } },
    {
      mutation: 'ticketLinkRemove',
      input: { ...shared, kind: 'CHILD_OF', targetId: ticketId },
      mayDoNothing: true,
    },
    {
      mutation: 'ticketSplit',
      input: {
        ticketId,
        expectedVersion: 2,
        title: 'The other matter',
        entryIds: [toGlobalId('TimelineEntry', world.entries.reply)],
      },
    },
    {
      mutation: 'problemFanOut',
      input: {
        ticketId: toGlobalId('Ticket', world.tickets.problem),
        title: 'It hits you',
        assetIds: [asset('lakesideServer')],
        assetFilter: { manufacturer: { eq: 'Acme' } },
      },
    },
    {
      mutation: 'ticketTransition',
      input: { ticketId: lakesideOther, expectedVersion: 1, to: 'CANCELLED', note: 'Over' },
    },
    { mutation: 'ticketFollowUp', input: { ticketId: lakesideOther, title: 'Again' } },
    {
      mutation: 'ticketMerge',
      input: {
        ticketId: toGlobalId('Ticket', world.tickets.external),
        expectedVersion: 1,
        targetId: ticketId,
      },
    },
    ...visitSamples(world, now),
    ...dispatchSamples(world, now),
    ...triageSamples(world),
    ...workSamples(world),
  ];
}

function visitSamples(world: MspWorld, now: number): MutationSample[] {
  const { tickets, people, locations, visits } = world;
  const person = (who: 'technician' | 'dispatcher') => toGlobalId('Person', people[who].id);
  const at = (day: number) => {
    const { from, until } = atTen(now, day);
    return { from: new Date(from).toISOString(), until: new Date(until).toISOString() };
  };
  const visit = (which: keyof MspWorld['visits']) => ({
    visitId: toGlobalId('Visit', visits[which]),
    expectedVersion: 1,
  });
  return [
    {
      mutation: 'visitPlan',
      input: {
        ticketId: toGlobalId('Ticket', tickets.shared),
        personId: person('technician'),
        ...at(10),
        locationId: toGlobalId('Location', locations.room),
      },
    },
    {
      mutation: 'visitReschedule',
      input: {
        ...visit('toMove'),
        personId: person('dispatcher'),
        ...at(11),
        locationId: toGlobalId('Location', locations.site),
      },
    },
    { mutation: 'visitTransition', input: { ...visit('toGo'), to: 'EN_ROUTE' } },
    { mutation: 'visitCancel', input: { ...visit('toCancel'), reason: 'CLINIC_ASKED' } },
  ];
}

function triageSamples({ teams, people, triage, templates }: MspWorld): MutationSample[] {
  const rules = {
    mode: 'ALL',
    rules: [
      {
        id: 'a',
        name: 'A',
        triggers: ['OPENED'],
        when: {
          kind: 'ALL',
          of: [
            { kind: 'TEST', field: 'title', operator: 'HAS_WORD', values: ['pump'] },
            { kind: 'NOT', of: [{ kind: 'TEST', field: 'domain', values: ['IT'] }] },
          ],
        },
        actions: [
          { kind: 'ASSIGN_TEAM', teamId: toGlobalId('Team', teams.serviceDesk) },
          { kind: 'ADD_WATCHER', personId: toGlobalId('Person', people.clinicAdmin.id) },
          {
            kind: 'APPLY_TEMPLATE',
            templateId: toGlobalId('ChecklistTemplate', templates.battery),
          },
        ],
      },
    ],
  };
  const ruleSetId = toGlobalId('TriageRuleSet', triage.ruleSetId);
  return [
    { mutation: 'triageRuleSetCreate', input: { name: 'New', ...rules } },
    { mutation: 'triageRuleSetUpdate', input: { ruleSetId, expectedVersion: 3, draft: rules } },
    { mutation: 'triageRuleSetPublish', input: { ruleSetId, expectedVersion: 4 } },
  ];
}

function dispatchSamples(world: MspWorld, now: number): MutationSample[] {
  const { dispatch, people, teams, tickets } = world;
  const clinicId = toGlobalId('Clinic', world.clinics.riverside);
  const calendarId = toGlobalId('Calendar', world.calendarId);
  const rotationId = toGlobalId('Rotation', dispatch.rotationId);
  const teamId = toGlobalId('Team', dispatch.teamId);
  const technician = toGlobalId('Person', people.technician.id);
  const admin = toGlobalId('Person', people.mspAdmin.id);
  const at = (day: number) => new Date(midnight(now, day)).toISOString();
  const layer = (...participantIds: string[]) => ({
    id: 'first',
    name: 'First line',
    timeZone: 'UTC',
    participantIds,
    handOff: { kind: 'DAILY', at: '00:00' },
    startsOn: at(0).slice(0, 10),
    hours: [{ day: 'MON', opens: '20:00', closes: '06:00' }],
  });
  const part = (day: number) => ({ layerId: 'first', from: at(day), to: at(day + 1) });
  const terms = {
    name: 'New',
    lanes: [
      {
        id: 'devices',
        name: 'Devices',
        domains: ['HTM'],
        hours: { calendarId, when: 'INSIDE' },
        owner: 'HTM',
        teamId: toGlobalId('Team', teams.serviceDesk),
      },
    ],
    otherwise: { owner: 'MSP', teamId: toGlobalId('Team', teams.serviceDesk) },
    handOvers: [{ from: 'MSP', to: 'HTM' }],
  };
  return [
    {
      mutation: 'ticketAssignAutomatically',
      input: { ticketId: toGlobalId('Ticket', tickets.watched), expectedVersion: 1, teamId },
    },
    {
      mutation: 'ticketHandOver',
      input: {
        ticketId: toGlobalId('Ticket', tickets.confidential),
        expectedVersion: 1,
        teamId: toGlobalId('Team', teams.serviceDesk),
        reason: 'CAPACITY',
      },
    },
    {
      mutation: 'teamDispatchUpdate',
      input: {
        teamId: toGlobalId('Team', teams.biomed),
        expectedVersion: 1,
        coverageCalendarId: calendarId,
        assignment: { strategy: 'LEAST_LOADED' },
      },
    },
    {
      mutation: 'personDispatchUpdate',
      input: {
        personId: technician,
        expectedVersion: 1,
        skills: [{ code: 'DICOM', level: 3 }],
        capacity: 100,
        workingCalendarId: calendarId,
      },
    },
    {
      mutation: 'absenceCreate',
      input: { personId: technician, kind: 'VACATION', beginsAt: at(100), endsAt: at(101) },
    },
    {
      mutation: 'absenceRemove',
      input: { absenceId: toGlobalId('Absence', dispatch.absenceId) },
    },
    { mutation: 'rotationCreate', input: { teamId, name: 'New', layers: [layer(admin)] } },
    {
      mutation: 'rotationOverrideCreate',
      input: {
        rotationId,
        layerId: 'first',
        personId: technician,
        beginsAt: at(2),
        endsAt: at(3),
      },
    },
    {
      mutation: 'rotationOverrideRemove',
      input: { overrideId: toGlobalId('RotationOverride', dispatch.overrideId) },
    },
    {
      mutation: 'rotationSwapCreate',
      input: { rotationId, gives: part(10), personId: technician, takes: part(11) },
    },
    {
      mutation: 'rotationSwapUpdate',
      input: {
        swapId: toGlobalId('RotationSwap', dispatch.swapId),
        expectedVersion: 1,
        answer: 'AGREE',
      },
    },
    {
      mutation: 'rotationUpdate',
      input: { rotationId, expectedVersion: 1, name: 'Newer', layers: [layer(admin, technician)] },
    },
    { mutation: 'coManagedAgreementCreate', input: { clinicId, ...terms } },
    {
      mutation: 'coManagedAgreementUpdate',
      input: {
        coManagedAgreementId: toGlobalId('CoManagedAgreement', dispatch.coManagedAgreementId),
        expectedVersion: 1,
        ...terms,
      },
    },
  ];
}

export type Path = readonly (string | number)[];

/** Where a value holds global ids. */
export function idPaths(value: unknown, path: Path = []): Path[] {
  if (typeof value === 'string') return isGlobalId(value) ? [path] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    idPaths(inner, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

export const isGlobalId = (value: string) => typeAndId(value) !== null;

export function typeAndId(globalId: string) {
  const match = /^([A-Z]\w+):([0-9a-f-]{36})$/.exec(Buffer.from(globalId, 'base64url').toString());
  return match && { type: match[1] as ShapeName, id: match[2] as string };
}

export function valueAt(value: unknown, path: Path): unknown {
  return path.reduce((inner, key) => (inner as Record<string, unknown>)[key], value);
}

export function withValueAt<T>(value: T, path: Path, replacement: unknown): T {
  const copy = structuredClone(value);
  const parent = valueAt(copy, path.slice(0, -1)) as Record<string, unknown>;
  parent[path.at(-1) ?? ''] = replacement;
  return copy;
}
