import type { EntitySchema } from '@mikro-orm/core';
import { isUuid } from '@wardline/kernel';
import type { UnitOfWork } from '../session.ts';

/** Whether there is a row of this id that the caller may see. */
export async function rowExists(
  { em, session }: Pick<UnitOfWork, 'em' | 'session'>,
  entity: EntitySchema,
  id: string,
): Promise<boolean> {
  if (!isUuid(id)) return false;
  const { mspId } = session.principal.principal;
  return (await em.count(entity as never, { mspId, id } as never)) > 0;
}
