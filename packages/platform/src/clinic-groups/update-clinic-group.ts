import { err, ok } from '@wardline/kernel';
import { checkName } from '../checks.ts';
import { versionConflict } from '../refusals.ts';
import type { Session } from '../session.ts';
import { unitOfWork, type WorkResult } from '../unit-of-work.ts';
import { checkDescription } from './check-description.ts';
import { lockKeptGroup } from './clinic-group.store.ts';

export interface UpdateClinicGroup {
  readonly clinicGroupId: string;
  readonly expectedVersion: number;
  readonly name?: string | undefined;
  readonly description?: string | null | undefined;
}

/** Says otherwise what a group is called and meant for. */
export function updateClinicGroup(
  session: Session,
  { clinicGroupId, expectedVersion, ...input }: UpdateClinicGroup,
): Promise<WorkResult<{ readonly clinicGroupId: string }>> {
  return unitOfWork(session, async (uow) => {
    const kept = await lockKeptGroup(uow, clinicGroupId);
    if (!kept.ok) return kept;
    const { group, authority } = kept.value;
    if (group.version !== expectedVersion) return err(versionConflict(group.id, group.version));
    const name = checkName(input.name ?? group.name);
    if (!name.ok) return name;
    const { description: told = group.description } = input;
    const description = checkDescription(told);
    if (!description.ok) return description;
    uow.em.assign(group, { name: name.value, description: description.value });
    const fields = Object.entries(input).flatMap(([k, v]) => (v === undefined ? [] : [k]));
    uow.record({
      type: 'ClinicGroupUpdated',
      recordType: 'ClinicGroup',
      recordId: group.id,
      clinicId: null,
      facts: { fields },
      authority,
    });
    return ok({ clinicGroupId: group.id });
  });
}
