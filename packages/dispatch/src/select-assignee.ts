import type { PersonId } from '@wardline/kernel';
import type {
  AssignmentRequest,
  Candidate,
  Member,
  WeighingFacts,
  WeighingRules,
} from './candidate.ts';
import { weighCandidates } from './weigh-candidates.ts';

/**
 * How to choose among the eligible: in turn, the least loaded, or the best skilled. A draw goes to
 * the less loaded and then to whoever's turn it is, so that equals are treated alike.
 */
export const ASSIGNMENT_STRATEGIES = ['ROUND_ROBIN', 'LEAST_LOADED', 'BEST_SKILLED'] as const;
export type AssignmentStrategy = (typeof ASSIGNMENT_STRATEGIES)[number];

export interface AssignmentPolicy extends WeighingRules {
  readonly strategy: AssignmentStrategy;
  /** Whoever held the work before gets it back if they can. */
  readonly sticky: boolean;
}

/**
 * Where round-robin stands: after this person. Their place is kept too, so that the turn goes on at
 * the right one when they have left the team.
 */
export interface RoundRobinCursor {
  readonly after: PersonId | null;
  readonly place: number;
}

/** Nobody has had a turn yet. */
export const FIRST_TURN: RoundRobinCursor = { after: null, place: -1 };

export type SelectionReason = { readonly message: string } & (
  | { readonly code: 'NOBODY_ELIGIBLE' }
  | { readonly code: 'HELD_IT_BEFORE' }
  | { readonly code: 'THEIR_TURN' }
  | { readonly code: 'LEAST_LOADED'; readonly load: number }
  | { readonly code: 'BEST_SKILLED'; readonly skillMargin: number }
);

export interface Selection {
  readonly assigneeId: PersonId | null;
  readonly reason: SelectionReason;
  /** Store it: the next choice goes on from here. */
  readonly cursor: RoundRobinCursor;
  /** Everybody, in the order of the team, with what speaks against each. */
  readonly candidates: readonly Candidate[];
}

/**
 * Chooses who gets the work, and says why, and why nobody else.
 * @param members the team in a stable order; round-robin goes through it.
 */
export function selectAssignee(
  members: readonly Member[],
  request: AssignmentRequest,
  policy: AssignmentPolicy,
  facts: WeighingFacts,
  cursor: RoundRobinCursor,
): Selection {
  const candidates = weighCandidates(members, request, policy, facts);
  const inTurn = orderOfTurns(candidates, cursor).filter((candidate) => candidate.eligible);
  const [next] = inTurn;
  if (!next) {
    const reason = { code: 'NOBODY_ELIGIBLE', message: 'Nobody of the team can get it.' } as const;
    return { assigneeId: null, reason, cursor, candidates };
  }
  const before = policy.sticky
    ? request.previousAssigneeIds.findLast((id) => inTurn.some((each) => each.personId === id))
    : undefined;
  if (before !== undefined) {
    // It is nobody's turn that is used up.
    const reason = { code: 'HELD_IT_BEFORE', message: 'Held it before, and can again.' } as const;
    return { assigneeId: before, reason, cursor, candidates };
  }
  const chosen = inTurn.reduce((best, each) => (isBetter(each, best, policy) ? each : best), next);
  return {
    assigneeId: chosen.personId,
    reason: reasonFor(chosen, policy),
    cursor: {
      after: chosen.personId,
      place: candidates.findIndex((each) => each.personId === chosen.personId),
    },
    candidates,
  };
}

/** The team from whoever comes after the last one. */
function orderOfTurns(candidates: readonly Candidate[], cursor: RoundRobinCursor): Candidate[] {
  const last = candidates.findIndex((each) => each.personId === cursor.after);
  // Whoever left made room: the one who stands at their place now is next.
  const start = last >= 0 ? last + 1 : Math.max(0, cursor.place);
  const begins = candidates.length === 0 ? 0 : start % candidates.length;
  return [...candidates.slice(begins), ...candidates.slice(0, begins)];
}

/** Strictly better: a draw stays with who comes first in turn. */
function isBetter(a: Candidate, b: Candidate, { strategy }: AssignmentPolicy): boolean {
  if (strategy === 'ROUND_ROBIN') return false;
  if (strategy === 'BEST_SKILLED' && a.skillMargin !== b.skillMargin) {
    return a.skillMargin > b.skillMargin;
  }
  return a.load < b.load;
}

function reasonFor(chosen: Candidate, { strategy }: AssignmentPolicy): SelectionReason {
  const { load, skillMargin } = chosen;
  switch (strategy) {
    case 'ROUND_ROBIN':
      return { code: 'THEIR_TURN', message: 'It is their turn.' };
    case 'LEAST_LOADED':
      return { code: 'LEAST_LOADED', load, message: `Holds the least open work: ${load} points.` };
    case 'BEST_SKILLED': {
      const message = `Is the best skilled: ${skillMargin} levels above what is needed.`;
      return { code: 'BEST_SKILLED', skillMargin, message };
    }
  }
}
