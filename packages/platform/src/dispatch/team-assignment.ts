import type { AssignmentStrategy } from '@wardline/dispatch';

/** How a team's work finds a person. */
export interface TeamAssignment {
  readonly strategy: AssignmentStrategy;
  /** Whoever held it before gets it back if they can. */
  readonly sticky: boolean;
  /** Only whoever is on call. */
  readonly onCallOnly: boolean;
  readonly respectCapacity: boolean;
}

export const DEFAULT_ASSIGNMENT: TeamAssignment = {
  strategy: 'ROUND_ROBIN',
  sticky: true,
  onCallOnly: false,
  respectCapacity: true,
};
