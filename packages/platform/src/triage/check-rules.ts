import { err, type InputPath, isUuid, ok, type Refusal, type Result } from '@wardline/kernel';
import { checkTag } from '@wardline/ticket-core';
import { type Action, defineRuleSet, type Rule } from '@wardline/triage-rules';
import { rowExists } from '../orm/row-exists.ts';
import { PersonEntity } from '../people/person.entity.ts';
import { notFound } from '../refusals.ts';
import { ChecklistTemplateEntity } from '../tasks/checklist-template.entity.ts';
import { TeamEntity } from '../tenancy/team.entity.ts';
import type { UnitOfWork } from '../unit-of-work.ts';
import { FIELDS } from './ticket-facts.ts';
import type { StoredRules } from './triage.entity.ts';

/** Rules that make sense by themselves, and name only what there is; the first mistake otherwise. */
export async function checkRules(
  uow: UnitOfWork,
  name: string,
  { mode, rules }: StoredRules,
): Promise<Result<StoredRules, Refusal>> {
  const kept: Rule[] = [];
  for (const [at, rule] of rules.entries()) {
    const actions: Action[] = [];
    for (const [index, action] of rule.actions.entries()) {
      const path = ['rules', at, 'actions', index];
      const named = await missing(uow, action, path);
      if (named) return err(notFound(named));
      const checked = checkTagOf(action, path);
      if (!checked.ok) return checked;
      actions.push(checked.value);
    }
    kept.push({ ...rule, actions });
  }
  const defined = defineRuleSet({ name, mode, rules: kept }, FIELDS);
  if (defined.ok) return ok({ mode, rules: kept });
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
  if (action.kind === 'APPLY_TEMPLATE') {
    const { mspId } = uow.session.principal.principal;
    const where = { mspId, id: action.templateId, active: true };
    const found = isUuid(where.id) && (await uow.em.count(ChecklistTemplateEntity, where)) > 0;
    return found ? null : [...path, 'templateId'];
  }
  return null;
}

/** A tag as tickets keep it: what a rule shows is what it does. */
function checkTagOf(action: Action, path: InputPath): Result<Action, Refusal> {
  if (action.kind !== 'ADD_TAG' && action.kind !== 'REMOVE_TAG') return ok(action);
  const tag = checkTag(action.tag, [...path, 'tag']);
  return tag.ok ? ok({ ...action, tag: tag.value }) : tag;
}
