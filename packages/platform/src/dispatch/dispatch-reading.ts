import type { CalendarInput, TimeZoneProvider } from '@wardline/business-calendar';
import {
  type Absence,
  type Candidate,
  type CompiledRotation,
  compileRotation,
  DEFAULT_LOAD_WEIGHTS,
  type Override,
  type Rotation,
  type RotationLayer,
  type Skill,
  type WorkPriority,
  weighCandidates,
} from '@wardline/dispatch';
import type { Instant, PersonId } from '@wardline/kernel';
import type { CompiledCalendars } from '../calendars/compiled-calendars.ts';
import { DEFAULT_ASSIGNMENT, type TeamAssignment } from './team-assignment.ts';
import { onCallIds, type TeamFacts } from './team-facts.ts';

/** A rotation as read, with the overrides and absences that meet the span in question. */
export interface RotationRow {
  readonly id: string;
  readonly name: string;
  readonly layers: readonly RotationLayer[];
  readonly overrides: readonly {
    readonly id: string;
    readonly layerId: string;
    readonly personId: string;
    readonly swapId: string | null;
    readonly beginsAt: string;
    readonly endsAt: string;
  }[];
}

/** A member of a team as read. */
export interface PersonRow {
  readonly id: string;
  readonly displayName: string;
  readonly skills: readonly Skill[] | null;
  readonly capacity: number | null;
  readonly hours: CalendarInput | null;
  readonly absences: readonly {
    readonly kind: string;
    readonly beginsAt: string;
    readonly endsAt: string;
  }[];
  readonly openPriorities: readonly WorkPriority[];
}

export interface TeamRow {
  readonly assignment: TeamAssignment | null;
  readonly hours: CalendarInput | null;
  readonly members: readonly PersonRow[];
  readonly rotations: readonly RotationRow[];
}

/** Works out who is on call and who could get work, from rows as they were read. */
export interface DispatchReader {
  rotation(row: RotationRow, members: readonly PersonRow[]): CompiledRotation;
  /** Everybody of a team with what speaks against them now. */
  candidates(
    team: TeamRow,
    work: { readonly priority: WorkPriority; readonly skills: readonly Skill[] },
    now: Instant,
  ): readonly Candidate[];
}

export function dispatchReader(
  calendars: CompiledCalendars,
  timeZones: TimeZoneProvider,
): DispatchReader {
  const compile = (hours: CalendarInput | null) => (hours ? calendars.compile(hours) : null);
  return {
    rotation: (row, members) =>
      compileRotation(rotationOf(row), {
        overrides: overridesOf(row),
        absences: members.flatMap(absencesOf),
        timeZones,
      }),
    candidates(team, { priority, skills }, now) {
      const facts: TeamFacts = {
        assignment: team.assignment,
        hours: compile(team.hours),
        // As the assignment goes through them.
        members: [...team.members]
          .sort((a, b) => (a.id < b.id ? -1 : 1))
          .map((person) => ({
            personId: person.id as PersonId,
            skills: person.skills ?? [],
            hours: compile(person.hours),
            capacity: person.capacity,
            openWork: person.openPriorities.map((each) => ({ priority: each })),
          })),
        absences: team.members.flatMap(absencesOf),
        rotations: team.rotations.map((row) => ({
          rotation: rotationOf(row),
          overrides: overridesOf(row),
        })),
      };
      const { onCallOnly, respectCapacity } = team.assignment ?? DEFAULT_ASSIGNMENT;
      return weighCandidates(
        facts.members,
        { at: now, priority, skills, previousAssigneeIds: [], excluded: [] },
        { teamHours: facts.hours, onCallOnly, respectCapacity, weights: DEFAULT_LOAD_WEIGHTS },
        { absences: facts.absences, onCallIds: onCallIds(facts, now) },
      );
    },
  };
}

const rotationOf = ({ id, name, layers }: RotationRow): Rotation => ({ id, name, layers });

function overridesOf({ overrides }: RotationRow): Override[] {
  return overrides.map(({ beginsAt, endsAt, personId, ...rest }) => ({
    ...rest,
    personId: personId as PersonId,
    from: Date.parse(beginsAt),
    to: Date.parse(endsAt),
  }));
}

function absencesOf({ id, absences }: PersonRow): Absence[] {
  return absences.map(({ kind, beginsAt, endsAt }) => ({
    personId: id as PersonId,
    kind,
    from: Date.parse(beginsAt),
    to: Date.parse(endsAt),
  }));
}
