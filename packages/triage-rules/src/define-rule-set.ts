import { checkText, err, type InputPath, ok, type Result, refusal } from '@wardline/kernel';
import { checkCondition, checkValue, fieldOf, unknownField } from './check-condition.ts';
import { findContradictions } from './contradictions.ts';
import type { TriageErrorCode, TriageRefusal } from './errors.ts';
import { type Fields, TICKET_FIELDS } from './fields.ts';
import {
  ACTION_KINDS,
  type Action,
  RULE_MODES,
  type Rule,
  type RuleSet,
  TRIGGERS,
} from './rule.ts';

const MAX_RULES = 200;
const MAX_ACTIONS = 20;
const MAX_TIMES = 1000;
const MIN_EVERY = 5;
const MAX_EVERY = 1440;

/**
 * Checks a rule set before it is saved.
 * @returns the rule set, or **everything** that is wrong with it, each with its path
 *   (`['rules', 2, 'when', 'of', 0, 'field']`).
 */
export function defineRuleSet(
  input: RuleSet,
  fields: Fields = TICKET_FIELDS,
): Result<RuleSet, readonly TriageRefusal[]> {
  const problems: TriageRefusal[] = [...textProblems(input.name, ['name'], 200)];
  if (!RULE_MODES.includes(input.mode)) {
    problems.push(no('VALUE_UNKNOWN', `mode is one of ${RULE_MODES.join(', ')}.`, ['mode']));
  }
  if (input.rules.length > MAX_RULES) {
    return err([no('LIST_TOO_LONG', `A rule set has at most ${MAX_RULES} rules.`, ['rules'])]);
  }
  for (const [index, rule] of input.rules.entries()) {
    const path = ['rules', index];
    problems.push(...ruleProblems(rule, fields, path));
    if (input.rules.findIndex((other) => other.id === rule.id) < index) {
      problems.push(no('ID_REPEATED', 'Give every rule its own id.', [...path, 'id']));
    }
    const earlier = input.rules
      .slice(0, index)
      .find((other) => takesAllOf(other, rule, input.mode));
    if (earlier) {
      const message = `${earlier.name} comes first and takes everything this one would.`;
      problems.push(no('RULE_UNREACHABLE', message, path));
    }
  }
  return problems.length > 0 ? err(problems) : ok(input);
}

function ruleProblems(rule: Rule, fields: Fields, path: InputPath): TriageRefusal[] {
  const problems = [
    ...textProblems(rule.id, [...path, 'id'], 100),
    ...textProblems(rule.name, [...path, 'name'], 200),
  ];
  if (rule.triggers.length === 0) {
    problems.push(no('LIST_EMPTY', 'Say what makes the rule run.', [...path, 'triggers']));
  }
  for (const [index, trigger] of rule.triggers.entries()) {
    if (TRIGGERS.includes(trigger)) continue;
    const message = `A trigger is one of ${TRIGGERS.join(', ')}.`;
    problems.push(no('VALUE_UNKNOWN', message, [...path, 'triggers', index]));
  }
  const { timesPerTicket: times } = rule;
  if (times !== null && !(Number.isInteger(times) && times >= 1 && times <= MAX_TIMES)) {
    const message = `timesPerTicket is a whole number from 1 to ${MAX_TIMES}.`;
    problems.push(no('NUMBER_OUT_OF_RANGE', message, [...path, 'timesPerTicket']));
  }
  problems.push(...scheduleProblems(rule, path));
  if (rule.when !== null) {
    const at = [...path, 'when'];
    const wrong = checkCondition(rule.when, fields, at);
    problems.push(...(wrong.length > 0 ? wrong : findContradictions(rule.when, fields, at)));
  }
  if (rule.actions.length === 0) {
    problems.push(no('LIST_EMPTY', 'Say what the rule does.', [...path, 'actions']));
  }
  if (rule.actions.length > MAX_ACTIONS) {
    const message = `A rule does at most ${MAX_ACTIONS} things.`;
    problems.push(no('LIST_TOO_LONG', message, [...path, 'actions']));
  }
  for (const [index, action] of rule.actions.entries()) {
    problems.push(...actionProblems(action, fields, [...path, 'actions', index]));
  }
  return problems;
}

function scheduleProblems(rule: Rule, path: InputPath): TriageRefusal[] {
  const every = rule.everyMinutes ?? null;
  const at = [...path, 'everyMinutes'];
  if (!rule.triggers.includes('SCHEDULED')) {
    if (every === null) return [];
    return [no('INTERVAL_UNFIT', 'Give everyMinutes to SCHEDULED rules only.', at)];
  }
  const problems: TriageRefusal[] = [];
  if (every === null || !Number.isInteger(every) || every < MIN_EVERY || every > MAX_EVERY) {
    const message = `everyMinutes of a SCHEDULED rule is a whole number from ${MIN_EVERY} to ${MAX_EVERY}.`;
    problems.push(no('NUMBER_OUT_OF_RANGE', message, at));
  }
  if (rule.timesPerTicket === null) {
    const message = 'Say how often a SCHEDULED rule acts on one ticket at most; once is 1.';
    problems.push(no('TIMES_REQUIRED', message, [...path, 'timesPerTicket']));
  }
  return problems;
}

function actionProblems(action: Action, fields: Fields, path: InputPath): TriageRefusal[] {
  switch (action.kind) {
    case 'SET': {
      const field = fieldOf(fields, action.field);
      if (!field) {
        return [unknownField(action.field, settableIn(fields), path)];
      }
      if (field.settable !== true) {
        const message = `Rules cannot set ${action.field}, but ${settableIn(fields).join(', ')}.`;
        return [no('FIELD_NOT_SETTABLE', message, [...path, 'field'])];
      }
      return checkValue(action.value, field, [...path, 'value']);
    }
    case 'OVERRIDE_PRIORITY': {
      const priority = fieldOf(fields, 'priority');
      const wrong = priority ? checkValue(action.priority, priority, [...path, 'priority']) : [];
      return [...wrong, ...textProblems(action.reason, [...path, 'reason'], 500)];
    }
    case 'ADD_NOTE':
      return textProblems(action.body, [...path, 'body'], 5000);
    case 'ADD_TAG':
    case 'REMOVE_TAG':
      return textProblems(action.tag, [...path, 'tag'], 50);
    case 'ASSIGN_TEAM':
      return textProblems(action.teamId, [...path, 'teamId'], 100);
    case 'ASSIGN_PERSON':
    case 'ADD_WATCHER':
      return textProblems(action.personId, [...path, 'personId'], 100);
    case 'APPLY_TEMPLATE':
      return textProblems(action.templateId, [...path, 'templateId'], 100);
    case 'TRANSITION':
      return textProblems(action.to, [...path, 'to'], 50);
    case 'ASSIGN_AUTOMATICALLY':
      return [];
    default:
      return [no('VALUE_UNKNOWN', `kind is one of ${ACTION_KINDS.join(', ')}.`, [...path, 'kind'])];
  }
}

/** A rule that always stops the asking leaves nothing to those after it with the same triggers. */
function takesAllOf(earlier: Rule, later: Rule, mode: RuleSet['mode']): boolean {
  if (mode !== 'FIRST_MATCH' || !earlier.enabled || earlier.timesPerTicket !== null) return false;
  if (!later.triggers.every((trigger) => earlier.triggers.includes(trigger))) return false;
  return earlier.when === null || JSON.stringify(earlier.when) === JSON.stringify(later.when);
}

function textProblems(text: string, path: InputPath, max: number): TriageRefusal[] {
  const checked = checkText(text, { path, max });
  return checked.ok ? [] : [checked.error];
}

function no(code: TriageErrorCode, message: string, path: InputPath): TriageRefusal {
  return refusal(code, message, path);
}

const settableIn = (fields: Fields) =>
  Object.keys(fields).filter((name) => fields[name]?.settable === true);
