// Every use case with an input that succeeds; the matrices of isolation and of roles are made from it.
import type { Desk } from '../src/index.ts';
import { dailyLayer, midnight } from './support/dispatch-world.ts';
import { days, type MspWorld, must, type TestWardline } from './support/index.ts';
import { atTen } from './support/visit-world.ts';
import { nextMonth } from './support/work-world.ts';

export interface UseCaseInput {
  /** `tickets.open` */
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** A call whose repetition changes nothing says nothing about what was named. */
  readonly mayDoNothing?: boolean;
  /** The list of which it answers each by itself: a refusal stands beside what was done. */
  readonly answersEach?: string;
  /** It only reads: nothing is changed, nothing stands in the audit trail. */
  readonly isQuery?: boolean;
}

/** What use cases need beyond the world: a grant and a key to revoke. */
export interface Extras {
  readonly grantId: string;
  readonly apiKeyId: string;
}

export async function buildExtras({ desk, people, clinics }: MspWorld, { ports }: TestWardline) {
  const { grantId } = await must(
    desk.grants.create({
      personId: people.nurse.id,
      role: 'CLINIC_STAFF',
      clinicId: clinics.lakeside,
      reason: 'stands in',
    }),
  );
  const expiresAt = ports.now() + days(30);
  const { apiKeyId } = await must(
    desk.apiKeys.create({ name: 'RMM', scopes: ['asset:read'], expiresAt }),
  );
  return { grantId, apiKeyId };
}

const ONE_HOLIDAY = [
  'BEGIN:VCALENDAR',
  'BEGIN:VEVENT',
  'DTSTART;VALUE=DATE:20261228',
  'SUMMARY:Inventory',
  'END:VEVENT',
  'END:VCALENDAR',
].join('\n');

/** One input a use case, every field that takes an id filled in. Run in this order, each succeeds. */
export function useCaseInputs(world: MspWorld, extras: Extras, now: number): UseCaseInput[] {
  const {
    clinics,
    organizations,
    locations,
    people,
    teams,
    assets,
    tickets,
    calendarId,
    clinicGroups,
  } = world;
  const { riverside, lakeside } = clinics;
  const nurse = people.nurse.id;
  const otherwise = { kind: 'BUSINESS_TIME', ms: 1000 };
  const terms = {
    targets: [
      {
        metric: 'RESOLVE',
        otherwise,
        hours: { calendarId },
        escalationPolicyId: world.agreements.escalationPolicyId,
      },
    ],
  };
  const { drafts, redrafted, coverageId } = world.agreements;
  const ticketId = tickets.nurse;
  return [
    { name: 'organizations.create', input: { name: 'New' } },
    {
      name: 'msp.update',
      input: { expectedVersion: 1, name: 'North Shore IT', priorityMatrix: null },
    },
    {
      name: 'organizations.update',
      input: { organizationId: organizations.summit, expectedVersion: 1, name: 'Summit II' },
    },
    {
      name: 'clinics.create',
      input: {
        organizationId: organizations.coastal,
        name: 'New',
        timeZone: 'Europe/Berlin',
        calendarId,
      },
    },
    {
      name: 'clinics.update',
      input: { clinicId: lakeside, expectedVersion: 1, name: 'Lakeside II', calendarId },
    },
    { name: 'clinicGroups.create', input: { name: 'New', description: 'Those we took on' } },
    {
      name: 'clinicGroups.update',
      input: { clinicGroupId: clinicGroups.region, expectedVersion: 1, name: 'Region South' },
    },
    {
      name: 'clinicGroups.addClinics',
      input: { clinicGroupId: clinicGroups.region, clinicIds: [lakeside] },
      answersEach: 'clinicIds',
    },
    {
      name: 'clinicGroups.removeClinics',
      input: { clinicGroupId: clinicGroups.region, clinicIds: [riverside] },
      answersEach: 'clinicIds',
    },
    {
      name: 'grants.create',
      input: {
        personId: people.technician.id,
        role: 'TECHNICIAN',
        clinicGroupId: clinicGroups.region,
        reason: 'covers the region',
      },
    },
    {
      name: 'clinicGroups.archive',
      input: { clinicGroupId: clinicGroups.imaging, expectedVersion: 1 },
    },
    {
      name: 'locations.create',
      input: { clinicId: riverside, parentId: locations.site, kind: 'ROOM', name: 'Room 5' },
    },
    {
      name: 'teams.create',
      input: { clinicId: riverside, name: 'New', domain: 'IT', side: 'CLIENT' },
    },
    {
      name: 'locations.update',
      input: {
        locationId: locations.room,
        expectedVersion: 1,
        name: 'Room 4b',
        parentId: locations.site,
      },
    },
    { name: 'teams.update', input: { teamId: teams.hilltopIt, expectedVersion: 1, name: 'IT' } },
    {
      name: 'people.update',
      input: { personId: people.external.id, expectedVersion: 1, displayName: 'Eva External' },
    },
    {
      name: 'people.addAffiliation',
      input: { personId: people.hilltopNurse.id, clinicId: lakeside, title: 'Locum' },
    },
    {
      name: 'people.addAffiliation',
      input: { personId: people.hilltopNurse.id, organizationId: organizations.coastal },
    },
    { name: 'people.endAffiliation', input: { affiliationId: world.affiliations.external } },
    {
      name: 'people.upsert',
      input: {
        source: 'hr',
        contacts: [
          { clinicId: riverside, externalId: '7', email: 'up@example.org', displayName: 'Up' },
        ],
      },
      answersEach: 'contacts',
    },
    {
      name: 'people.upsert',
      input: {
        contacts: [
          { organizationId: organizations.coastal, email: 'sert@example.org', displayName: 'Sert' },
        ],
      },
      answersEach: 'contacts',
    },
    { name: 'teams.addMember', input: { teamId: teams.biomed, personId: nurse } },
    {
      name: 'teams.removeMember',
      input: { teamId: teams.biomed, personId: nurse },
      mayDoNothing: true,
    },
    {
      name: 'people.create',
      input: { side: 'CLIENT', clinicId: riverside, displayName: 'New', email: 'new@example.org' },
    },
    {
      name: 'people.create',
      input: {
        side: 'CLIENT',
        organizationId: organizations.coastal,
        displayName: 'Newer',
        email: null,
      },
    },
    {
      name: 'people.createToken',
      input: { personId: nurse, name: 'Phone', expiresAt: now + days(1) },
    },
    {
      name: 'grants.create',
      input: { personId: nurse, role: 'CLINIC_STAFF', clinicId: lakeside, reason: 'stands in' },
    },
    {
      name: 'grants.create',
      input: {
        personId: people.orgAdmin.id,
        role: 'ORG_ADMIN',
        organizationId: organizations.coastal,
        reason: 'stands in',
      },
    },
    { name: 'grants.revoke', input: { grantId: extras.grantId } },
    {
      name: 'apiKeys.create',
      input: {
        name: 'New',
        scopes: ['asset:read'],
        clinicIds: [riverside],
        expiresAt: now + days(1),
      },
    },
    { name: 'apiKeys.revoke', input: { apiKeyId: extras.apiKeyId } },
    {
      name: 'assets.register',
      input: { clinicId: riverside, locationId: locations.room, kind: 'PRINTER', name: 'New' },
    },
    {
      name: 'assets.update',
      input: {
        assetId: assets.printer,
        expectedVersion: 1,
        changes: { locationId: locations.room },
      },
    },
    {
      name: 'assets.transition',
      input: { assetId: assets.pump, expectedVersion: 1, to: 'ORDERED' },
    },
    {
      name: 'assets.relate',
      input: { assetId: assets.pump, kind: 'CONNECTED_TO', relatedAssetId: assets.printer },
    },
    { name: 'assets.unrelate', input: { relationId: assets.relationId } },
    {
      name: 'calendars.create',
      input: {
        name: 'New',
        definition: { timezone: 'UTC', weekly: { mon: [['08:00', '09:00']] } },
      },
    },
    {
      name: 'calendars.update',
      input: { calendarId, expectedVersion: 1, change: { set: { breaks: { '2026-12-21': [] } } } },
    },
    {
      name: 'calendars.importHolidays',
      input: { calendarId, expectedVersion: 2, iCalendar: ONE_HOLIDAY },
    },
    {
      name: 'calendars.addRegionHolidays',
      input: { calendarId, expectedVersion: 3, country: 'US', years: [2027] },
    },
    {
      name: 'agreements.create',
      input: {
        name: 'New',
        kind: 'SLA',
        coverage: [
          { clinicId: riverside },
          { organizationId: organizations.coastal },
          { assetId: assets.pump },
          { contractLineId: world.agreements.contractLineId },
        ],
        terms,
      },
    },
    {
      name: 'agreements.create',
      input: {
        name: 'Newer',
        kind: 'UC',
        teamId: teams.biomed,
        terms: { targets: [{ metric: 'RESOLVE', otherwise }] },
      },
    },
    {
      name: 'agreements.update',
      input: { agreementId: drafts.update, expectedVersion: 1, name: 'Renamed' },
    },
    {
      name: 'agreements.cover',
      input: { agreementId: drafts.cover, expectedVersion: 1, add: [{ clinicId: riverside }] },
    },
    {
      name: 'agreements.cover',
      input: { agreementId: redrafted, expectedVersion: 2, removeIds: [coverageId] },
    },
    {
      name: 'agreements.draft',
      input: { agreementId: drafts.rewrite, expectedVersion: 1, terms },
    },
    {
      name: 'agreements.publish',
      input: { agreementId: drafts.publish, expectedVersion: 1, openTickets: 'CARRY' },
    },
    { name: 'agreements.discardDraft', input: { agreementId: redrafted, expectedVersion: 3 } },
    {
      name: 'agreements.simulate',
      input: { agreementId: drafts.update, from: now - days(30), to: now + days(1) },
      isQuery: true,
    },
    {
      name: 'clocks.attainment',
      input: { from: now - days(30), to: now + days(1), groupBy: ['CLINIC'], clinicId: riverside },
      isQuery: true,
    },
    { name: 'contracts.create', input: { organizationId: organizations.coastal, name: 'New' } },
    {
      name: 'contracts.addLine',
      input: { contractId: world.agreements.contractId, clinicId: riverside, name: 'New' },
    },
    {
      name: 'contracts.updateLine',
      input: {
        contractLineId: world.agreements.contractLineId,
        ...{ expectedVersion: 1, name: 'Devices', clinicId: riverside },
      },
    },
    {
      name: 'escalationPolicies.create',
      input: {
        name: 'New',
        steps: [
          {
            when: { percent: 50 },
            notifyPersonIds: [people.technician.id],
            assignToTeamId: teams.serviceDesk,
          },
        ],
      },
    },
    {
      name: 'escalationPolicies.update',
      input: {
        escalationPolicyId: world.agreements.escalationPolicyId,
        expectedVersion: 1,
        name: 'Renamed',
      },
    },
    {
      name: 'tickets.open',
      input: {
        type: 'INCIDENT',
        clinicId: riverside,
        requesterId: nurse,
        title: 'New',
        channel: 'PHONE',
        domain: 'IT',
        assetIds: [assets.printer, assets.pump],
        locationId: locations.room,
        teamId: teams.serviceDesk,
        assigneeId: people.technician.id,
        watcherIds: [people.clinicAdmin.id, people.otherNurse.id],
      },
    },
    { name: 'tickets.reply', input: { ticketId, body: 'Hello' } },
    { name: 'tickets.note', input: { ticketId, body: 'Hm' } },
    {
      name: 'tickets.logWork',
      input: {
        ticketId,
        personId: people.technician.id,
        minutes: 5,
        kind: 'REMOTE',
        billable: 'CONTRACT',
      },
    },
    { name: 'tickets.addWatcher', input: { ticketId, personId: people.otherNurse.id } },
    {
      name: 'tickets.removeWatcher',
      input: { ticketId, personId: people.otherNurse.id },
      mayDoNothing: true,
    },
    {
      name: 'tickets.update',
      input: {
        ticketId: tickets.shared,
        changes: {
          assetIds: [assets.printer],
          locationId: locations.site,
          requesterId: people.clinicAdmin.id,
        },
      },
    },
    {
      name: 'tickets.assign',
      input: {
        ticketId: tickets.shared,
        teamId: teams.serviceDesk,
        assigneeId: people.technician.id,
      },
    },
    {
      name: 'tickets.updateMany',
      input: {
        tickets: [
          {
            ticketId: tickets.shared,
            changes: { title: 'One of many', locationId: locations.site },
            assign: { teamId: teams.serviceDesk, assigneeId: people.technician.id },
          },
        ],
      },
      answersEach: 'tickets',
    },
    {
      name: 'tickets.setAgreement',
      input: { ticketId, agreementId: world.agreements.coastal, reason: 'They asked' },
    },
    { name: 'tickets.recordServiceRestored', input: { ticketId } },
    {
      name: 'tickets.recordNotification',
      input: { ticketId, party: 'FDA', recipient: 'MedWatch' },
    },
    { name: 'tickets.transition', input: { ticketId: tickets.shared, to: 'IN_PROGRESS' } },
    {
      name: 'checklistTemplates.create',
      input: { name: 'New', steps: [{ title: 'Seal whole', kind: 'CHECK', lane: 'HTM' }] },
    },
    {
      name: 'checklistTemplates.update',
      input: { templateId: world.templates.battery, expectedVersion: 1, name: 'Battery' },
    },
    {
      name: 'tickets.startChecklist',
      input: { ticketId: tickets.hilltop, templateId: world.templates.battery },
    },
    { name: 'tickets.completeTask', input: { taskId: world.tasks.fan } },
    { name: 'tickets.skipTask', input: { taskId: world.tasks.warm, reason: 'It is summer' } },
    {
      name: 'approvals.decide',
      input: { stageId: world.stages.owner, decision: 'APPROVE', approverId: people.dispatcher.id },
    },
    {
      name: 'tickets.requestApproval',
      input: {
        ticketId: tickets.change,
        stages: [{ name: 'Again', approverIds: [people.mspAdmin.id] }],
      },
    },
    { name: 'approvals.endDelegation', input: { delegationId: world.delegations.dispatcher } },
    { name: 'tickets.withdrawApproval', input: { ticketId: tickets.change } },
    {
      name: 'approvals.delegate',
      input: { toId: people.dispatcher.id, until: now + days(2) },
    },
    {
      name: 'blackouts.add',
      input: { clinicId: riverside, name: 'New', from: now, until: now + days(1) },
    },
    { name: 'blackouts.remove', input: { blackoutId: world.blackouts.audit } },
    { name: 'tickets.rate', input: { ticketId: tickets.provider, score: 5 } },
    {
      name: 'tickets.addLink',
      input: { ticketId: tickets.shared, kind: 'CHILD_OF', targetId: ticketId },
    },
    {
      name: 'tickets.removeLink',
      input: { ticketId: tickets.shared, kind: 'CHILD_OF', targetId: ticketId },
      mayDoNothing: true,
    },
    {
      name: 'tickets.split',
      input: { ticketId, title: 'The other matter', entryIds: [world.entries.reply] },
    },
    {
      name: 'tickets.fanOut',
      input: { ticketId: tickets.problem, title: 'It hits you', assetIds: [assets.lakesideServer] },
    },
    {
      name: 'tickets.transition',
      input: { ticketId: tickets.lakesideOther, to: 'CANCELLED', note: 'Over' },
    },
    {
      name: 'tickets.followUp',
      input: {
        ticketId: tickets.lakesideOther,
        type: 'INCIDENT',
        title: 'Again',
        channel: 'PHONE',
      },
    },
    { name: 'tickets.merge', input: { ticketId: tickets.external, targetId: ticketId } },
    ...visitInputs(world, now),
    ...dispatchInputs(world, now),
    ...triageInputs(world),
    ...workInputs(world),
  ];
}

function workInputs({
  work,
  entries,
  tickets,
  assets,
  clinics,
  calendarId,
}: MspWorld): UseCaseInput[] {
  const { contractId, contractLineId, period } = work;
  const timeEntryId = entries.workLog;
  return [
    {
      name: 'work.correctLog',
      input: { timeEntryId, expectedVersion: 1, minutes: 20, reason: 'Looked again.' },
    },
    {
      name: 'work.voidLog',
      input: { timeEntryId, expectedVersion: 2, reason: 'It was another clinic’s.' },
    },
    { name: 'work.voidPart', input: { partUsedId: work.partId, reason: 'Not used.' } },
    {
      name: 'work.addPart',
      input: {
        ticketId: tickets.nurse,
        name: 'Toner',
        quantity: 1,
        unitPriceMinor: 999,
        billing: 'BILLABLE',
      },
    },
    {
      name: 'work.setTerms',
      input: {
        contractId,
        expectedVersion: 2,
        calendarId,
        currency: 'USD',
        timezone: 'America/New_York',
        rounding: { incrementMinutes: 15, minimumMinutes: 15, mode: 'UP', per: 'ENTRY' },
        travel: { kind: 'FREE' },
        hourlyRates: { ON_SITE: 15_000, REMOTE: 12_000, TRAVEL: 0 },
        afterHoursPercent: 150,
        proRata: 'BY_DAY',
        lines: [
          { kind: 'TIME_AND_MATERIAL', contractLineId, kinds: [], assetIds: [assets.printer] },
        ],
      },
    },
    {
      name: 'work.usage',
      input: { contractId, period: nextMonth(period) },
      mayDoNothing: true,
      isQuery: true,
    },
    { name: 'work.withdrawTerms', input: { billingTermsId: work.plannedTermsId } },
    {
      name: 'work.voidInvoice',
      input: { invoiceExportId: work.invoiceExportId, reason: 'The rate was wrong.' },
    },
    { name: 'work.exportInvoice', input: { contractId, period } },
    {
      name: 'contracts.update',
      input: { contractId, expectedVersion: 1, name: 'Better care', validUntil: null },
    },
    { name: 'contracts.removeLine', input: { contractLineId: work.spareLineId } },
    {
      name: 'work.recordHrEvent',
      input: {
        kind: 'LEAVER',
        clinicId: clinics.riverside,
        personName: 'Lee',
        effectiveOn: '2026-12-24',
        systems: ['EHR'],
      },
    },
  ];
}

function visitInputs(
  { tickets, people, locations, visits }: MspWorld,
  now: number,
): UseCaseInput[] {
  return [
    {
      name: 'visits.plan',
      input: {
        ticketId: tickets.shared,
        personId: people.technician.id,
        ...atTen(now, 10),
        locationId: locations.room,
        publicNote: 'New',
        internalNote: 'New',
      },
    },
    {
      name: 'visits.reschedule',
      input: {
        visitId: visits.toMove,
        expectedVersion: 1,
        personId: people.dispatcher.id,
        ...atTen(now, 11),
        locationId: locations.site,
      },
    },
    {
      name: 'visits.transition',
      input: { visitId: visits.toGo, expectedVersion: 1, to: 'EN_ROUTE' },
    },
    {
      name: 'visits.cancel',
      input: { visitId: visits.toCancel, expectedVersion: 1, reason: 'CLINIC_ASKED' },
    },
  ];
}

function triageInputs({ teams, people, triage }: MspWorld): UseCaseInput[] {
  const rules = {
    mode: 'ALL',
    rules: [
      {
        id: 'a',
        name: 'A',
        enabled: true,
        triggers: ['OPENED'],
        when: null,
        actions: [
          { kind: 'ASSIGN_TEAM', teamId: teams.serviceDesk },
          { kind: 'ADD_WATCHER', personId: people.clinicAdmin.id },
        ],
        timesPerTicket: null,
      },
    ],
  };
  const { ruleSetId } = triage;
  return [
    { name: 'triage.createRuleSet', input: { name: 'New', ...rules } },
    {
      name: 'triage.updateRuleSet',
      input: { ruleSetId, expectedVersion: 3, draft: rules },
    },
    { name: 'triage.publishRuleSet', input: { ruleSetId, expectedVersion: 4 } },
  ];
}

function dispatchInputs(world: MspWorld, now: number): UseCaseInput[] {
  const { clinics, people, teams, tickets, calendarId, dispatch } = world;
  const { teamId, rotationId, overrideId, swapId, absenceId, coManagedAgreementId } = dispatch;
  const technician = people.technician.id;
  const part = (day: number) => ({
    layerId: 'first',
    from: midnight(now, day),
    to: midnight(now, day + 1),
  });
  const terms = {
    name: 'New',
    lanes: [
      {
        id: 'lane',
        name: 'Lane',
        domains: ['HTM'],
        categories: [],
        ticketTypes: [],
        priorities: [],
        tiers: [],
        hours: { calendarId, when: 'INSIDE' },
        owner: 'HTM',
        teamId: teams.biomed,
      },
    ],
    otherwise: { owner: 'MSP', teamId: teams.serviceDesk },
    handOvers: [],
  };
  return [
    { name: 'dispatch.assign', input: { ticketId: tickets.watched, teamId } },
    {
      name: 'dispatch.handOver',
      input: { ticketId: tickets.confidential, teamId: teams.serviceDesk, reason: 'CAPACITY' },
    },
    {
      name: 'dispatch.setTeam',
      input: {
        teamId: teams.biomed,
        expectedVersion: 1,
        coverageCalendarId: calendarId,
        assignment: { strategy: 'LEAST_LOADED' },
      },
    },
    {
      name: 'dispatch.setPerson',
      input: {
        personId: technician,
        expectedVersion: 1,
        skills: [{ code: 'DICOM', level: 3 }],
        capacity: 100,
        workingCalendarId: calendarId,
      },
    },
    {
      name: 'dispatch.addAbsence',
      input: {
        personId: technician,
        kind: 'VACATION',
        beginsAt: midnight(now, 100),
        endsAt: midnight(now, 101),
      },
    },
    { name: 'dispatch.removeAbsence', input: { absenceId } },
    {
      name: 'dispatch.createRotation',
      input: { teamId, name: 'New', layers: [dailyLayer(now, [people.mspAdmin.id])] },
    },
    {
      name: 'dispatch.updateRotation',
      input: {
        rotationId,
        expectedVersion: 1,
        name: 'Newer',
        layers: [dailyLayer(now, [people.mspAdmin.id, technician])],
      },
    },
    {
      name: 'dispatch.addOverride',
      input: {
        rotationId,
        layerId: 'first',
        personId: technician,
        beginsAt: midnight(now, 2),
        endsAt: midnight(now, 3),
      },
    },
    { name: 'dispatch.removeOverride', input: { overrideId } },
    {
      name: 'dispatch.proposeSwap',
      input: { rotationId, gives: part(10), personId: technician, takes: part(11) },
    },
    { name: 'dispatch.answerSwap', input: { swapId, expectedVersion: 1, answer: 'AGREE' } },
    {
      name: 'dispatch.createCoManagedAgreement',
      input: { clinicId: clinics.riverside, ...terms },
    },
    {
      name: 'dispatch.updateCoManagedAgreement',
      input: {
        coManagedAgreementId,
        expectedVersion: 1,
        ...terms,
        lanes: [],
      },
    },
  ];
}

/** Calls a use case by its name. */
export function call(desk: Desk, name: string, input: unknown) {
  const [feature = '', verb = ''] = name.split('.');
  const verbs = (desk as unknown as Record<string, Record<string, Call>>)[feature];
  const useCase = verbs?.[verb];
  if (!useCase) throw new Error(`There is no use case ${name}.`);
  return useCase(input);
}

type Call = (input: unknown) => ReturnType<Desk['organizations']['create']>;

/** The names of all use cases a desk has. */
export function useCaseNames(desk: Desk): string[] {
  return Object.entries(desk).flatMap(([feature, verbs]) =>
    feature === 'session' || typeof verbs !== 'object' || verbs === null
      ? []
      : Object.keys(verbs).map((verb) => `${feature}.${verb}`),
  );
}
