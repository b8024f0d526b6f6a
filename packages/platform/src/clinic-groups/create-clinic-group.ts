import { ok } from '@wardline/kernel';
import { checkName, checkNewId } from '../checks.ts';
import type { Session } from '../session.ts';
import { unitOfWork, type WorkResult } from '../unit-of-work.ts';
import { checkDescription } from './check-description.ts';
import { ClinicGroupEntity } from './clinic-group.entity.ts';
import { mayKeepGroups } from './clinic-group.store.ts';

export interface CreateClinicGroup {
  readonly id?: string | undefined;
  readonly name: string;
  /** What is meant by it; at most 2,000 characters. */
  readonly description?: string | null | undefined;
}

/** Puts a name to a set of clinics; it has none yet. */
export function createClinicGroup(
  session: Session,
  input: CreateClinicGroup,
): Promise<WorkResult<{ readonly clinicGroupId: string }>> {
  return unitOfWork(session, async (uow) => {
    const allowed = mayKeepGroups(uow);
    if (!allowed.ok) return allowed;
    const name = checkName(input.name);
    if (!name.ok) return name;
    const description = checkDescription(input.description);
    if (!description.ok) return description;
    const id = checkNewId(input.id, uow.newId);
    if (!id.ok) return id;
    uow.em.create(
      ClinicGroupEntity,
      {
        mspId: session.principal.principal.mspId,
        id: id.value,
        name: name.value,
        description: description.value,
        createdAt: uow.now,
        archivedAt: null,
        version: 1,
      },
      { persist: true },
    );
    uow.record({
      type: 'ClinicGroupCreated',
      recordType: 'ClinicGroup',
      recordId: id.value,
      clinicId: null,
      facts: {},
      authority: allowed.value,
    });
    return ok({ clinicGroupId: id.value });
  });
}
