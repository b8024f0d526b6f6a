import { contextVariables, type SessionContext } from '../database/session-context.ts';
import type { UnitOfWork } from '../session.ts';
import { serviceContext } from './signed-in.ts';

/**
 * What Wardline does on its own account because of what the caller did, in the same transaction: a
 * nurse's reply also moves the clocks of an agreement she may not see. What the caller has written so
 * far is written under the caller's rights; only `work` runs under Wardline's own, which end at the
 * same wall. The audit entries still name the caller. The rows it has read are forgotten afterwards: a
 * session that goes on must not find by its key what the caller may not see.
 */
export async function asService<T>(uow: UnitOfWork, work: () => Promise<T>): Promise<T> {
  const { context, principal } = uow.session.principal;
  if (context.side === 'PROVIDER' && context.allClinics) return work();
  await uow.em.flush();
  const orm = uow.em.getUnitOfWork();
  const known = new Set(orm.getIdentityMap().values());
  await setContext(uow, serviceContext(principal.mspId));
  const result = await work();
  await uow.em.flush();
  for (const row of [...orm.getIdentityMap().values()]) {
    if (!known.has(row)) orm.unsetIdentity(row);
  }
  // Not in a `finally`: what fails here ends the transaction, and its settings with it.
  await setContext(uow, context);
  return result;
}

async function setContext({ em }: UnitOfWork, context: SessionContext): Promise<void> {
  const settings = Object.entries(contextVariables(context)).map(
    ([name, value]) => `set_config('${name}', '${value}', true)`,
  );
  await em.execute(`select ${settings.join(', ')}`);
}
