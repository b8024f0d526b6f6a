import type { Id, Instant, PersonId } from '@wardline/kernel';
import type { ApprovalSummary } from '../facts.ts';
import type { Lane } from '../tickets/ticket.ts';

export const APPROVAL_DECISIONS = ['APPROVE', 'REJECT', 'ABSTAIN'] as const;
export type ApprovalDecision = (typeof APPROVAL_DECISIONS)[number];

export type ApprovalStageId = Id<'ApprovalStage'>;

/** One vote: whose it is, and who cast it for them. */
export interface ApprovalVote {
  readonly approverId: PersonId;
  /** The approver, or who stands in for them. */
  readonly castById: PersonId;
  readonly decision: ApprovalDecision;
  readonly note: string | null;
  readonly at: Instant;
}

/** Some people of whom some must agree. Stages of one `position` run side by side, the others in order. */
export interface ApprovalStage {
  readonly id: ApprovalStageId;
  readonly name: string;
  readonly position: number;
  /** The lane whose sign-off it is; null for none in particular. */
  readonly lane: Lane | null;
  readonly approverIds: readonly PersonId[];
  /** How many must approve. */
  readonly quorum: number;
  readonly votes: readonly ApprovalVote[];
  readonly requestedAt: Instant;
  /** Who asked; null if it was no person. */
  readonly requestedById: PersonId | null;
  /** When it lost its force: what it was about has changed, or it was taken back. */
  readonly withdrawnAt: Instant | null;
}

/** Of a stage, what decides where it stands. */
export interface CountedStage
  extends Pick<ApprovalStage, 'lane' | 'approverIds' | 'quorum' | 'withdrawnAt'> {
  readonly votes: readonly Pick<ApprovalVote, 'approverId' | 'castById' | 'decision'>[];
}

/** Somebody stands in for somebody else. */
export interface Delegation {
  readonly fromId: PersonId;
  readonly toId: PersonId;
  readonly from: Instant;
  readonly until: Instant;
}

export type StageOutcome = ApprovalSummary['outcome'];

/**
 * Where one stage stands: granted with its quorum; refused as soon as too few are left who could
 * still bring it about. So with a quorum of all, one rejection refuses; with one of three, it takes
 * three.
 */
export function outcomeOfStage({ approverIds, quorum, votes }: CountedStage): StageOutcome {
  const approved = votes.filter(({ decision }) => decision === 'APPROVE').length;
  if (approved >= quorum) return 'GRANTED';
  const silent = approverIds.length - votes.length;
  return approved + silent < quorum ? 'REFUSED' : 'PENDING';
}

/** The stages that can be voted on now: the first position that is not granted. */
export function openStages(stages: readonly ApprovalStage[]): readonly ApprovalStage[] {
  const live = stages.filter(({ withdrawnAt }) => withdrawnAt === null);
  if (live.some((stage) => outcomeOfStage(stage) === 'REFUSED')) return [];
  const pending = live.filter((stage) => outcomeOfStage(stage) === 'PENDING');
  const first = Math.min(...pending.map(({ position }) => position));
  return pending.filter(({ position }) => position === first);
}

/** All stages taken together; without any in force nothing is granted. */
export function summarizeApprovals(stages: readonly CountedStage[]): ApprovalSummary {
  const live = stages.filter(({ withdrawnAt }) => withdrawnAt === null);
  const outcomes = live.map(outcomeOfStage);
  const granted = live.filter((_, index) => outcomes[index] === 'GRANTED');
  const lanes = granted.flatMap(({ lane }) => (lane === null ? [] : [lane]));
  const yes = live.flatMap(({ votes }) => votes).filter(({ decision }) => decision === 'APPROVE');
  const approverIds = yes.flatMap(({ approverId, castById }) => [approverId, castById]);
  const voices = Math.min(
    new Set(yes.map(({ approverId }) => approverId)).size,
    new Set(yes.map(({ castById }) => castById)).size,
  );
  return {
    outcome: outcomes.includes('REFUSED')
      ? 'REFUSED'
      : live.length > 0 && granted.length === live.length
        ? 'GRANTED'
        : 'PENDING',
    lanes: [...new Set(lanes)],
    approverIds: [...new Set(approverIds)],
    voices,
  };
}
