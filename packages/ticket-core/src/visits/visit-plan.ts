import type { Instant, PersonId } from '@wardline/kernel';

/** Who is to be there, and when. */
export interface VisitPlan {
  readonly personId: PersonId;
  readonly from: Instant;
  /** Not part of it. */
  readonly until: Instant;
}
