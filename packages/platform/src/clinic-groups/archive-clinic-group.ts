import { err, ok, refusal } from '@wardline/kernel';
import { versionConflict } from '../refusals.ts';
import type { Session } from '../session.ts';
import { unitOfWork, type WorkResult } from '../unit-of-work.ts';
import { lockKeptGroup, standingGrants } from './clinic-group.store.ts';

export interface ArchiveClinicGroup {
  readonly clinicGroupId: string;
  readonly expectedVersion: number;
  /** False brings it back. Default: true. */
  readonly archived?: boolean | undefined;
}

/**
 * Takes a group out of use, or brings it back. Never one that something is granted or denied over: to end
 * those is a decision about people, each with an authority of its own.
 */
export function archiveClinicGroup(
  session: Session,
  { clinicGroupId, expectedVersion, archived = true }: ArchiveClinicGroup,
): Promise<WorkResult<{ readonly clinicGroupId: string }>> {
  return unitOfWork(session, async (uow) => {
    const kept = await lockKeptGroup(uow, clinicGroupId);
    if (!kept.ok) return kept;
    const { group, authority } = kept.value;
    if (group.version !== expectedVersion) return err(versionConflict(group.id, group.version));
    if ((group.archivedAt !== null) === archived) return ok({ clinicGroupId: group.id });
    if (archived && (await standingGrants(uow, group.id)).length > 0) {
      const message = 'Grants or denials stand over this group. Revoke them first.';
      return err(refusal('CLINIC_GROUP_HAS_GRANTS', message, ['clinicGroupId']));
    }
    group.archivedAt = archived ? uow.now : null;
    uow.record({
      type: archived ? 'ClinicGroupArchived' : 'ClinicGroupRestored',
      recordType: 'ClinicGroup',
      recordId: group.id,
      clinicId: null,
      facts: {},
      authority,
    });
    return ok({ clinicGroupId: group.id });
  });
}
