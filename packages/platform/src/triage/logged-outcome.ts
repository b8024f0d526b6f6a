import type { PlannedAction, RuleOutcome } from '@wardline/triage-rules';

/** An action with what became of it: null, or why the desk refused it. */
export interface LoggedAction extends PlannedAction {
  readonly refusal: { readonly code: string; readonly message: string } | null;
}

/** What became of a rule, and of each of its actions. */
export interface LoggedOutcome extends Omit<RuleOutcome, 'actions'> {
  readonly actions: readonly LoggedAction[];
}
