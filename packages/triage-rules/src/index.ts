// Rules as data

export {
  type Condition,
  OPERATORS,
  type Operator,
  type Test,
  type TestValue,
} from './condition.ts';
// Saving
export { defineRuleSet } from './define-rule-set.ts';
// Trying
export { type CaseDiff, type DryRun, dryRun, type PastCase } from './dry-run.ts';
// Refusals
export { TRIAGE_ERRORS, type TriageErrorCode, type TriageRefusal } from './errors.ts';
// Running
export {
  CHAIN_START,
  type Chain,
  type ChainLimits,
  DEFAULT_CHAIN_LIMITS,
  type Evaluation,
  type EvaluationOptions,
  evaluateRules,
  hears,
  nextLink,
  RULE_RESULTS,
  type RuleOutcome,
  type RuleResult,
  type TriggeringEvent,
} from './evaluate-rules.ts';
export type { Explained } from './explain-condition.ts';
export {
  type Facts,
  type FactValue,
  type Field,
  type FieldKind,
  type Fields,
  TICKET_FIELDS,
} from './fields.ts';
export { ACTION_EFFECTS, type ActionEffect, type PlannedAction } from './plan-action.ts';
export {
  ACTION_KINDS,
  type Action,
  RULE_MODES,
  type Rule,
  type RuleMode,
  type RuleSet,
  TRIGGERS,
  type Trigger,
} from './rule.ts';
