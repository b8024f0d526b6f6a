import { type Desk, emptySelection, type PlatformRefusal, type Wardline } from '@wardline/platform';
import { demoId } from './demo-id.ts';
import type { DemoKey, DemoMsp } from './demo-msp.ts';
import { FLEET, ROOMS, type RoomKey } from './fleet.ts';
import { FLEET_RELATIONS } from './fleet-relations.ts';
import { RULES } from './rules.ts';

const PROVIDER_ROLES = new Set(['MSP_ADMIN', 'DISPATCHER', 'TECHNICIAN', 'AUDITOR']);
const DAY_MS = 86_400_000;
/** The demo's agreements measure the imported log too, which is of 2016. */
const AGREED_FROM = Date.UTC(2016, 0, 1);

/** The ids of an MSP's records, from the demo's own names. */
export function demoIds(msp: DemoKey) {
  const id = (kind: string) => (key: DemoKey) => demoId(`${msp}/${kind}/${key}`);
  return {
    msp: demoId(msp) as Parameters<Wardline['service']>[0],
    organization: id('organization'),
    calendar: id('calendar'),
    clinic: id('clinic'),
    location: (clinic: DemoKey, key: string) => demoId(`${msp}/location/${clinic}/${key}`),
    person: id('person'),
    team: id('team'),
    agreement: id('agreement'),
    asset: (clinic: DemoKey, key: DemoKey) => demoId(`${msp}/asset/${clinic}/${key}`),
    ticket: id('ticket'),
    /** A story has one visit at most. */
    visit: id('visit'),
  };
}
export type DemoIds = ReturnType<typeof demoIds>;

/** Something the demo's own content was refused: a bug in it. */
export class DemoRefused extends Error {
  constructor(what: string, { code, message }: PlatformRefusal) {
    super(`The demo's ${what} was refused (${code}): ${message}`);
    this.name = 'DemoRefused';
  }
}

/**
 * Founds an MSP of the demo and everything in it but its tickets: one transaction, so that a load
 * that was interrupted begins again.
 * @returns false if it is there already.
 */
export async function loadMsp(wardline: Wardline, msp: DemoMsp): Promise<boolean> {
  const ids = demoIds(msp.key);
  const founded = await wardline.createMsp({ id: ids.msp, name: msp.name });
  if (!founded.ok && founded.error.code !== 'ALREADY_EXISTS') {
    throw new DemoRefused(msp.key, founded.error);
  }
  const desk = wardline.as(wardline.service(ids.msp));
  if (!founded.ok && (await hasContent(desk))) return false;
  const loaded = await desk.together(async (inside) => {
    await loadPlaces(inside, msp, ids);
    await loadPeople(inside, msp, ids);
    await loadAgreements(inside, msp, ids);
    await loadAssets(inside, msp, ids);
    await loadRules(inside);
    return { ok: true, value: null };
  });
  if (!loaded.ok) throw new DemoRefused(msp.key, loaded.error);
  return true;
}

async function hasContent(desk: Desk): Promise<boolean> {
  const reading = desk.read();
  try {
    const list = await reading.list('Organization', {
      page: { first: 1 },
      selection: emptySelection('id'),
      wantsCursors: false,
      wantsTotal: false,
    });
    return list.rows.length > 0;
  } finally {
    reading.close();
  }
}

async function loadPlaces(desk: Desk, msp: DemoMsp, ids: DemoIds): Promise<void> {
  for (const { key, name } of msp.organizations) {
    await desk.organizations.create({ id: ids.organization(key), name });
  }
  for (const { key, name, definition } of msp.calendars) {
    await desk.calendars.create({ id: ids.calendar(key), name, definition });
  }
  for (const { key, organization, name, timeZone, calendar } of msp.clinics) {
    const clinicId = ids.clinic(key);
    await desk.clinics.create({
      id: clinicId,
      organizationId: ids.organization(organization),
      name,
      timeZone,
      calendarId: ids.calendar(calendar),
    });
    const place = (
      id: string,
      kind: Parameters<Desk['locations']['create']>[0]['kind'],
      name: string,
      parent: string | null,
    ) => {
      const parentId = parent && ids.location(key, parent);
      return desk.locations.create({ id: ids.location(key, id), clinicId, kind, name, parentId });
    };
    await place('site', 'SITE', 'Main site', null);
    await place('building', 'BUILDING', 'Building A', 'site');
    await place('floor', 'FLOOR', 'Ground floor', 'building');
    for (const [room, name] of Object.entries(ROOMS)) await place(room, 'ROOM', name, 'floor');
  }
}

async function loadPeople(desk: Desk, msp: DemoMsp, ids: DemoIds): Promise<void> {
  const from = desk.session.now - 30 * DAY_MS;
  for (const { key, name, role, organization, clinic } of msp.people) {
    const personId = ids.person(key);
    const scope = {
      organizationId: organization === undefined ? null : ids.organization(organization),
      clinicId: clinic === undefined ? null : ids.clinic(clinic),
    };
    const side = PROVIDER_ROLES.has(role) ? 'PROVIDER' : 'CLIENT';
    await desk.people.create({
      id: personId,
      side,
      displayName: name,
      email: `${key}@${msp.key}.example`,
      ...(side === 'CLIENT' ? scope : {}),
    });
    await desk.grants.create({ personId, role, ...scope, from, reason: 'Part of the demo' });
  }
  for (const { key, clinic, members, ...team } of msp.teams) {
    const teamId = ids.team(key);
    const clinicId = clinic === null ? null : ids.clinic(clinic);
    await desk.teams.create({ ...team, id: teamId, clinicId });
    for (const member of members) {
      await desk.teams.addMember({ teamId, personId: ids.person(member) });
    }
  }
}

async function loadAgreements(desk: Desk, msp: DemoMsp, ids: DemoIds): Promise<void> {
  for (const { key, organization, clinic, targets, ...agreement } of msp.agreements) {
    await desk.agreements.create({
      ...agreement,
      id: ids.agreement(key),
      coverage: [
        clinic !== undefined
          ? { clinicId: ids.clinic(clinic) }
          : organization !== undefined
            ? { organizationId: ids.organization(organization) }
            : { everybody: true },
      ],
      terms: { targets },
      publish: true,
      validFrom: AGREED_FROM,
    });
  }
}

async function loadRules(desk: Desk): Promise<void> {
  const made = await desk.triage.createRuleSet(RULES);
  if (!made.ok) throw new DemoRefused('rules', made.error);
  const { ruleSetId } = made.value;
  await desk.triage.publishRuleSet({ ruleSetId, expectedVersion: 1 });
}

async function loadAssets(desk: Desk, msp: DemoMsp, ids: DemoIds): Promise<void> {
  for (const [clinicIndex, clinic] of msp.clinics.entries()) {
    for (const [index, item] of FLEET.slice(0, msp.assetsPerClinic).entries()) {
      const { key, room, models, kind, name, criticality, ephi, deviceClass } = item;
      const [manufacturer, model] = models[clinicIndex % models.length] as (typeof models)[number];
      const number = clinicIndex * 100 + index;
      await desk.assets.register({
        id: ids.asset(clinic.key, key),
        clinicId: ids.clinic(clinic.key) as never,
        locationId: ids.location(clinic.key, room satisfies RoomKey) as never,
        kind,
        name,
        criticality,
        ephi,
        deviceClass: deviceClass ?? null,
        manufacturer,
        model,
        tag: `${msp.key.slice(0, 2).toUpperCase()}-${String(10_000 + number)}`,
        serial: demoId(`${msp.key}/${clinic.key}/${key}`).slice(0, 8).toUpperCase(),
        state: number % 23 === 9 ? 'OUT_OF_SERVICE' : 'IN_SERVICE',
        outOfServiceReason: number % 23 === 9 ? 'UNDER_REPAIR' : null,
      });
    }
    for (const [asset, kind, related] of FLEET_RELATIONS) {
      const here = FLEET.slice(0, msp.assetsPerClinic).map(({ key }) => key);
      if (!here.includes(asset) || !here.includes(related)) continue;
      await desk.assets.relate({
        assetId: ids.asset(clinic.key, asset),
        kind,
        relatedAssetId: ids.asset(clinic.key, related),
      });
    }
  }
}
