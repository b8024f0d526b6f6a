import {
  type AssetRelation,
  dependencesOf,
  dependenciesOfEach,
  MOST_DEPENDENCIES,
  RELATION_KINDS,
  RELATION_RULES,
  type RelationKind,
} from '@wardline/asset-registry';
import { type AssetId, err, ok, type Refusal, type Result, refusal } from '@wardline/kernel';
import { asService } from '../access/as-service.ts';
import type { UnitOfWork } from '../unit-of-work.ts';

/** Relations that mean something in both directions. */
const MUTUAL = RELATION_KINDS.filter((kind) => RELATION_RULES[kind].dependence === 'ON_EACH_OTHER');
const mutual = MUTUAL.map((kind) => `'${kind}'`).join(', ');

/**
 * Brings what is kept of dependencies up to date with a relation that was made or taken back: of those
 * it speaks of, and of all that depend on them. The organization has to be locked. Wardline does it on
 * its own account: what follows may reach clinics that the caller does not run.
 * @param most refused with `DEPENDENCIES_TOO_MANY` if more would be brought up to date. What is taken
 *   back is never refused.
 */
export function keepDependencies(
  uow: UnitOfWork,
  changed: AssetRelation,
  most?: number,
): Promise<Result<true, Refusal>> {
  return asService(uow, async () => {
    const { mspId } = uow.session.principal.principal;
    const touched = dependencesOf(changed).map(({ assetId }) => assetId);
    const asked = await uow.run<{ id: AssetId }>(
      `select unnest($2::uuid[]) as id
       union select asset_id from asset_dependency
         where msp_id = $1::uuid and depends_on_id = any($2::uuid[])`,
      [mspId, touched],
    );
    const ids = asked.map(({ id }) => id);
    const below = (await relationsBelow(uow, ids)).flatMap(dependencesOf);
    const met = dependenciesOfEach(ids, below, most);
    if (met === null) return err(tooMany());
    const lost = await uow.run<{ id: AssetId }>(
      `delete from asset_dependency where msp_id = $1::uuid and asset_id = any($2::uuid[])
       returning depends_on_id as id`,
      [mspId, ids],
    );
    const rows = [...met].flatMap(([id, all]) =>
      [...all].map(([dependsOnId, steps]) => ({ id, dependsOnId, steps })),
    );
    await uow.run(
      `insert into asset_dependency
         (msp_id, asset_id, depends_on_id, clinic_id, depends_on_clinic_id, steps)
       select $1::uuid, n.asset_id, n.depends_on_id, a.clinic_id, d.clinic_id, n.steps
       from unnest($2::uuid[], $3::uuid[], $4::int[]) as n (asset_id, depends_on_id, steps)
       join asset a on a.msp_id = $1::uuid and a.id = n.asset_id
       join asset d on d.msp_id = $1::uuid and d.id = n.depends_on_id`,
      [
        mspId,
        rows.map(({ id }) => id),
        rows.map(({ dependsOnId }) => dependsOnId),
        rows.map(({ steps }) => steps),
      ],
    );
    const needed = [...lost.map(({ id }) => id), ...rows.map(({ dependsOnId }) => dependsOnId)];
    await uow.run(MEDICAL_BEHIND, [mspId, [...new Set(needed)]]);
    return ok(true);
  });
}

/** That a medical device needs it, who plans a change of it must know, also where they may not see the device. */
const MEDICAL_BEHIND = `update asset a set medical_behind = now.behind
  from (select n.id, exists (select 1 from asset_dependency d
      join asset m on m.msp_id = d.msp_id and m.id = d.asset_id and m.kind = 'MEDICAL_DEVICE'
      where d.msp_id = $1::uuid and d.depends_on_id = n.id) as behind
    from unnest($2::uuid[]) as n (id)) now
  where a.msp_id = $1::uuid and a.id = now.id and a.medical_behind <> now.behind`;

const tooMany = () =>
  refusal(
    'DEPENDENCIES_TOO_MANY',
    `More than ${MOST_DEPENDENCIES} dependencies would follow. Relate smaller groups, such as parts of a part.`,
    ['relatedAssetId'],
  );

/** All relations that are met by following dependence from these assets. */
async function relationsBelow(uow: UnitOfWork, ids: readonly string[]): Promise<AssetRelation[]> {
  const { mspId } = uow.session.principal.principal;
  const rows = await uow.run<{
    kind: RelationKind;
    asset_id: AssetId;
    related_asset_id: AssetId;
  }>(
    `with recursive met (id) as (
       select unnest($2::uuid[])
       union select next.id from met m cross join lateral (
         select r.related_asset_id as id from asset_relation r
           where r.msp_id = $1::uuid and r.asset_id = m.id
         union all select r.asset_id from asset_relation r
           where r.msp_id = $1::uuid and r.related_asset_id = m.id and r.kind in (${mutual})
       ) next)
     select r.kind, r.asset_id, r.related_asset_id from met m
       join asset_relation r on r.msp_id = $1::uuid and r.asset_id = m.id
     union select r.kind, r.asset_id, r.related_asset_id from met m
       join asset_relation r on r.msp_id = $1::uuid and r.related_asset_id = m.id
         and r.kind in (${mutual})`,
    [mspId, ids],
  );
  return rows.map((row) => ({
    kind: row.kind,
    assetId: row.asset_id,
    relatedAssetId: row.related_asset_id,
  }));
}
