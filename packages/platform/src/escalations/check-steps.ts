import { err, ok, type Result, refusal } from '@wardline/kernel';
import { BREACH, definePolicy, type StepTiming } from '@wardline/sla-engine';
import { AT_RISK } from '../agreements/policy-of-agreement.ts';
import { rowExists } from '../orm/row-exists.ts';
import { PersonEntity } from '../people/person.entity.ts';
import { notFound, type PlatformRefusal } from '../refusals.ts';
import { TeamEntity } from '../tenancy/team.entity.ts';
import type { UnitOfWork } from '../unit-of-work.ts';
import {
  ESCALATION_RECIPIENTS,
  type EscalationRecipient,
  type EscalationRule,
} from './escalation-policy.entity.ts';

/** A step as given. It does something: it tells somebody, or hands the ticket over. */
export interface EscalationStepInput {
  /** Unique in the policy. Left out: `STEP_1`, `STEP_2`, … by its place. */
  readonly id?: string | undefined;
  readonly when: StepTiming;
  readonly quietUntilOpen?: boolean | undefined;
  readonly notify?: readonly EscalationRecipient[] | undefined;
  readonly notifyPersonIds?: readonly string[] | undefined;
  readonly assignToTeamId?: string | null | undefined;
}

const MAX_STEPS = 20;
const MAX_PEOPLE = 20;
const STEP_ID = /^[A-Z][A-Z0-9_]{0,39}$/;

/** Steps as they may be stored, or the first thing wrong with them. */
export async function checkSteps(
  uow: UnitOfWork,
  steps: readonly EscalationStepInput[],
): Promise<Result<readonly EscalationRule[], PlatformRefusal>> {
  if (steps.length === 0 || steps.length > MAX_STEPS) {
    const message = `An escalation policy has 1 to ${MAX_STEPS} steps.`;
    return err(refusal('STEPS_OUT_OF_RANGE', message, ['steps']));
  }
  const rules: EscalationRule[] = [];
  for (const [index, step] of steps.entries()) {
    const path = ['steps', index];
    const rule: EscalationRule = {
      id: step.id ?? `STEP_${index + 1}`,
      when: step.when,
      quietUntilOpen: step.quietUntilOpen ?? false,
      notify: step.notify ?? [],
      notifyPersonIds: step.notifyPersonIds ?? [],
      assignToTeamId: step.assignToTeamId ?? null,
    };
    const taken = [AT_RISK, BREACH, ...rules.map(({ id }) => id)];
    if (!STEP_ID.test(rule.id) || taken.includes(rule.id)) {
      const message = `A step's id is of its own, in capitals (${rule.id} is not), and not ${AT_RISK} or ${BREACH}.`;
      return err(refusal('STEP_ID_INVALID', message, [...path, 'id']));
    }
    const checked = await checkRule(uow, rule, path);
    if (!checked.ok) return checked;
    rules.push(rule);
  }
  return ok(rules);
}

async function checkRule(
  uow: UnitOfWork,
  rule: EscalationRule,
  path: readonly (string | number)[],
): Promise<Result<true, PlatformRefusal>> {
  const { id, when, notify, notifyPersonIds, assignToTeamId } = rule;
  // The engine knows when a step can be; it is asked with a target that has only this one.
  const budget = { kind: 'BUSINESS_TIME', ms: 1 } as const;
  const targets = [{ metric: 'RESOLVE', calendarId: '-', budget, steps: [{ id, when }] }] as const;
  const policy = definePolicy({ id: '-', version: 1, kind: 'SLA', targets });
  if (!policy.ok) {
    const message =
      'A step happens at a percent of the budget (1 to 1000) or at an offset from the due instant.';
    return err(refusal('STEP_TIMING_INVALID', message, [...path, 'when']));
  }
  if (notify.length + notifyPersonIds.length === 0 && assignToTeamId === null) {
    const message = 'A step tells somebody or hands the ticket to a team.';
    return err(refusal('STEP_DOES_NOTHING', message, path));
  }
  if (notify.some((recipient) => !ESCALATION_RECIPIENTS.includes(recipient))) {
    const message = `notify knows ${ESCALATION_RECIPIENTS.join(', ')}.`;
    return err(refusal('VALUE_UNKNOWN', message, [...path, 'notify']));
  }
  if (notifyPersonIds.length > MAX_PEOPLE) {
    const message = `Name at most ${MAX_PEOPLE} people.`;
    return err(refusal('LIST_TOO_LONG', message, [...path, 'notifyPersonIds']));
  }
  for (const [index, personId] of notifyPersonIds.entries()) {
    if (!(await rowExists(uow, PersonEntity, personId))) {
      return err(notFound([...path, 'notifyPersonIds', index]));
    }
  }
  if (assignToTeamId !== null && !(await rowExists(uow, TeamEntity, assignToTeamId))) {
    return err(notFound([...path, 'assignToTeamId']));
  }
  return ok(true);
}
