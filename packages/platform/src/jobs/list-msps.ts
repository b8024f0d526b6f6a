import type { SqlEntityManager } from '@mikro-orm/sql';
import type { MspId } from '@wardline/kernel';
import { DISPATCHER_ROLE } from '../database/app-role.ts';
import { contextVariables, NOBODY } from '../database/session-context.ts';
import type { Engine } from '../session.ts';

/** The ids of all MSPs, by a role that may read nothing else; work for them is done in each one's own name. */
export async function listMsps({ database }: Engine): Promise<MspId[]> {
  const em = database.fork();
  em.setSessionContext({ variables: contextVariables(NOBODY), role: DISPATCHER_ROLE });
  const rows = await em.transactional((transaction) =>
    (transaction as SqlEntityManager).execute<{ id: MspId }[]>('select id from msp order by id'),
  );
  return rows.map(({ id }) => id);
}
