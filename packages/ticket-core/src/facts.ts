import type { AssetId, ClinicId, LocationId, PersonId, TeamId, TicketId } from '@wardline/kernel';
import type { RiskLevel } from './change/assess-risk.ts';
import type { Guards, Lifecycle, TransitionBlocker } from './lifecycle/lifecycle.ts';
import type { AssetCriticality, PriorityMatrix } from './priority/priority.ts';
import type { Lane } from './tickets/ticket.ts';

/**
 * Facts are what a decision must know beyond the ticket: loaded by the caller beforehand, as the
 * actor sees them. Something that does not exist and something the actor may not see are both
 * simply missing, so that a refusal tells nobody about another tenant's records.
 */
export interface AssetFact {
  readonly id: AssetId;
  readonly clinicId: ClinicId;
  readonly criticality: AssetCriticality;
}

export interface LocationFact {
  readonly id: LocationId;
  readonly clinicId: ClinicId;
}

export interface TeamFact {
  readonly id: TeamId;
  /** Left out: membership is not checked (an import whose source does not know it). */
  readonly memberIds?: readonly PersonId[] | undefined;
}

/** What a command's references point to; whatever is named in the command and missing here is refused. */
export interface ReferenceFacts {
  readonly assets?: readonly AssetFact[] | undefined;
  readonly location?: LocationFact | null | undefined;
  /** The people named in the command who exist for this ticket's clinic or its provider. */
  readonly people?: readonly PersonId[] | undefined;
  /** Who has approved the ticket, in force; left out: nobody. They get no other part in it. */
  readonly approverIds?: readonly PersonId[] | undefined;
}

export interface AssignmentFacts {
  /** Who has approved the ticket, in force; left out: nobody. None of them is given a change to do. */
  readonly approverIds?: readonly PersonId[] | undefined;
  /** The team the ticket will have: the one named, or else the present one. */
  readonly team?: TeamFact | null | undefined;
  readonly people?: readonly PersonId[] | undefined;
}

export interface PriorityFacts {
  /** The MSP's rules; left out: `DEFAULT_PRIORITY_MATRIX`. */
  readonly priorityMatrix?: PriorityMatrix | undefined;
}

/** A child of a ticket that is not done yet, and what keeps it from being resolved: {@link childFact}. */
export interface ChildFact {
  readonly id: TicketId;
  readonly number: string;
  readonly blockedBy: readonly TransitionBlocker[];
}

/** Where a ticket's approvals stand. */
export interface ApprovalSummary {
  readonly outcome: 'GRANTED' | 'REFUSED' | 'PENDING';
  /** The lanes whose sign-off is given. */
  readonly lanes: readonly Lane[];
  /** Everybody who approved, for themselves or for somebody else. */
  readonly approverIds: readonly PersonId[];
  /** How many different people approved: whoever stands in and whom they stand in for are one. */
  readonly voices: number;
}

/**
 * What stands around a ticket when it changes its state. What is left out does not exist: no task,
 * no child, no conflict, and no approval either.
 */
export interface TransitionFacts {
  /** Whether the one who asked for the ticket acts, not somebody who works on it. */
  readonly asRequester?: boolean | undefined;
  readonly openRequiredTasks?: readonly { readonly title: string }[] | undefined;
  /** How many steps were answered, and not as they should be. */
  readonly failedTasks?: number | undefined;
  readonly openChildren?: readonly ChildFact[] | undefined;
  readonly approvals?: ApprovalSummary | undefined;
  /** How many visits are planned or under way. */
  readonly openVisits?: number | undefined;
  /** Whether a medical device is among what a change affects. */
  readonly medicalDeviceAffected?: boolean | undefined;
  /** How risky a change is. */
  readonly risk?: RiskLevel | undefined;
  /** The models of standard changes that are approved now. */
  readonly approvedModels?: readonly string[] | undefined;
  /** What a change's window collides with. */
  readonly conflicts?: readonly TransitionBlocker[] | undefined;
  /** Left out: the built-in one of the ticket's type. */
  readonly lifecycle?: Lifecycle | undefined;
  /** Left out: `DEFAULT_REOPEN_WINDOW_MS`. Milliseconds. */
  readonly reopenWindowMs?: number | undefined;
  /** Guards beside the built-in ones, for an embedder's own lifecycle. */
  readonly guards?: Guards | undefined;
}
