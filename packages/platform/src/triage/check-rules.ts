import { err, type InputPath, ok, type Refusal, type Result, refusal } from '@wardline/kernel';
import { type Action, defineRuleSet, type Trigger } from '@wardline/triage-rules';
import { rowExists } from '../orm/row-exists.ts';
import { PersonEntity } from '../people/person.entity.ts';
import { notFound } from '../refusals.ts';
import { TeamEntity } from '../tenancy/team.entity.ts';
import type { UnitOfWork } from '../unit-of-work.ts';
import { FIELDS } from './ticket-facts.ts';
import type { StoredRules } from './triage.entity.ts';

/** What sets rules off today: everything that happens to a ticket and its clocks. */
export const SERVED_TRIGGERS: readonly Trigger[] = [
  'OPENED',
  'UPDATED',
  'STATE_CHANGED',
  'ASSIGNED',
  'REPLIED',
  'CLOCK_AT_RISK',
  'CLOCK_BREACHED',
];

/** What rules can do today. */
export const SERVED_ACTIONS: readonly Action['kind'][] = [
  'SET',
  'ASSIGN_TEAM',
  'ASSIGN_PERSON',
  'ASSIGN_AUTOMATICALLY',
  'OVERRIDE_PRIORITY',
  'ADD_WATCHER',
  'ADD_NOTE',
  'TRANSITION',
];

/** Rules that make sense by themselves, and name only what there is; the first mistake otherwise. */
export async function checkRules(
  uow: UnitOfWork,
  name: string,
  { mode, rules }: StoredRules,
): Promise<Result<StoredRules, Refusal>> {
  for (const [at, rule] of rules.entries()) {
    const path = ['rules', at];
    for (const [index, action] of rule.actions.entries()) {
      const named = await missing(uow, action, [...path, 'actions', index]);
      if (named) return err(notFound(named));
      if (SERVED_ACTIONS.includes(action.kind)) continue;
      const message = `Rules do one of ${SERVED_ACTIONS.join(', ')}.`;
      return err(refusal('VALUE_UNKNOWN', message, [...path, 'actions', index, 'kind']));
    }
    const unserved = rule.triggers.findIndex((trigger) => !SERVED_TRIGGERS.includes(trigger));
    if (unserved >= 0) {
      const message = `A trigger is one of ${SERVED_TRIGGERS.join(', ')}.`;
      return err(refusal('VALUE_UNKNOWN', message, [...path, 'triggers', unserved]));
    }
  }
  const defined = defineRuleSet({ name, mode, rules }, FIELDS);
  if (defined.ok) return ok({ mode, rules });
  const [first, ...more] = defined.error;
  if (!first) throw new TypeError('A rule set was refused for no reason.');
  if (more.length === 0) return err(first);
  return err({ ...first, message: `${first.message} (${more.length} more to mend.)` });
}

/** The path of a record that an action names and that is not there. */
async function missing(
  uow: UnitOfWork,
  action: Action,
  path: InputPath,
): Promise<InputPath | null> {
  if (action.kind === 'ASSIGN_TEAM') {
    return (await rowExists(uow, TeamEntity, action.teamId)) ? null : [...path, 'teamId'];
  }
  if (action.kind === 'ASSIGN_PERSON' || action.kind === 'ADD_WATCHER') {
    return (await rowExists(uow, PersonEntity, action.personId)) ? null : [...path, 'personId'];
  }
  return null;
}
