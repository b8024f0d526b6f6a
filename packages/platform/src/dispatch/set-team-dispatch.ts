import { ASSIGNMENT_STRATEGIES } from '@wardline/dispatch';
import { err, isUuid, ok, refusal } from '@wardline/kernel';
import { CalendarEntity } from '../calendars/calendar.entity.ts';
import { notFound, versionConflict } from '../refusals.ts';
import type { Session } from '../session.ts';
import { unitOfWork, type WorkResult } from '../unit-of-work.ts';
import { loadManagedTeam } from './managed-team.ts';
import { DEFAULT_ASSIGNMENT, type TeamAssignment } from './team-assignment.ts';

export interface SetTeamDispatch {
  readonly teamId: string;
  readonly expectedVersion: number;
  /** When somebody is there; null: around the clock. Left out: as it is. */
  readonly coverageCalendarId?: string | null | undefined;
  /** What is left out stays as it is. */
  readonly assignment?:
    | { readonly [Rule in keyof TeamAssignment]?: TeamAssignment[Rule] | undefined }
    | undefined;
}

/** Says when a team is covered, and how its work finds a person. */
export function setTeamDispatch(
  session: Session,
  input: SetTeamDispatch,
): Promise<WorkResult<{ readonly teamId: string }>> {
  return unitOfWork(session, async (uow) => {
    const managed = await loadManagedTeam(uow, input.teamId, ['teamId']);
    if (!managed.ok) return managed;
    const { team, authority } = managed.value;
    if (team.version !== input.expectedVersion) {
      return err(versionConflict(team.id, team.version));
    }
    const { coverageCalendarId, assignment = {} } = input;
    if (typeof coverageCalendarId === 'string') {
      const { mspId } = session.principal.principal;
      const calendar =
        isUuid(coverageCalendarId) &&
        (await uow.em.findOne(CalendarEntity, { mspId, id: coverageCalendarId }));
      if (!calendar) return err(notFound(['coverageCalendarId']));
    }
    const given = Object.entries(assignment).filter(([, value]) => value !== undefined);
    const before = team.assignment ?? DEFAULT_ASSIGNMENT;
    const next: TeamAssignment = { ...before, ...Object.fromEntries(given) };
    if (!ASSIGNMENT_STRATEGIES.includes(next.strategy)) {
      const message = `strategy is one of ${ASSIGNMENT_STRATEGIES.join(', ')}.`;
      return err(refusal('VALUE_UNKNOWN', message, ['assignment', 'strategy']));
    }
    team.assignment = next;
    if (coverageCalendarId !== undefined) team.coverageCalendarId = coverageCalendarId;
    uow.record({
      type: 'TeamDispatchSet',
      recordType: 'Team',
      recordId: team.id,
      clinicId: team.clinicId,
      facts: { ...next, coverageCalendarId: team.coverageCalendarId ?? null },
      authority,
    });
    return ok({ teamId: team.id });
  });
}
