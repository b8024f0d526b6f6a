import { LOCKED } from '../orm/lock.ts';
import type { UnitOfWork } from '../unit-of-work.ts';
import { ContractEntity, type ContractRow } from './contract.entity.ts';

/**
 * What decides on money goes one after the other, for all contracts of an organization: they share its
 * work, and no minute is taken twice. Reads the contract anew.
 */
export async function lockContracts({ em, session }: UnitOfWork, contract: ContractRow) {
  const { mspId } = session.principal.principal;
  await em.find(
    ContractEntity,
    { mspId, organizationId: contract.organizationId },
    { orderBy: { id: 'asc' }, ...LOCKED },
  );
}
