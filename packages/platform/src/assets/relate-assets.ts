import {
  type AssetRelation,
  relateAssets as decideRelating,
  MOST_DEPENDENCIES,
  type RelationKind,
} from '@wardline/asset-registry';
import {
  type AssetId,
  type ClinicId,
  err,
  isUuid,
  type OrganizationId,
  ok,
} from '@wardline/kernel';
import { asService } from '../access/as-service.ts';
import { authorize } from '../access/authorize.ts';
import { checkNewId } from '../checks.ts';
import { LOCKED } from '../orm/lock.ts';
import { notFound } from '../refusals.ts';
import type { Session } from '../session.ts';
import type { ClinicRow } from '../tenancy/clinic.entity.ts';
import { OrganizationEntity } from '../tenancy/organization.entity.ts';
import { loadClinic } from '../tickets/ticket.facts.ts';
import { type UnitOfWork, unitOfWork, type WorkResult } from '../unit-of-work.ts';
import type { AssetRow } from './asset.entity.ts';
import { findAsset, recordAssetEvent, toAssetState } from './asset.store.ts';
import { AssetRelationEntity } from './asset-relation.entity.ts';
import { keepDependencies } from './keep-dependencies.ts';

export interface RelateAssets {
  readonly id?: string | undefined;
  readonly assetId: string;
  readonly kind: RelationKind;
  readonly relatedAssetId: string;
}

export interface UnrelateAssets {
  readonly relationId: string;
}

type RelationResult = Promise<
  WorkResult<{ readonly assetId: string; readonly relationId: string }>
>;

/** Says how an asset stands to another of its organization: "this HOSTED_ON that". The same again changes nothing. */
export function relateAssets(
  session: Session,
  { assetId, kind, relatedAssetId, id }: RelateAssets,
): RelationResult {
  return unitOfWork(session, async (uow) => {
    const asset = await findAsset(uow, assetId);
    const clinic = asset && (await loadClinic(uow, asset.clinicId));
    if (!asset || !clinic) return err(notFound(['assetId']));
    const allowed = mayManage(uow, clinic);
    if (!allowed.ok) return allowed;
    const related = await findAsset(uow, relatedAssetId);
    const elsewhere = related && (await loadClinic(uow, related.clinicId));
    if (elsewhere && elsewhere.id !== clinic.id) {
      const there = mayManage(uow, elsewhere);
      if (!there.ok) return there;
    }
    const newId = checkNewId(id, uow.newId);
    if (!newId.ok) return newId;
    await lockOrganization(uow, clinic.organizationId);
    const relations = related ? await relationsAround(uow, kind, asset.id, related.id) : [];
    const decided = decideRelating(
      toAssetState(asset),
      { at: uow.now, by: session.principal.principal.actor, kind },
      {
        related: related && toAssetState(related),
        clinicIds: [clinic, elsewhere].flatMap((each) =>
          each?.organizationId === clinic.organizationId ? [each.id as ClinicId] : [],
        ),
        relations,
      },
    );
    if (!decided.ok) return decided;
    const [event] = decided.value;
    if (!event || !related) {
      const known = relations.find(
        (each) => each.assetId === asset.id && each.relatedAssetId === related?.id,
      );
      return ok({ assetId: asset.id, relationId: known?.id ?? newId.value });
    }
    uow.add(AssetRelationEntity, {
      mspId: asset.mspId,
      id: newId.value,
      kind,
      assetId: asset.id,
      clinicId: asset.clinicId,
      relatedAssetId: related.id,
      relatedClinicId: related.clinicId,
      createdAt: uow.now,
    });
    recordAssetEvent(uow, asset, event, allowed.value);
    const kept = await keepDependencies(uow, event.relation, MOST_DEPENDENCIES);
    if (!kept.ok) return kept;
    return ok({ assetId: asset.id, relationId: newId.value });
  });
}

/** Takes back what was said of two assets. */
export function unrelateAssets(session: Session, { relationId }: UnrelateAssets): RelationResult {
  return unitOfWork(session, async (uow) => {
    const { mspId, actor } = session.principal.principal;
    const found =
      isUuid(relationId) && (await uow.em.findOne(AssetRelationEntity, { mspId, id: relationId }));
    const asset: AssetRow | null = found ? await findAsset(uow, found.assetId) : null;
    if (!found || !asset) return err(notFound(['relationId']));
    let authority = '';
    for (const clinicId of new Set([found.clinicId, found.relatedClinicId])) {
      const clinic = await loadClinic(uow, clinicId);
      if (!clinic) return err(notFound(['relationId']));
      const allowed = mayManage(uow, clinic);
      if (!allowed.ok) return allowed;
      if (authority === '') await lockOrganization(uow, clinic.organizationId);
      authority = allowed.value;
    }
    const gone = await uow.em.nativeDelete(AssetRelationEntity, { mspId, id: relationId });
    // Somebody else took it back while we waited.
    if (gone === 0) return err(notFound(['relationId']));
    const relation: AssetRelation = {
      kind: found.kind,
      assetId: found.assetId as AssetId,
      relatedAssetId: found.relatedAssetId as AssetId,
    };
    const event = { type: 'AssetUnrelated', at: uow.now, by: actor, relation } as const;
    recordAssetEvent(uow, asset, { ...event, assetId: relation.assetId }, authority);
    const kept = await keepDependencies(uow, relation);
    if (!kept.ok) return kept;
    return ok({ assetId: asset.id, relationId });
  });
}

const mayManage = (uow: UnitOfWork, clinic: ClinicRow) =>
  authorize(uow, 'asset:manage', {
    clinicId: clinic.id as ClinicId,
    organizationId: clinic.organizationId as OrganizationId,
  });

/** One after the other: two relations made at once could close a circle, or miss what follows from both. */
async function lockOrganization(uow: UnitOfWork, id: string): Promise<void> {
  const { mspId } = uow.session.principal.principal;
  await asService(uow, () => uow.em.findOneOrFail(OrganizationEntity, { mspId, id }, LOCKED));
}

/** The relations of a kind that begin at the asset, and all that following the kind from the other one meets. */
async function relationsAround(
  uow: UnitOfWork,
  kind: RelationKind,
  assetId: string,
  relatedId: string,
): Promise<(AssetRelation & { readonly id: string })[]> {
  const { mspId } = uow.session.principal.principal;
  const rows = await asService(uow, () =>
    uow.run<{ id: string; asset_id: AssetId; related_asset_id: AssetId }>(
      `with recursive met (id) as (
         select $4::uuid
         union select r.related_asset_id from asset_relation r join met m on r.asset_id = m.id
           where r.msp_id = $1::uuid and r.kind = $2)
       select id, asset_id, related_asset_id from asset_relation
         where msp_id = $1::uuid and kind = $2
           and (asset_id = $3::uuid or asset_id in (select id from met))`,
      [mspId, kind, assetId, relatedId],
    ),
  );
  return rows.map((row) => ({
    id: row.id,
    kind,
    assetId: row.asset_id,
    relatedAssetId: row.related_asset_id,
  }));
}
