import { canChangeMembership, type Grant } from '@wardline/access';
import { type ClinicId, err, isUuid, type OrganizationId, ok, refusal } from '@wardline/kernel';
import { toGrant } from '../access/grant-scope.ts';
import { notFound, type PlatformRefusal } from '../refusals.ts';
import type { Session } from '../session.ts';
import { ClinicEntity, type ClinicRow } from '../tenancy/clinic.entity.ts';
import { type UnitOfWork, unitOfWork, type WorkResult } from '../unit-of-work.ts';
import { ClinicGroupClinicEntity } from './clinic-group.entity.ts';
import { archived, lockKeptGroup, standingGrants } from './clinic-group.store.ts';

/** The most clinics one request may name. */
export const MAX_GROUP_CLINICS = 500;

export interface ChangeGroupClinics {
  readonly clinicGroupId: string;
  /** 1 to 500. */
  readonly clinicIds: readonly string[];
}

export const MEMBERSHIP_OUTCOMES = ['ADDED', 'REMOVED', 'UNCHANGED', 'REFUSED'] as const;
export type MembershipOutcome = (typeof MEMBERSHIP_OUTCOMES)[number];

/** What became of one clinic of a request. */
export interface MembershipResult {
  /** Its place in the request, from 0. */
  readonly index: number;
  readonly outcome: MembershipOutcome;
  /** Null if refused. */
  readonly clinicId: string | null;
  /** Why it was refused; empty otherwise. Each path begins with `clinicIds` and the place. */
  readonly errors: readonly PlatformRefusal[];
}

export interface ChangedGroupClinics {
  readonly clinicGroupId: string;
  /** In the order of the request. */
  readonly results: readonly MembershipResult[];
  readonly changed: number;
  readonly unchanged: number;
  readonly refused: number;
}

/**
 * Puts clinics into a group. Each is answered by itself; what is granted and denied over the group comes
 * to hold at it from the next request on, and so it takes the authority to grant that there.
 */
export function addGroupClinics(
  session: Session,
  input: ChangeGroupClinics,
): Promise<WorkResult<ChangedGroupClinics>> {
  return change(session, input, true);
}

/**
 * Takes clinics out of a group. Each is answered by itself; what is granted and denied over the group holds
 * there no longer from the next request on, and so it takes the authority to revoke that there.
 */
export function removeGroupClinics(
  session: Session,
  input: ChangeGroupClinics,
): Promise<WorkResult<ChangedGroupClinics>> {
  return change(session, input, false);
}

function change(
  session: Session,
  { clinicGroupId, clinicIds }: ChangeGroupClinics,
  joins: boolean,
): Promise<WorkResult<ChangedGroupClinics>> {
  return unitOfWork(session, async (uow) => {
    if (clinicIds.length === 0 || clinicIds.length > MAX_GROUP_CLINICS) {
      const message = `A request names 1 to ${MAX_GROUP_CLINICS} clinics.`;
      return err(refusal('CLINICS_OUT_OF_RANGE', message, ['clinicIds']));
    }
    const kept = await lockKeptGroup(uow, clinicGroupId);
    if (!kept.ok) return kept;
    const { group, authority } = kept.value;
    if (group.archivedAt !== null) return err(archived());
    const facts = await loadFacts(uow, group.id, clinicIds);
    const changed = new Set<string>();
    const results = clinicIds.map((id, index): MembershipResult => {
      const clinic = facts.clinics.get(id.toLowerCase());
      const at = ['clinicIds', index];
      if (!clinic) return refused(index, notFound(at));
      const same = facts.members.has(clinic.id) === joins || changed.has(clinic.id);
      if (same) return { index, outcome: 'UNCHANGED', clinicId: clinic.id, errors: [] };
      const decision = decide(uow, clinic, joins, facts.standing);
      if (!decision.allowed) return refused(index, refusal(decision.code, decision.reason, at));
      changed.add(clinic.id);
      return { index, outcome: joins ? 'ADDED' : 'REMOVED', clinicId: clinic.id, errors: [] };
    });
    await save(uow, group.id, [...changed], joins);
    uow.record(
      ...[...changed].map((clinicId) => ({
        type: joins ? 'ClinicGroupClinicAdded' : 'ClinicGroupClinicRemoved',
        recordType: 'ClinicGroup',
        recordId: group.id,
        // The clinic is a fact of it and not its place: a client's trail does not name groups.
        clinicId: null,
        facts: { clinicId, grantIds: facts.standing.map(({ id }) => id) },
        authority,
      })),
    );
    const count = (outcome: MembershipOutcome) =>
      results.filter((each) => each.outcome === outcome).length;
    return ok({
      clinicGroupId: group.id,
      results,
      changed: changed.size,
      unchanged: count('UNCHANGED'),
      refused: count('REFUSED'),
    });
  });
}

/** Read after the group was locked: nothing is granted over it until this is decided. */
async function loadFacts(uow: UnitOfWork, groupId: string, clinicIds: readonly string[]) {
  const { em, session } = uow;
  const { mspId } = session.principal.principal;
  const ids = { $in: clinicIds.filter(isUuid) };
  const clinics = await em.find(ClinicEntity, { mspId, id: ids });
  const members = await em.find(ClinicGroupClinicEntity, { mspId, groupId, clinicId: ids });
  const standing = await standingGrants(uow, groupId);
  return {
    clinics: new Map(clinics.map((clinic) => [clinic.id, clinic])),
    members: new Set(members.map(({ clinicId }) => clinicId)),
    standing: standing.map(toGrant),
  };
}

function decide(
  { session, now }: UnitOfWork,
  { id, organizationId }: ClinicRow,
  joins: boolean,
  standing: readonly Grant[],
) {
  return canChangeMembership(
    session.principal.principal,
    { clinicId: id as ClinicId, joins },
    now,
    { standing, organizationOf: { [id]: organizationId as OrganizationId } },
  );
}

async function save(
  uow: UnitOfWork,
  groupId: string,
  clinicIds: readonly string[],
  joins: boolean,
): Promise<void> {
  const { mspId } = uow.session.principal.principal;
  if (joins) {
    const rows = clinicIds.map((clinicId) => ({ mspId, groupId, clinicId }));
    if (rows.length > 0) uow.add(ClinicGroupClinicEntity, ...rows);
    return;
  }
  await uow.em.nativeDelete(ClinicGroupClinicEntity, {
    mspId,
    groupId,
    clinicId: { $in: [...clinicIds] },
  });
}

const refused = (index: number, error: PlatformRefusal): MembershipResult => ({
  index,
  outcome: 'REFUSED',
  clinicId: null,
  errors: [error],
});
