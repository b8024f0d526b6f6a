import type { PriorityMatrix } from '@wardline/ticket-core';
import { MspEntity } from '../tenancy/msp.entity.ts';
import type { UnitOfWork } from '../unit-of-work.ts';

/** The MSP's own rules of priority; undefined where it has the default ones. */
export async function loadPriorityMatrix({
  em,
  session,
}: UnitOfWork): Promise<PriorityMatrix | undefined> {
  const msp = await em.findOne(MspEntity, { id: session.principal.principal.mspId });
  return msp?.priorityMatrix ?? undefined;
}
