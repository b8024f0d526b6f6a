import { randomUUID } from 'node:crypto';
import { type MspId, ok } from '@wardline/kernel';
import { servicePrincipal } from '../access/signed-in.ts';
import { checkName, checkNewId } from '../checks.ts';
import type { Engine } from '../session.ts';
import { unitOfWork, type WorkResult } from '../unit-of-work.ts';
import { MspEntity } from './msp.entity.ts';

export interface CreateMsp {
  readonly id?: string | undefined;
  readonly name: string;
}

/** Founds a tenant. The new MSP's own service does it: even this goes through the wall. */
export async function createMsp(
  engine: Engine,
  input: CreateMsp,
): Promise<WorkResult<{ readonly mspId: MspId }>> {
  const id = checkNewId(input.id, engine.newId);
  if (!id.ok) return id;
  const mspId = id.value as MspId;
  const session = {
    engine,
    principal: servicePrincipal(mspId),
    requestId: randomUUID(),
    now: engine.ports.now(),
    idempotency: null,
  };
  return unitOfWork(session, async (uow) => {
    const name = checkName(input.name);
    if (!name.ok) return name;
    uow.em.create(
      MspEntity,
      { id: mspId, name: name.value, priorityMatrix: null, createdAt: uow.now, version: 1 },
      { persist: true },
    );
    await uow.em.flush();
    uow.record({
      type: 'MspCreated',
      recordType: 'Msp',
      recordId: mspId,
      clinicId: null,
      facts: {},
      authority: 'platform operator',
    });
    return ok({ mspId });
  });
}
