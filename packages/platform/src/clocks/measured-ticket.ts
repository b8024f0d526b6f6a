import type { TicketState } from '@wardline/ticket-core';
import type { MeasuredTicket } from '../agreements/choose-agreements.ts';
import { AssetEntity } from '../assets/asset.entity.ts';
import type { ClinicRow } from '../tenancy/clinic.entity.ts';
import type { UnitOfWork } from '../unit-of-work.ts';

/** A ticket as the choice of agreements looks at it. */
export async function measuredTicket(
  { em, session }: UnitOfWork,
  ticket: TicketState,
  clinic: Pick<ClinicRow, 'id' | 'organizationId'>,
): Promise<MeasuredTicket> {
  const { mspId } = session.principal.principal;
  const { assetIds, type, domain, category, teamId, openedAt } = ticket;
  const assets =
    assetIds.length === 0 ? [] : await em.find(AssetEntity, { mspId, id: { $in: [...assetIds] } });
  return {
    clinicId: clinic.id,
    organizationId: clinic.organizationId,
    type,
    domain,
    category,
    teamId,
    openedAt,
    assets: assets.map(({ id, criticality }) => ({ id, criticality })),
  };
}
