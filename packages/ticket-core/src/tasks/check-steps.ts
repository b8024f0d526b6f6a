import { checkText, err, ok, type Result, refusal } from '@wardline/kernel';
import type { TicketInputRefused } from '../errors.ts';
import { checkBody, checkChoice } from '../tickets/check-input.ts';
import { LANES, LIMITS } from '../tickets/ticket.ts';
import { STEP_KINDS, type Step, TASK_LIMITS } from './task.ts';

/** A step as it is given; what is left out takes its default. */
export interface StepInput extends Pick<Step, 'title' | 'kind' | 'lane'> {
  /** Default: empty. */
  readonly instructions?: string | undefined;
  /** Default: true. */
  readonly required?: boolean | undefined;
  /** Default: false. */
  readonly evidenceRequired?: boolean | undefined;
  readonly unit?: string | null | undefined;
  readonly min?: number | null | undefined;
  readonly max?: number | null | undefined;
}

/**
 * Checks the steps of a template or a checklist: 1 to 100, each with a title, a known kind and lane,
 * a number with a unit and a range that can be met.
 */
export function checkSteps(
  steps: readonly StepInput[],
): Result<readonly Step[], TicketInputRefused> {
  if (steps.length === 0 || steps.length > TASK_LIMITS.steps) {
    const message = `A checklist has 1 to ${TASK_LIMITS.steps} steps.`;
    return err(refusal('STEPS_COUNT', message, ['steps']));
  }
  const checked: Step[] = [];
  for (const [index, step] of steps.entries()) {
    const outcome = checkStep(step);
    if (!outcome.ok) {
      return err({ ...outcome.error, path: ['steps', index, ...outcome.error.path] });
    }
    checked.push(outcome.value);
  }
  return ok(checked);
}

function checkStep(step: StepInput): Result<Step, TicketInputRefused> {
  const { kind, lane, required = true, evidenceRequired = false } = step;
  const title = checkText(step.title, { path: ['title'], max: LIMITS.title });
  if (!title.ok) return title;
  const instructions = checkBody(step.instructions ?? '', 'instructions', true);
  if (!instructions.ok) return instructions;
  const knownKind = checkChoice(kind, STEP_KINDS, ['kind']);
  if (!knownKind.ok) return knownKind;
  const knownLane = checkChoice(lane, LANES, ['lane']);
  if (!knownLane.ok) return knownLane;
  const range = checkRange(step);
  if (!range.ok) return range;
  return ok({
    title: title.value,
    instructions: instructions.value,
    kind,
    lane,
    required,
    evidenceRequired,
    ...range.value,
  });
}

function checkRange({
  kind,
  unit = null,
  min = null,
  max = null,
}: StepInput): Result<Pick<Step, 'unit' | 'min' | 'max'>, TicketInputRefused> {
  if (kind !== 'NUMBER') {
    if (unit === null && min === null && max === null) return ok({ unit, min, max });
    return err(refusal('STEP_TAKES_NO_RANGE', 'Only a NUMBER has a unit and a range.', ['kind']));
  }
  const checked = checkText(unit ?? '', { path: ['unit'], max: TASK_LIMITS.unit });
  if (!checked.ok) return checked;
  for (const [field, bound] of [
    ['min', min],
    ['max', max],
  ] as const) {
    if (bound !== null && !Number.isFinite(bound)) {
      return err(refusal('NUMBER_INVALID', `${field} must be a finite number.`, [field]));
    }
  }
  if (min !== null && max !== null && min > max) {
    return err(refusal('RANGE_EMPTY', 'Nothing can lie between min and max.', ['max']));
  }
  return ok({ unit: checked.value, min, max });
}
