import { err, type Instant, isInstant, isUuid, ok, refusal } from '@wardline/kernel';
import { authorize } from '../access/authorize.ts';
import { checkName, checkNewId } from '../checks.ts';
import { notFound } from '../refusals.ts';
import type { Session } from '../session.ts';
import { loadClinic } from '../tickets/ticket.facts.ts';
import { type UnitOfWork, unitOfWork, type WorkResult } from '../unit-of-work.ts';
import { BlackoutEntity } from './blackout.entity.ts';

export interface AddBlackout {
  readonly id?: string | undefined;
  readonly clinicId: string;
  readonly name: string;
  readonly from: Instant;
  readonly until: Instant;
}

/** Keeps changes out of a time at a clinic. */
export function addBlackout(
  session: Session,
  input: AddBlackout,
): Promise<WorkResult<{ readonly blackoutId: string }>> {
  return unitOfWork(session, async (uow) => {
    const allowed = await mayPlan(uow, input.clinicId, 'clinicId');
    if (!allowed.ok) return allowed;
    const name = checkName(input.name);
    if (!name.ok) return name;
    const { clinicId, from: startsAt, until: endsAt } = input;
    if (!isInstant(startsAt) || !isInstant(endsAt) || endsAt <= startsAt) {
      return err(refusal('PERIOD_INVALID', 'until must lie after from.', ['until']));
    }
    const id = checkNewId(input.id, uow.newId);
    if (!id.ok) return id;
    const { mspId } = session.principal.principal;
    const row = { mspId, id: id.value, clinicId, name: name.value, startsAt, endsAt };
    uow.em.create(BlackoutEntity, row, { persist: true });
    record(uow, 'BlackoutAdded', id.value, clinicId, { startsAt, endsAt }, allowed.value);
    return ok({ blackoutId: id.value });
  });
}

/** Lets changes in again. */
export function removeBlackout(
  session: Session,
  { blackoutId }: { readonly blackoutId: string },
): Promise<WorkResult<{ readonly clinicId: string }>> {
  return unitOfWork(session, async (uow) => {
    const { mspId } = session.principal.principal;
    const row =
      isUuid(blackoutId) && (await uow.em.findOne(BlackoutEntity, { mspId, id: blackoutId }));
    if (!row) return err(notFound(['blackoutId']));
    const allowed = await mayPlan(uow, row.clinicId, 'blackoutId');
    if (!allowed.ok) return allowed;
    const gone = await uow.em.nativeDelete(BlackoutEntity, { mspId, id: row.id });
    // Somebody else was faster.
    if (gone === 0) return err(notFound(['blackoutId']));
    record(uow, 'BlackoutRemoved', row.id, row.clinicId, {}, allowed.value);
    return ok({ clinicId: row.clinicId });
  });
}

async function mayPlan(uow: UnitOfWork, clinicId: string, field: string) {
  const clinic = await loadClinic(uow, clinicId);
  if (!clinic) return err(notFound([field]));
  return authorize(uow, 'ticket:update', {
    clinicId: clinic.id as never,
    organizationId: clinic.organizationId as never,
  });
}

function record(
  uow: UnitOfWork,
  type: string,
  recordId: string,
  clinicId: string,
  facts: Readonly<Record<string, unknown>>,
  authority: string,
): void {
  uow.record({ type, recordType: 'Blackout', recordId, clinicId, facts, authority });
}
