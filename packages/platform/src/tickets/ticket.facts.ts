// What a ticket decision must know beyond the ticket, loaded as the caller sees it: what is hidden
// from the caller is missing, exactly as if it did not exist; so is what is no id at all.
import {
  type AssetId,
  type ClinicId,
  isUuid,
  type LocationId,
  type PersonId,
  type TeamId,
} from '@wardline/kernel';
import type { AssetFact, LocationFact, TeamFact, TicketDetailsInput } from '@wardline/ticket-core';
import { AssetEntity } from '../assets/asset.entity.ts';
import { belongsTo } from '../people/person-places.ts';
import { ClinicEntity, type ClinicRow } from '../tenancy/clinic.entity.ts';
import { LocationEntity } from '../tenancy/location.entity.ts';
import { TeamEntity, TeamMemberEntity } from '../tenancy/team.entity.ts';
import type { UnitOfWork } from '../unit-of-work.ts';
import { besideAssetChanges } from './decided-on.ts';

export async function loadClinic(uow: UnitOfWork, id: string): Promise<ClinicRow | null> {
  if (!isUuid(id)) return null;
  const { mspId } = uow.session.principal.principal;
  return uow.em.findOne(ClinicEntity, { mspId, id });
}

const PEOPLE = `select p.id from person p where p.msp_id = $1::uuid and p.id = any($2::uuid[])
  and p.active and ${belongsTo('p', { id: '$3::uuid', organizationId: '$4::uuid' })}`;

/**
 * Of these people, those a ticket of this clinic can name: its own, its organization's, those
 * affiliated with one of them, the MSP's.
 */
export async function loadPeople(
  uow: UnitOfWork,
  clinic: Pick<ClinicRow, 'id' | 'organizationId'>,
  ids: readonly (string | null | undefined)[],
): Promise<PersonId[]> {
  const wanted = [
    ...new Set(ids.filter((id): id is string => typeof id === 'string' && isUuid(id))),
  ];
  if (wanted.length === 0) return [];
  const { mspId } = uow.session.principal.principal;
  const { id, organizationId } = clinic;
  const people = await uow.run<{ id: PersonId }>(PEOPLE, [mspId, wanted, id, organizationId]);
  return people.map((person) => person.id);
}

/** Whom a change's details name. */
export function implementerOf(details: TicketDetailsInput | undefined): PersonId | null {
  return details?.of === 'CHANGE' ? (details.implementerId ?? null) : null;
}

export async function loadAssets(
  uow: UnitOfWork,
  ids: readonly string[] | undefined,
): Promise<AssetFact[]> {
  const wanted = ids?.filter(isUuid) ?? [];
  if (wanted.length === 0) return [];
  await besideAssetChanges(uow, wanted);
  const { mspId } = uow.session.principal.principal;
  const assets = await uow.em.find(AssetEntity, { mspId, id: { $in: wanted } });
  return assets.map(({ id, clinicId, criticality }) => ({
    id: id as AssetId,
    clinicId: clinicId as ClinicId,
    criticality,
  }));
}

export async function loadLocation(
  uow: UnitOfWork,
  id: string | null | undefined,
): Promise<LocationFact | null> {
  if (!id || !isUuid(id)) return null;
  const { mspId } = uow.session.principal.principal;
  const location = await uow.em.findOne(LocationEntity, { mspId, id });
  return location && { id: location.id as LocationId, clinicId: location.clinicId as ClinicId };
}

/** A team that can work for this clinic: one of the MSP's own, or the clinic's. */
export async function loadTeam(
  uow: UnitOfWork,
  clinicId: string,
  id: string | null | undefined,
): Promise<TeamFact | null> {
  if (!id || !isUuid(id)) return null;
  const { mspId } = uow.session.principal.principal;
  const team = await uow.em.findOne(TeamEntity, {
    mspId,
    id,
    $or: [{ clinicId: null }, { clinicId }],
  });
  if (!team) return null;
  const members = await uow.em.find(TeamMemberEntity, { mspId, teamId: team.id });
  return { id: team.id as TeamId, memberIds: members.map((m) => m.personId as PersonId) };
}
