import {
  registerAsset as decideRegistration,
  domainOf,
  type RegisterAssetCommand,
} from '@wardline/asset-registry';
import { type AssetId, err, isUuid, type OrganizationId, ok } from '@wardline/kernel';
import { authorize } from '../access/authorize.ts';
import { checkNewId } from '../checks.ts';
import { notFound } from '../refusals.ts';
import type { Session } from '../session.ts';
import { loadClinic, loadLocation } from '../tickets/ticket.facts.ts';
import { unitOfWork, type WorkResult } from '../unit-of-work.ts';
import { AssetEntity } from './asset.entity.ts';
import { recordAssetEvent } from './asset.store.ts';

export interface RegisterAsset extends Omit<RegisterAssetCommand, 'at' | 'by' | 'id'> {
  readonly id?: string | undefined;
}

/** Puts an asset on a clinic's register. */
export function registerAsset(
  session: Session,
  input: RegisterAsset,
): Promise<WorkResult<{ readonly assetId: string }>> {
  return unitOfWork(session, async (uow) => {
    const { principal } = session.principal;
    const clinic = isUuid(input.clinicId) ? await loadClinic(uow, input.clinicId) : null;
    if (!clinic) return err(notFound(['clinicId']));
    const allowed = authorize(uow, 'asset:manage', {
      clinicId: input.clinicId,
      organizationId: clinic.organizationId as OrganizationId,
    });
    if (!allowed.ok) return allowed;
    const id = checkNewId(input.id, uow.newId);
    if (!id.ok) return id;
    const decision = decideRegistration(
      { ...input, id: id.value as AssetId, at: uow.now, by: principal.actor },
      { clinicExists: true, location: await loadLocation(uow, input.locationId) },
    );
    if (!decision.ok) return decision;
    const [event] = decision.value;
    const { asset } = event;
    uow.em.create(
      AssetEntity,
      {
        ...asset,
        mspId: principal.mspId,
        domain: domainOf(asset.kind),
        medicalBehind: false,
        updatedAt: uow.now,
      },
      { persist: true },
    );
    recordAssetEvent(uow, asset, event, allowed.value);
    return ok({ assetId: asset.id });
  });
}
