import { type Explained, explainCondition } from './explain-condition.ts';
import { type Facts, type Fields, TICKET_FIELDS } from './fields.ts';
import type { ActionEffect, PlannedAction } from './plan-action.ts';
import { planAction } from './plan-action.ts';
import type { Rule, RuleSet, Trigger } from './rule.ts';

/** What happened that rules may react to. */
export interface TriggeringEvent {
  readonly trigger: Trigger;
  /** The fields the event changed, for `CHANGED`. */
  readonly changed: readonly string[];
  /** Of `SCHEDULED`: the interval whose rules are asked; left out: all of them. */
  readonly everyMinutes?: number | undefined;
}

/**
 * What led here: rules that react to what rules did are a chain. It begins empty with what a person,
 * a machine or a clock did, and `nextLink` carries it on.
 */
export interface Chain {
  readonly depth: number;
  readonly firedRuleIds: readonly string[];
  readonly actions: number;
}

export const CHAIN_START: Chain = { depth: 0, firedRuleIds: [], actions: 0 };

/** What one chain may do at most. */
export interface ChainLimits {
  readonly depth: number;
  readonly actions: number;
}

export const DEFAULT_CHAIN_LIMITS: ChainLimits = { depth: 5, actions: 50 };

/** What became of a rule, and why. */
export const RULE_RESULTS = [
  'APPLIED',
  'NOT_MATCHED',
  'OTHER_TRIGGER',
  'DISABLED',
  'AFTER_FIRST_MATCH',
  'TIMES_EXHAUSTED',
  'LOOP',
  'TOO_DEEP',
  'BUDGET_EXHAUSTED',
] as const;
export type RuleResult = (typeof RULE_RESULTS)[number];

export interface RuleOutcome {
  readonly ruleId: string;
  readonly name: string;
  readonly result: RuleResult;
  /** Every condition with its answer; null where none was asked. */
  readonly explained: Explained | null;
  readonly actions: readonly PlannedAction[];
}

export interface Evaluation {
  /** Every rule, in order. */
  readonly outcomes: readonly RuleOutcome[];
  /** What is to be done, in order: the actions that have an effect and that no later one undoes. */
  readonly plan: readonly PlannedAction[];
  /** The facts as they will be. */
  readonly facts: Facts;
}

export interface EvaluationOptions {
  readonly fields?: Fields;
  readonly chain?: Chain;
  readonly limits?: ChainLimits;
  /** How often each rule has acted on this ticket before, by id. */
  readonly timesFired?: Readonly<Record<string, number>>;
}

/**
 * Asks every rule of a checked rule set about an event, and plans what follows. Nothing is done here.
 * A rule sees the facts as the rules before it will have left them.
 */
export function evaluateRules(
  ruleSet: RuleSet,
  event: TriggeringEvent,
  facts: Facts,
  options: EvaluationOptions = {},
): Evaluation {
  const { fields = TICKET_FIELDS, chain = CHAIN_START, limits = DEFAULT_CHAIN_LIMITS } = options;
  const outcomes: RuleOutcome[] = [];
  let now = facts;
  let spent = chain.actions;
  let matched = false;
  for (const rule of ruleSet.rules) {
    const skipped = whySkipped(rule, ruleSet, event, matched);
    const explained =
      skipped || rule.when === null
        ? null
        : explainCondition(rule.when, now, fields, event.changed);
    const held =
      skipped ??
      (explained && !explained.matched ? 'NOT_MATCHED' : null) ??
      whyHeldBack(rule, chain, limits, spent, options.timesFired ?? {});
    if (held) {
      outcomes.push({ ruleId: rule.id, name: rule.name, result: held, explained, actions: [] });
      continue;
    }
    matched = true;
    const actions: PlannedAction[] = [];
    for (const action of rule.actions) {
      const planned = planAction(rule.id, action, now, fields);
      actions.push(planned.action);
      now = planned.facts;
    }
    spent += rule.actions.length;
    outcomes.push({ ruleId: rule.id, name: rule.name, result: 'APPLIED', explained, actions });
  }
  return withoutSuperseded(outcomes, now);
}

/** The chain for events that the plan causes. */
export function nextLink(chain: Chain, evaluation: Evaluation): Chain {
  const fired = evaluation.outcomes.filter((outcome) => outcome.result === 'APPLIED');
  return {
    depth: chain.depth + 1,
    firedRuleIds: [...chain.firedRuleIds, ...fired.map((outcome) => outcome.ruleId)],
    actions: chain.actions + fired.reduce((sum, outcome) => sum + outcome.actions.length, 0),
  };
}

/** Whether a rule is asked when something happens. */
export function hears(rule: Rule, { trigger, everyMinutes }: TriggeringEvent): boolean {
  if (!rule.enabled || !rule.triggers.includes(trigger)) return false;
  return everyMinutes === undefined || rule.everyMinutes === everyMinutes;
}

function whySkipped(
  rule: Rule,
  { mode }: RuleSet,
  event: TriggeringEvent,
  matched: boolean,
): RuleResult | null {
  if (!rule.enabled) return 'DISABLED';
  if (!hears(rule, event)) return 'OTHER_TRIGGER';
  return mode === 'FIRST_MATCH' && matched ? 'AFTER_FIRST_MATCH' : null;
}

/** The guard against rules that set each other off, asked only of rules that would act. */
function whyHeldBack(
  rule: Rule,
  chain: Chain,
  limits: ChainLimits,
  spent: number,
  timesFired: Readonly<Record<string, number>>,
): RuleResult | null {
  if (chain.firedRuleIds.includes(rule.id)) return 'LOOP';
  if (chain.depth >= limits.depth) return 'TOO_DEEP';
  const times = Object.hasOwn(timesFired, rule.id) ? (timesFired[rule.id] ?? 0) : 0;
  if (rule.timesPerTicket !== null && times >= rule.timesPerTicket) return 'TIMES_EXHAUSTED';
  return spent + rule.actions.length > limits.actions ? 'BUDGET_EXHAUSTED' : null;
}

/** Of several actions on one target only the last is done; the others say that it came. */
function withoutSuperseded(outcomes: readonly RuleOutcome[], facts: Facts): Evaluation {
  const last = new Map<string, PlannedAction>();
  for (const { actions } of outcomes) {
    for (const action of actions) {
      if (action.target !== null && action.effect === 'CHANGES') last.set(action.target, action);
    }
  }
  const superseded: ActionEffect = 'SUPERSEDED';
  const settled = outcomes.map((outcome) => ({
    ...outcome,
    actions: outcome.actions.map((action) =>
      action.effect === 'CHANGES' && action.target !== null && last.get(action.target) !== action
        ? { ...action, effect: superseded }
        : action,
    ),
  }));
  const plan = settled.flatMap(({ actions }) =>
    actions.filter(({ effect }) => effect === 'CHANGES'),
  );
  return { outcomes: settled, plan, facts };
}
