import {
  type ClinicFact,
  can,
  clinicScope,
  type Grant,
  PERMISSIONS,
  type Permission,
  type Principal,
  type ScopeType,
} from '@wardline/access';
import type { ClinicId, Instant, MspId, OrganizationId, PersonId } from '@wardline/kernel';
import { openReadChannel, type ReadChannel } from '../database/read-channel.ts';
import type { SessionContext } from '../database/session-context.ts';
import type { Engine } from '../session.ts';
import { toScope } from './grant-scope.ts';
import { type Rights, serviceContext } from './signed-in.ts';

interface MemberRow {
  readonly epoch: number;
  readonly person: { side: 'PROVIDER' | 'CLIENT'; active: boolean } | null;
  readonly grants: readonly GrantRow[];
  readonly teams: readonly string[];
}

interface GrantRow {
  readonly id: string;
  readonly role: Grant['role'];
  readonly effect: Grant['effect'];
  readonly scope_type: ScopeType;
  readonly scope_id: string | null;
  readonly valid_from: string;
  readonly valid_until: string | null;
  /** Of a grant over a group: its clinics, under the epoch the rights are read under. */
  readonly clinic_ids: readonly ClinicId[] | null;
}

interface ClinicRow extends ClinicFact {
  readonly shares: boolean;
}

const EPOCH = `coalesce((select epoch from access_epoch), 0)`;

const MEMBER = `select json_build_object(
  'epoch', ${EPOCH},
  'person', (select row_to_json(x) from (select side, active from person where id = $1) x),
  'grants', (select coalesce(json_agg(x), '[]') from (select id, role, effect, scope_type, scope_id,
    valid_from, valid_until, case when scope_type = 'CLINIC_GROUP' then array(select clinic_id
      from clinic_group_clinic m where m.msp_id = g.msp_id and m.group_id = g.scope_id) end as clinic_ids
    from access_grant g where person_id = $1) x),
  'teams', (select coalesce(json_agg(t.id), '[]') from team_member m
    join team t on t.msp_id = m.msp_id and t.id = m.team_id
    where m.person_id = $1 and t.side <> 'PROVIDER'))::text as json`;

const CLINICS = `select coalesce(json_agg(x), '[]')::text as json from (select id,
  organization_id as "organizationId", staff_ticket_visibility = 'CLINIC' as shares from clinic) x`;

/** Reads a member's rights as they are now. Null if the person is unknown or no longer active. */
export function memberRights(
  engine: Engine,
  mspId: MspId,
  personId: PersonId,
  now: Instant,
): Promise<Rights | null> {
  return asService(engine, mspId, async (channel) => {
    const member = await readJson<MemberRow>(channel, MEMBER, [personId]);
    if (!member.person?.active) return null;
    const principal: Principal = {
      mspId,
      actor: { kind: 'MEMBER', id: personId },
      personId,
      side: member.person.side,
      apiKeyScopes: null,
      grants: member.grants.map(toGrant),
    };
    return {
      principal,
      context: await contextOf(channel, principal, now, member.teams),
      epoch: member.epoch,
      validUntil: nextBoundary(principal.grants, now),
    };
  });
}

export interface ApiKeyRights {
  readonly id: string;
  readonly mspId: MspId;
  readonly scopes: readonly Permission[];
  /** Null: every clinic of the MSP. */
  readonly clinicIds: readonly ClinicId[] | null;
}

/** The grants a key stands for: its named scopes cut them down. */
export function apiKeyGrants(id: string, clinicIds: readonly ClinicId[] | null): Grant[] {
  const always = { id, effect: 'ALLOW', from: 0, until: null } as const;
  return clinicIds === null
    ? [{ ...always, role: 'MSP_ADMIN', scope: { type: 'MSP' } }]
    : clinicIds.map((clinic) => ({
        ...always,
        role: 'DISPATCHER',
        scope: { type: 'CLINIC', id: clinic },
      }));
}

/** An integration's rights: its named scopes, over the clinics it was given and no others. */
export function apiKeyRights(engine: Engine, key: ApiKeyRights, now: Instant): Promise<Rights> {
  const principal: Principal = {
    mspId: key.mspId,
    actor: { kind: 'API_KEY', id: key.id },
    personId: null,
    side: 'PROVIDER',
    apiKeyScopes: key.scopes,
    grants: apiKeyGrants(key.id, key.clinicIds),
  };
  return asService(engine, key.mspId, async (channel) => ({
    principal,
    // What a key may read of its clinics its scopes say, shape by shape (read-wall); which clinics
    // are its own does not depend on them.
    context: await contextOf(channel, { ...principal, apiKeyScopes: PERMISSIONS }, now),
    epoch: await readJson<number>(channel, `select ${EPOCH}::text as json`, []),
    validUntil: null,
  }));
}

/** The next instant at which one of the grants begins or ends. */
function nextBoundary(grants: readonly Grant[], now: Instant): Instant | null {
  const ahead = grants.flatMap(({ from, until }) =>
    [from, until].filter((at): at is Instant => at !== null && at > now),
  );
  return ahead.length === 0 ? null : Math.min(...ahead);
}

async function asService<T>(
  engine: Engine,
  mspId: MspId,
  read: (channel: ReadChannel) => Promise<T>,
): Promise<T> {
  const channel = await openReadChannel(engine.database, serviceContext(mspId));
  try {
    return await read(channel);
  } finally {
    channel.close();
  }
}

async function readJson<T>(channel: ReadChannel, sql: string, parameters: unknown[]): Promise<T> {
  const [row] = await channel.query<{ json: string }>(sql, parameters);
  return JSON.parse(row?.json ?? 'null') as T;
}

function toGrant(row: GrantRow): Grant {
  return {
    id: row.id,
    role: row.role,
    effect: row.effect,
    scope: toScope(row.scope_type, row.scope_id, row.clinic_ids && new Set(row.clinic_ids)),
    from: Date.parse(row.valid_from),
    until: row.valid_until === null ? null : Date.parse(row.valid_until),
  };
}

async function contextOf(
  channel: ReadChannel,
  principal: Principal,
  now: Instant,
  teams: readonly string[] = [],
): Promise<SessionContext> {
  // Whoever sees everything needs no list of clinics, however many there are.
  const everything = clinicScope(principal, now, []).all;
  const clinics = everything ? [] : await readJson<ClinicRow[]>(channel, CLINICS, []);
  const { all, full, staff, known } = clinicScope(principal, now, clinics);
  const [fullSet, staffSet, knownSet] = [
    new Set(full),
    new Set([...full, ...staff]),
    new Set(known),
  ];
  const fullOrganizations = organizationsInFull(principal, now);
  const knownOrganizations = clinics.filter((c) => knownSet.has(c.id)).map((c) => c.organizationId);
  return {
    mspId: principal.mspId,
    actorId: principal.actor.id,
    side: principal.side,
    allClinics: all,
    knownClinics: known,
    staffClinics: [...staffSet],
    sharedClinics: clinics.filter((c) => c.shares && staffSet.has(c.id)).map((c) => c.id),
    fullClinics: [...fullSet],
    knownOrganizations: [...new Set([...knownOrganizations, ...fullOrganizations])],
    fullOrganizations,
    // The provider's roles reach all of a clinic anyway.
    teams: principal.side === 'CLIENT' ? teams : [],
    presentedKey: null,
  };
}

/** The organizations granted as a whole to somebody who may read them, none of it denied. */
function organizationsInFull(principal: Principal, now: Instant): OrganizationId[] {
  const named = principal.grants.flatMap((g) =>
    g.scope.type === 'ORGANIZATION' ? [g.scope.id] : [],
  );
  return [...new Set(named)].filter(
    (organizationId) =>
      can(principal, 'organization:read', { clinicId: null, organizationId }, now).allowed,
  );
}
