import { checkText, err, isInstant, isUuid, ok, refusal } from '@wardline/kernel';
import { authorize } from '../access/authorize.ts';
import { checkNewId } from '../checks.ts';
import { PersonEntity } from '../people/person.entity.ts';
import { notFound } from '../refusals.ts';
import type { Session } from '../session.ts';
import { type UnitOfWork, unitOfWork, type WorkResult } from '../unit-of-work.ts';
import { AbsenceEntity } from './dispatch.entity.ts';

const MAX_MS = 366 * 86_400_000;

export interface AddAbsence {
  readonly id?: string | undefined;
  readonly personId: string;
  /** In your words: `VACATION`, `SICK`, `TRAINING`. */
  readonly kind: string;
  /** Epoch milliseconds. */
  readonly beginsAt: number;
  /** Not part of it. */
  readonly endsAt: number;
}

/** Says when somebody of the MSP cannot work. One's own absence anybody may say. */
export function addAbsence(
  session: Session,
  input: AddAbsence,
): Promise<WorkResult<{ readonly absenceId: string }>> {
  return unitOfWork(session, async (uow) => {
    const { mspId } = session.principal.principal;
    const { personId, beginsAt, endsAt } = input;
    const person = isUuid(personId)
      ? await uow.em.findOne(PersonEntity, { mspId, id: personId, side: 'PROVIDER' })
      : null;
    if (!person) return err(notFound(['personId']));
    const allowed = mayManage(uow, person.id);
    if (!allowed.ok) return allowed;
    const kind = checkText(input.kind, { path: ['kind'], max: 50 });
    if (!kind.ok) return kind;
    const isSpan = isInstant(beginsAt) && isInstant(endsAt) && endsAt > beginsAt;
    if (!isSpan || endsAt - beginsAt > MAX_MS) {
      const message = 'endsAt lies after beginsAt, by a year at most.';
      return err(refusal('SPAN_INVALID', message, ['endsAt']));
    }
    const id = checkNewId(input.id, uow.newId);
    if (!id.ok) return id;
    uow.em.create(
      AbsenceEntity,
      { mspId, id: id.value, personId, kind: kind.value, beginsAt, endsAt },
      { persist: true },
    );
    record(uow, 'AbsenceAdded', id.value, personId, allowed.value);
    return ok({ absenceId: id.value });
  });
}

/** Takes an absence back. */
export function removeAbsence(
  session: Session,
  { absenceId }: { readonly absenceId: string },
): Promise<WorkResult<{ readonly absenceId: string }>> {
  return unitOfWork(session, async (uow) => {
    const { mspId } = session.principal.principal;
    const absence = isUuid(absenceId)
      ? await uow.em.findOne(AbsenceEntity, { mspId, id: absenceId })
      : null;
    if (!absence) return err(notFound(['absenceId']));
    const allowed = mayManage(uow, absence.personId);
    if (!allowed.ok) return allowed;
    const gone = await uow.em.nativeDelete(AbsenceEntity, { mspId, id: absence.id });
    // Somebody else was faster.
    if (gone === 0) return err(notFound(['absenceId']));
    record(uow, 'AbsenceRemoved', absence.id, absence.personId, allowed.value);
    return ok({ absenceId: absence.id });
  });
}

function mayManage(uow: UnitOfWork, personId: string) {
  const { actor } = uow.session.principal.principal;
  if (actor.kind === 'MEMBER' && actor.id === personId) return ok('own absence');
  return authorize(uow, 'team:manage', { clinicId: null, organizationId: null });
}

function record(
  uow: UnitOfWork,
  type: string,
  recordId: string,
  personId: string,
  authority: string,
) {
  uow.record({
    type,
    recordType: 'Absence',
    recordId,
    clinicId: null,
    facts: { personId },
    authority,
  });
}
