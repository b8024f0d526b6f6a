import { asService } from '../access/as-service.ts';
import type { UnitOfWork } from '../unit-of-work.ts';

/**
 * Keeps people locked until the transaction ends, in the order of their ids. Who gives somebody a role
 * or a place, and who changes who they sign in as, go one after the other: the second decides on what the
 * first has written.
 */
export function lockPeople(uow: UnitOfWork, ids: readonly string[]): Promise<unknown> {
  const { mspId } = uow.session.principal.principal;
  return asService(uow, () =>
    uow.run(
      `select 1 from person where msp_id = $1::uuid and id = any($2::uuid[])
       order by id for no key update`,
      [mspId, ids],
    ),
  );
}
