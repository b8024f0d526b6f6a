import { err, isUuid, ok, type Result, refusal } from '@wardline/kernel';
import { authorize } from '../access/authorize.ts';
import { checkName, checkNewId } from '../checks.ts';
import { LOCKED } from '../orm/lock.ts';
import { notFound, type PlatformRefusal, versionConflict } from '../refusals.ts';
import type { Session } from '../session.ts';
import { type UnitOfWork, unitOfWork, type WorkResult } from '../unit-of-work.ts';
import { checkRules } from './check-rules.ts';
import {
  type StoredRules,
  TriageRuleSetEntity,
  type TriageRuleSetRow,
  TriageRuleSetVersionEntity,
} from './triage.entity.ts';
import { keepSchedules } from './triage-schedule.store.ts';

const MAX_POSITION = 10_000;

export interface CreateTriageRuleSet extends StoredRules {
  readonly id?: string | undefined;
  readonly name: string;
  /** Sets run in this order. Default: 100. */
  readonly position?: number | undefined;
}

export interface UpdateTriageRuleSet {
  readonly ruleSetId: string;
  readonly expectedVersion: number;
  readonly name?: string | undefined;
  readonly position?: number | undefined;
  /** Whether what is published runs. */
  readonly enabled?: boolean | undefined;
  /** Another draft; what is in force stays until it is published. */
  readonly draft?: StoredRules | undefined;
}

export interface PublishTriageRuleSet {
  readonly ruleSetId: string;
  readonly expectedVersion: number;
}

type Saved = Promise<WorkResult<{ readonly ruleSetId: string }>>;

/** Writes rules as a draft; nothing runs before it is published. */
export function createTriageRuleSet(session: Session, input: CreateTriageRuleSet): Saved {
  return unitOfWork(session, async (uow) => {
    const allowed = mayManage(uow);
    if (!allowed.ok) return allowed;
    const { position = 100, mode, rules } = input;
    const name = checkName(input.name);
    if (!name.ok) return name;
    const placed = checkPosition(position);
    if (!placed.ok) return placed;
    const draft = await checkRules(uow, name.value, { mode, rules });
    if (!draft.ok) return draft;
    const id = checkNewId(input.id, uow.newId);
    if (!id.ok) return id;
    const { mspId } = session.principal.principal;
    uow.em.create(
      TriageRuleSetEntity,
      {
        mspId,
        id: id.value,
        name: name.value,
        enabled: true,
        position,
        draft: draft.value,
        published: null,
        publishedNumber: 0,
        createdAt: uow.now,
        version: 1,
      },
      { persist: true },
    );
    record(uow, 'TriageRuleSetCreated', id.value, {}, allowed.value);
    return ok({ ruleSetId: id.value });
  });
}

/** Changes a draft, the name, the place, or whether what is in force runs. */
export function updateTriageRuleSet(session: Session, input: UpdateTriageRuleSet): Saved {
  return unitOfWork(session, async (uow) => {
    const loaded = await load(uow, input);
    if (!loaded.ok) return loaded;
    const { row, authority } = loaded.value;
    const { position = row.position, enabled = row.enabled, draft = row.draft } = input;
    const name = checkName(input.name ?? row.name);
    if (!name.ok) return name;
    const placed = checkPosition(position);
    if (!placed.ok) return placed;
    // A draft that stays is not asked again: what it names may have gone, and it can be switched off.
    const checked = input.draft ? await checkRules(uow, name.value, draft) : ok(draft);
    if (!checked.ok) {
      const { error } = checked;
      return err({ ...error, path: ['draft', ...error.path] });
    }
    Object.assign(row, { name: name.value, position, enabled, draft: checked.value });
    record(uow, 'TriageRuleSetUpdated', row.id, { enabled, position }, authority);
    return ok({ ruleSetId: row.id });
  });
}

/** Puts the draft into force: from now on tickets go through it. What was in force is kept. */
export function publishTriageRuleSet(session: Session, input: PublishTriageRuleSet): Saved {
  return unitOfWork(session, async (uow) => {
    const loaded = await load(uow, input);
    if (!loaded.ok) return loaded;
    const { row, authority } = loaded.value;
    // What a draft names may have gone since it was written.
    const checked = await checkRules(uow, row.name, row.draft);
    if (!checked.ok) return err({ ...checked.error, path: ['ruleSetId'] });
    const { mspId, actor } = session.principal.principal;
    row.published = checked.value;
    row.publishedNumber += 1;
    uow.em.create(
      TriageRuleSetVersionEntity,
      {
        mspId,
        id: uow.newId(),
        ruleSetId: row.id,
        number: row.publishedNumber,
        rules: checked.value,
        publishedAt: uow.now,
        personId: actor.kind === 'MEMBER' ? actor.id : null,
      },
      { persist: true },
    );
    await keepSchedules(uow, row);
    const facts = { number: row.publishedNumber };
    record(uow, 'TriageRuleSetPublished', row.id, facts, authority);
    return ok({ ruleSetId: row.id });
  });
}

/** Rules speak of every clinic: they are for those who run all of the desk. */
function mayManage(uow: UnitOfWork) {
  return authorize(uow, 'team:manage', { clinicId: null, organizationId: null });
}

async function load(
  uow: UnitOfWork,
  { ruleSetId, expectedVersion }: { readonly ruleSetId: string; readonly expectedVersion: number },
): Promise<
  Result<{ readonly row: TriageRuleSetRow; readonly authority: string }, PlatformRefusal>
> {
  const { mspId } = uow.session.principal.principal;
  // Before anything is looked up: to who may not, every id is alike.
  const allowed = mayManage(uow);
  if (!allowed.ok) return allowed;
  const row = isUuid(ruleSetId)
    ? await uow.em.findOne(TriageRuleSetEntity, { mspId, id: ruleSetId }, LOCKED)
    : null;
  if (!row) return err(notFound(['ruleSetId']));
  if (row.version !== expectedVersion) return err(versionConflict(row.id, row.version));
  return ok({ row, authority: allowed.value });
}

function checkPosition(position: number): Result<true, PlatformRefusal> {
  if (Number.isInteger(position) && position >= 0 && position <= MAX_POSITION) return ok(true);
  const message = `position is a whole number from 0 to ${MAX_POSITION}.`;
  return err(refusal('NUMBER_OUT_OF_RANGE', message, ['position']));
}

function record(
  uow: UnitOfWork,
  type: string,
  recordId: string,
  facts: Readonly<Record<string, unknown>>,
  authority: string,
) {
  uow.record({ type, recordType: 'TriageRuleSet', recordId, clinicId: null, facts, authority });
}
