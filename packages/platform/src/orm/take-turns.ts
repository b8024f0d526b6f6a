import type { UnitOfWork } from '../session.ts';

/**
 * Whoever decides about the same thing goes one after the other, from here to the end of the transaction:
 * for decisions about rows that are not there yet, or about several that nobody changes. Rows read with the
 * ORM before are those from before the wait; what is decided on is read afterwards.
 * @param about what it is, with the ids that tell it from others of its kind; never another MSP's affair.
 */
export async function takeTurns(uow: UnitOfWork, ...about: readonly string[]): Promise<void> {
  const { mspId } = uow.session.principal.principal;
  await uow.run('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
    [mspId, ...about].join(' '),
  ]);
}
