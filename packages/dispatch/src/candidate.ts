import type { CompiledCalendar } from '@wardline/business-calendar';
import type { Instant, PersonId } from '@wardline/kernel';
import type { Absence } from './rotation.ts';

/** What somebody knows how to do, and how well: 1 knows the basics, 5 teaches it. */
export interface Skill {
  readonly code: string;
  readonly level: number;
}

export const MAX_SKILL_LEVEL = 5;

export const WORK_PRIORITIES = ['P1', 'P2', 'P3', 'P4', 'P5'] as const;
export type WorkPriority = (typeof WORK_PRIORITIES)[number];

/** Points one open ticket counts toward its assignee's load. */
export type LoadWeights = Readonly<Record<WorkPriority, number>>;

/** One P1 fills as much of a day as eight P5. */
export const DEFAULT_LOAD_WEIGHTS: LoadWeights = { P1: 8, P2: 5, P3: 3, P4: 2, P5: 1 };

/** Somebody who could get the work: a member of the team, as known at the instant of the choice. */
export interface Member {
  readonly personId: PersonId;
  readonly skills: readonly Skill[];
  /** Working hours; null: whenever the team is covered. */
  readonly hours: CompiledCalendar | null;
  /** The most points of open work; null: no limit. */
  readonly capacity: number | null;
  /** The open tickets assigned to them. */
  readonly openWork: readonly { readonly priority: WorkPriority }[];
}

/** The work that looks for somebody. */
export interface AssignmentRequest {
  readonly at: Instant;
  readonly priority: WorkPriority;
  /** All of them are needed, each at least at this level. */
  readonly skills: readonly Skill[];
  /** Who held this work before, the latest last. */
  readonly previousAssigneeIds: readonly PersonId[];
  /** Who must not get it, and why (`IMPLEMENTED_THE_CHANGE`). */
  readonly excluded: readonly { readonly personId: PersonId; readonly reason: string }[];
}

/** Why somebody cannot get the work, as data and in words. */
export type Rejection = { readonly message: string } & (
  | { readonly code: 'EXCLUDED'; readonly reason: string }
  | { readonly code: 'ABSENT'; readonly kind: string; readonly until: Instant }
  | { readonly code: 'OUTSIDE_HOURS'; readonly nextAt: Instant | null }
  | { readonly code: 'NOT_ON_CALL' }
  | { readonly code: 'SKILL_MISSING'; readonly skill: string; readonly needed: number }
  | {
      readonly code: 'SKILL_TOO_LOW';
      readonly skill: string;
      readonly needed: number;
      readonly has: number;
    }
  | { readonly code: 'AT_CAPACITY'; readonly load: number; readonly capacity: number }
);

/** One member weighed: eligible if `rejections` is empty. */
export interface Candidate {
  readonly personId: PersonId;
  readonly eligible: boolean;
  /** All of them, not only the first: what would have to change. */
  readonly rejections: readonly Rejection[];
  readonly onCall: boolean;
  /** Points of open work, without this. */
  readonly load: number;
  readonly capacity: number | null;
  /** Levels above what is needed, summed over the needed skills; 0 when nothing is needed. */
  readonly skillMargin: number;
}

/** What of a team and its rules a weighing takes into account. */
export interface WeighingRules {
  /** The team's coverage; null: around the clock. */
  readonly teamHours: CompiledCalendar | null;
  /** Only whoever is on call at the moment. */
  readonly onCallOnly: boolean;
  readonly respectCapacity: boolean;
  readonly weights: LoadWeights;
}

export interface WeighingFacts {
  readonly absences: readonly Absence[];
  /** Who is on call; they are at work outside of their hours too. */
  readonly onCallIds: readonly PersonId[];
}
