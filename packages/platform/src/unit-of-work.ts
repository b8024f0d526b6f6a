import { OptimisticLockError, wrap } from '@mikro-orm/core';
import { err, ok, type Refusal, type Result, refusal } from '@wardline/kernel';
import { RightsChanged, renewWhenExpired } from './access/current-rights.ts';
import { AuditEntryEntity } from './audit/audit.entity.ts';
import { openWriteChannel, type WriteChannel } from './database/write-channel.ts';
import { DatabaseBusy } from './errors.ts';
import { findFirstAnswer, keepFirstAnswer } from './idempotency/first-answer.ts';
import { insertRows } from './orm/insert-rows.ts';
import { type About, besideFirst, rememberBeside } from './orm/take-turns.ts';
import { OutboxEventEntity } from './outbox/outbox.entity.ts';
import { type PlatformRefusal, versionConflict } from './refusals.ts';
import type { RecordedFact, Session, UnitOfWork } from './session.ts';

export type { UnitOfWork } from './session.ts';

/** The mutation as it went: its value, and whether it was the answer to an earlier request with the key. */
export type WorkResult<T> = Result<T, PlatformRefusal>;

const MAX_ATTEMPTS = 6;
/** serialization_failure, deadlock_detected */
const RETRYABLE = new Set(['40001', '40P01']);

class RolledBack extends Error {
  readonly refusal: PlatformRefusal;

  constructor(refusal: PlatformRefusal) {
    super('rolled back');
    this.refusal = refusal;
  }
}

/**
 * The only way to write. Runs `work` in one transaction under row-level security; a refusal rolls
 * everything back; a deadlock runs it again from the start, and so do rights that have changed meanwhile.
 * What `work` answers must be JSON: it is kept as the first answer of a keyed request.
 * In a session that joins a transaction, a refusal ends that transaction as a whole: what an earlier
 * use case of it has written must not be committed without what belongs to it.
 * @param beside what `goBeside` would be told first, at no cost; only words and ids that were checked.
 * @throws {@link DatabaseBusy} if others came in between again and again; nothing was done.
 */
export async function unitOfWork<T>(
  session: Session,
  work: (uow: UnitOfWork) => Promise<WorkResult<T>>,
  beside: readonly About[] = [],
): Promise<WorkResult<T>> {
  if (session.joins) return joinWork(session.joins, work);
  for (let attempt = 1; ; attempt++) {
    try {
      await renewWhenExpired(session);
      return ok(await attemptWork(session, work, beside));
    } catch (error) {
      if (error instanceof RolledBack) return err(error.refusal);
      if (isInTheWay(error)) {
        if (attempt >= MAX_ATTEMPTS) throw new DatabaseBusy({ cause: error });
        if (error instanceof RightsChanged) await session.principal.renew();
        continue;
      }
      const expected =
        error instanceof OptimisticLockError ? await lostRace(session, error) : asRefusal(error);
      if (expected) return err(expected);
      throw error;
    }
  }
}

async function joinWork<T>(
  uow: UnitOfWork,
  work: (uow: UnitOfWork) => Promise<WorkResult<T>>,
): Promise<WorkResult<T>> {
  const result = await work(uow);
  if (!result.ok) throw new RolledBack(result.error);
  // What comes next may refer to it, and the ORM knows nothing of the tables' references.
  await uow.em.flush();
  return result;
}

async function attemptWork<T>(
  session: Session,
  work: (uow: UnitOfWork) => Promise<WorkResult<T>>,
  beside: readonly About[],
): Promise<T> {
  const { engine, principal } = session;
  // Together, and before waiting: another request of the same principal may renew them meanwhile, and what
  // the transaction was opened under must be what is compared.
  const { context, epoch } = principal;
  const { mspId } = principal.principal;
  const channel = await openWriteChannel(engine.database, context, besideFirst(mspId, beside));
  rememberBeside(channel.em, mspId, beside);
  try {
    if (epoch !== null && epoch !== channel.epoch) throw new RightsChanged();
    const value = await workIn(channel, session, work);
    await channel.commit();
    return value;
  } catch (error) {
    await channel.rollback();
    throw error;
  }
}

async function workIn<T>(
  channel: WriteChannel,
  session: Session,
  work: (uow: UnitOfWork) => Promise<WorkResult<T>>,
): Promise<T> {
  const { engine, idempotency, now } = session;
  const { em, run } = channel;
  const uow: UnitOfWork = {
    ...{ session, em, now, newId: engine.newId, run },
    add: (entity, ...rows) => channel.add(insertRows(em, entity, rows)),
    record: (...facts) => record(uow, facts),
  };
  if (idempotency) {
    const first = await findFirstAnswer(uow, idempotency);
    if (first === 'OTHER_REQUEST') throw new RolledBack(keyReused());
    if (first) return first.outcome as T;
  }
  const result = await work(uow);
  if (!result.ok) throw new RolledBack(result.error);
  if (idempotency) keepFirstAnswer(em, session, idempotency, result.value);
  return result.value;
}

function record(uow: UnitOfWork, facts: readonly RecordedFact[]): void {
  if (facts.length === 0) return;
  const { session } = uow;
  const { actor, mspId } = session.principal.principal;
  const common = ({ recordType, recordId, clinicId, facts }: RecordedFact) => ({
    ...{ mspId, at: uow.now, recordType, recordId, clinicId, facts },
  });
  const entries = facts.map((fact) => ({
    ...common(fact),
    id: uow.newId(),
    actorKind: actor.kind,
    actorId: actor.id,
    action: fact.type,
    requestId: session.requestId,
    authority: fact.authority,
    internal: fact.internal ?? false,
  }));
  const events = facts.map((fact) => ({
    ...common(fact),
    id: uow.newId(),
    type: fact.type,
    publishedAt: null,
  }));
  uow.add(AuditEntryEntity, ...entries);
  uow.add(OutboxEventEntity, ...events);
}

/** What others did at the same time, and may not do again. */
function isInTheWay(error: unknown): boolean {
  return error instanceof RightsChanged || RETRYABLE.has((error as { code?: string }).code ?? '');
}

/** Somebody else changed the record between our reading and our writing: says which version it has now. */
async function lostRace(session: Session, error: OptimisticLockError): Promise<PlatformRefusal> {
  const lost = error.getEntity() as { readonly id?: unknown } | null;
  const meta = lost && wrap(lost, true).__meta;
  if (meta && typeof lost.id === 'string') {
    // The MSP itself is of no MSP.
    const whose = 'mspId' in meta.properties ? 'msp_id' : 'id';
    const { context, principal } = session.principal;
    const channel = await openWriteChannel(session.engine.database, context);
    const [row] = await channel
      .run<{ version: number }>(
        `select version from ${meta.tableName} where id = $1::uuid and ${whose} = $2::uuid`,
        [lost.id, principal.mspId],
      )
      .finally(() => channel.rollback());
    if (row) return versionConflict(lost.id, row.version);
  }
  // It is gone, or out of sight.
  return refusal('NOT_FOUND', 'The record is nothing that you can use here any more.');
}

/** What the database refused although it was well asked for: races, and references out of reach. */
function asRefusal(error: unknown): Refusal | null {
  switch ((error as { code?: string }).code) {
    case '23505':
      return alreadyExists(constraintOf(error));
    case '23P01':
      // The only such constraint: visit_one_at_a_time, which also sees what the planner does not.
      return refusal('VISIT_OVERLAPS', 'The person has another visit in that time.', ['from']);
    case '23503':
    case '42501':
      return refusal('NOT_FOUND', 'Something this refers to is nothing that you can use here.');
    default:
      return null;
  }
}

/** The fields of inputs that name a record, by the constraint that keeps each of them unique. */
const NAMING_FIELDS: Readonly<Record<string, string>> = {
  person_msp_id_email_unique: 'email',
  asset_msp_id_tag_unique: 'tag',
  checklist_template_msp_id_name_unique: 'name',
};

function alreadyExists(constraint: string): Refusal {
  const known = Object.keys(NAMING_FIELDS).find((name) => constraint.includes(name));
  const field = known ? NAMING_FIELDS[known] : /_pkey\b/.test(constraint) ? 'id' : undefined;
  const message = field
    ? `A record with this ${field} exists already, perhaps where you do not see it. Use another.`
    : 'A record like this exists already.';
  return refusal('ALREADY_EXISTS', message, field ? [field] : []);
}

const constraintOf = (error: unknown) =>
  String((error as { constraint?: string }).constraint ?? (error as Error).message);

const keyReused = () =>
  refusal(
    'IDEMPOTENCY_KEY_REUSED',
    'This Idempotency-Key was used for another request. Send a new key with a new request.',
  );
