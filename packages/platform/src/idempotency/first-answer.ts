import type { SqlEntityManager } from '@mikro-orm/sql';
import { takeTurns } from '../orm/take-turns.ts';
import type { IdempotencyKey, Session, UnitOfWork } from '../session.ts';
import { IdempotencyRecordEntity } from './idempotency.entity.ts';

/** How long a first answer is kept and replayed. */
export const KEPT_FOR_MS = 24 * 60 * 60 * 1000;

/**
 * The answer an earlier request with this key got. Only ids and outcomes are kept: what they name is
 * read again under the caller's present rights, so a replay shows nothing that has been taken away. While
 * such a request is under way, it is waited for: decided beside it, the same would be refused, as the
 * version it names has passed, or the id it chose is taken.
 */
export async function findFirstAnswer(
  uow: UnitOfWork,
  { key, requestHash }: IdempotencyKey,
): Promise<{ readonly outcome: unknown } | 'OTHER_REQUEST' | null> {
  const { em, session } = uow;
  const { mspId, actor } = session.principal.principal;
  await takeTurns(uow, 'idempotency', actor.id, key);
  const record = await em.findOne(IdempotencyRecordEntity, { mspId, actorId: actor.id, key });
  if (!record) return null;
  if (record.createdAt < session.now - KEPT_FOR_MS) {
    await em.nativeDelete(IdempotencyRecordEntity, { mspId, actorId: actor.id, key });
    em.clear();
    return null;
  }
  return record.requestHash === requestHash ? { outcome: record.outcome } : 'OTHER_REQUEST';
}

/** Keeps the answer in the transaction of its effect: both are there, or neither. */
export function keepFirstAnswer(
  em: SqlEntityManager,
  session: Session,
  { key, requestHash }: IdempotencyKey,
  outcome: unknown,
): void {
  const { mspId, actor } = session.principal.principal;
  em.create(
    IdempotencyRecordEntity,
    { mspId, actorId: actor.id, key, requestHash, outcome, createdAt: session.now },
    { persist: true },
  );
}
