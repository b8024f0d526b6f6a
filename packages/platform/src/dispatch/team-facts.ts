import type { CompiledCalendar } from '@wardline/business-calendar';
import {
  type Absence,
  type AssignmentPolicy,
  type AssignmentRequest,
  compileRotation,
  DEFAULT_LOAD_WEIGHTS,
  type Member,
  type Override,
  type Rotation,
  type RoundRobinCursor,
  type Selection,
  selectAssignee,
} from '@wardline/dispatch';
import type { Instant, PersonId } from '@wardline/kernel';
import { DEFAULT_ASSIGNMENT, type TeamAssignment } from './team-assignment.ts';

/** A team as a choice among its members sees it, wherever it was read. */
export interface TeamFacts {
  readonly assignment: TeamAssignment | null;
  readonly hours: CompiledCalendar | null;
  readonly members: readonly Member[];
  readonly absences: readonly Absence[];
  readonly rotations: readonly {
    readonly rotation: Rotation;
    readonly overrides: readonly Override[];
  }[];
}

/** Who is on call for a team at an instant, absent or not. */
export function onCallIds({ rotations, absences }: TeamFacts, at: Instant): PersonId[] {
  const people = rotations.flatMap(({ rotation, overrides }) =>
    compileRotation(rotation, { overrides, absences })
      .onCallAt(at)
      .people.map((shift) => shift.personId),
  );
  return [...new Set(people)];
}

/** Chooses somebody of a team for work, with the reasons for and against everybody. */
export function chooseAssignee(
  team: TeamFacts,
  request: AssignmentRequest,
  cursor: RoundRobinCursor,
): Selection {
  const rules = team.assignment ?? DEFAULT_ASSIGNMENT;
  const policy: AssignmentPolicy = {
    ...rules,
    teamHours: team.hours,
    weights: DEFAULT_LOAD_WEIGHTS,
  };
  const facts = { absences: team.absences, onCallIds: onCallIds(team, request.at) };
  return selectAssignee(team.members, request, policy, facts, cursor);
}

/** Whether somebody of a team is there at an instant: in its hours, or on call. */
export function isStaffed(team: TeamFacts, at: Instant): boolean {
  return (team.hours?.isOpen(at) ?? true) || onCallIds(team, at).length > 0;
}
