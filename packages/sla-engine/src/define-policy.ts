import { err, type InputPath, isInstant, ok, type Result, refusal } from '@wardline/kernel';
import { checkTrigger } from './check-trigger.ts';
import type { PolicyRefusal, PolicyRefusalCode } from './errors.ts';
import { rulesOf } from './metric-rules.ts';
import {
  AGREEMENT_KINDS,
  type AgreementKind,
  type Budget,
  CHANGE_MODES,
  type EscalationStep,
  METRICS,
  type Policy,
  type Target,
} from './policy.ts';
import { BREACH } from './transitions.ts';

/** A target as written: what it leaves out follows from its metric and the agreement's kind. */
export type TargetInput = Pick<Target, 'metric' | 'calendarId'> &
  Partial<Omit<Target, 'metric' | 'calendarId'>>;

/** An agreement as written, not yet checked; see {@link definePolicy}. */
export type PolicyInput = Pick<Policy, 'id' | 'version' | 'kind'> &
  Partial<Pick<Policy, 'onPriorityChange' | 'onPolicyChange' | 'onCalendarChange'>> & {
    readonly targets: readonly TargetInput[];
  };

// Ten years: what takes longer is no promise, and would make calendars compile centuries.
const MAX_DAYS = 3_660;
const MAX_MS = MAX_DAYS * 86_400_000;
const MAX_STEPS = 50;

/**
 * Checks one version of an agreement and fills in what its metrics imply (which events start and
 * stop each target, whether it repeats, what a reopening does). The result is JSON unless a
 * trigger is code.
 * @returns the policy, or the first refusal with its path, such as
 *   `['targets', 0, 'steps', 2, 'when']`.
 * @example
 * const policy = definePolicy({
 *   id: 'gold', version: 1, kind: 'SLA',
 *   targets: [{
 *     metric: 'RESOLVE', calendarId: 'desk', pauseOn: ['REQUESTER'],
 *     budgetByPriority: { P1: { kind: 'BUSINESS_TIME', ms: 4 * 3_600_000 } },
 *     steps: [{ id: 'warn', when: { percent: 75 } }],
 *   }],
 * });
 */
export function definePolicy(input: PolicyInput): Result<Policy, PolicyRefusal> {
  if (typeof input !== 'object' || input === null) return no('A policy is an object.', []);
  if (typeof input.id !== 'string' || input.id === '') return no('A policy has an id.', ['id']);
  if (!Number.isSafeInteger(input.version)) return no('version is an integer.', ['version']);
  if (!AGREEMENT_KINDS.includes(input.kind))
    return no(`kind is one of ${AGREEMENT_KINDS.join(', ')}.`, ['kind']);
  const modes = {
    onPriorityChange: input.onPriorityChange ?? 'CARRY',
    onPolicyChange: input.onPolicyChange ?? 'CARRY',
    onCalendarChange: input.onCalendarChange ?? 'CARRY',
  } as const;
  for (const [field, mode] of Object.entries(modes)) {
    if (!CHANGE_MODES.includes(mode))
      return no(`${field} is one of ${CHANGE_MODES.join(', ')}.`, [field]);
  }
  if (!Array.isArray(input.targets)) return no('targets is a list.', ['targets']);
  const targets: Target[] = [];
  for (const [index, entry] of input.targets.entries()) {
    const target = checkTarget(entry, input.kind, ['targets', index]);
    if (!target.ok) return target;
    if (targets.some(({ id }) => id === target.value.id)) {
      const message = `Two targets have the id ${target.value.id}.`;
      return no(message, ['targets', index, 'id'], 'POLICY_TARGET_DUPLICATE');
    }
    targets.push(target.value);
  }
  return ok({ id: input.id, version: input.version, kind: input.kind, targets, ...modes });
}

function checkTarget(
  input: TargetInput,
  kind: AgreementKind,
  path: InputPath,
): Result<Target, PolicyRefusal> {
  if (typeof input !== 'object' || input === null) return no('A target is an object.', path);
  if (!METRICS.includes(input.metric)) {
    return no(`metric is one of ${METRICS.join(', ')}.`, [...path, 'metric']);
  }
  if (typeof input.calendarId !== 'string' || input.calendarId === '') {
    return no('A target names its calendar.', [...path, 'calendarId']);
  }
  if (input.id !== undefined && (typeof input.id !== 'string' || input.id === '')) {
    return no('A target id is a text.', [...path, 'id']);
  }
  const pauseOn = input.pauseOn ?? [];
  if (!Array.isArray(pauseOn) || pauseOn.some((reason) => typeof reason !== 'string')) {
    return no('pauseOn is a list of reasons.', [...path, 'pauseOn']);
  }
  const target: Target = {
    reset: [],
    pause: [],
    resume: [],
    budget: null,
    budgetByPriority: {},
    steps: [],
    ...rulesOf(input.metric, kind),
    ...input,
    id: input.id ?? input.metric,
    pauseOn,
  };
  for (const field of ['start', 'stop', 'reset', 'cancel', 'pause', 'resume'] as const) {
    const problem = checkTrigger(target[field], [...path, field]);
    if (problem) return err(problem);
  }
  if (!['EVENT', 'OCCURRED', 'OPENED'].includes(target.startFrom)) {
    return no('startFrom is EVENT, OCCURRED or OPENED.', [...path, 'startFrom']);
  }
  if (!['RESUME', 'NEW_CYCLE', 'KEEP'].includes(target.onReopen)) {
    return no('onReopen is RESUME, NEW_CYCLE or KEEP.', [...path, 'onReopen']);
  }
  return checkBudgets(target, path) ?? checkSteps(target, path) ?? ok(target);
}

function checkBudgets(target: Target, path: InputPath) {
  const budgets: [Budget | null, InputPath][] = [
    [target.budget, [...path, 'budget']],
    ...Object.entries(target.budgetByPriority).map(
      ([priority, budget]) =>
        [budget, [...path, 'budgetByPriority', priority]] as [Budget | null, InputPath],
    ),
  ];
  for (const [budget, at] of budgets) {
    if (budget !== null && !isBudget(budget)) {
      return no(
        'A budget is positive whole milliseconds or days, at most ten years, or an instant.',
        at,
        'POLICY_BUDGET_INVALID',
      );
    }
  }
  return undefined;
}

function isBudget(budget: Budget): boolean {
  switch (budget?.kind) {
    case 'BUSINESS_TIME':
      return isCount(budget.ms, MAX_MS);
    case 'BUSINESS_DAYS':
    case 'CALENDAR_DAYS':
      return isCount(budget.days, MAX_DAYS);
    case 'FIXED':
      return isInstant(budget.at);
    default:
      return false;
  }
}

function isCount(value: number, max: number): boolean {
  return Number.isSafeInteger(value) && value > 0 && value <= max;
}

function checkSteps({ steps }: Target, path: InputPath) {
  if (!Array.isArray(steps) || steps.length > MAX_STEPS) {
    return no(
      `steps is a list of at most ${MAX_STEPS}.`,
      [...path, 'steps'],
      'POLICY_STEP_INVALID',
    );
  }
  const ids = new Set<string>([BREACH]);
  for (const [index, step] of (steps as readonly EscalationStep[]).entries()) {
    const at = [...path, 'steps', index];
    if (typeof step?.id !== 'string' || step.id === '' || ids.has(step.id)) {
      const message = `A step has an id of its own, other than ${BREACH}.`;
      return no(message, [...at, 'id'], 'POLICY_STEP_INVALID');
    }
    ids.add(step.id);
    if (!isTiming(step.when)) {
      const message =
        'A step happens at a percent (above 0, at most 1000), a whole offset in ms, or in days.';
      return no(message, [...at, 'when'], 'POLICY_STEP_INVALID');
    }
  }
  return undefined;
}

function isTiming(when: EscalationStep['when']): boolean {
  if (typeof when !== 'object' || when === null) return false;
  if ('percent' in when) return when.percent > 0 && when.percent <= 1000;
  if ('offsetBusinessDays' in when) {
    return isCount(Math.abs(when.offsetBusinessDays) + 1, MAX_DAYS);
  }
  return isCount(Math.abs(when.offsetMs) + 1, MAX_MS) && ['BUSINESS', 'WALL'].includes(when.time);
}

function no(message: string, path: InputPath, code: PolicyRefusalCode = 'POLICY_INVALID') {
  return err(refusal(code, message, path));
}
