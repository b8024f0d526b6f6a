import type { AssetId, ClinicId, LocationId, PersonId, TeamId } from '@wardline/kernel';
import type { Guards, Lifecycle } from './lifecycle.ts';
import type { AssetCriticality, PriorityMatrix } from './priority.ts';

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
}

export interface AssignmentFacts {
  /** The team the ticket will have: the one named, or else the present one. */
  readonly team?: TeamFact | null | undefined;
  readonly people?: readonly PersonId[] | undefined;
}

export interface PriorityFacts {
  /** The MSP's rules; left out: `DEFAULT_PRIORITY_MATRIX`. */
  readonly priorityMatrix?: PriorityMatrix | undefined;
}

export interface TransitionFacts {
  /** Left out: the built-in one of the ticket's type. */
  readonly lifecycle?: Lifecycle | undefined;
  /** Left out: `DEFAULT_REOPEN_WINDOW_MS`. Milliseconds. */
  readonly reopenWindowMs?: number | undefined;
  /** Guards beside the built-in ones, for an embedder's own lifecycle. */
  readonly guards?: Guards | undefined;
}
