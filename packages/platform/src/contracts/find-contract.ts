import { isUuid } from '@wardline/kernel';
import type { UnitOfWork } from '../unit-of-work.ts';
import { ContractEntity, ContractLineEntity } from './contract.entity.ts';

/** A contract as the caller sees it; null: there is none for them. */
export async function findContract({ em, session }: UnitOfWork, id: string) {
  const { mspId } = session.principal.principal;
  return isUuid(id) ? em.findOne(ContractEntity, { mspId, id }) : null;
}

/** A line with its contract; null: there is none for the caller. */
export async function findContractLine(uow: UnitOfWork, id: string) {
  const { mspId } = uow.session.principal.principal;
  const line = isUuid(id) ? await uow.em.findOne(ContractLineEntity, { mspId, id }) : null;
  const contract = line && (await findContract(uow, line.contractId));
  return contract && { line, contract };
}
