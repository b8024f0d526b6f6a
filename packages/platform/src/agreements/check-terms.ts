import { CRITICALITIES } from '@wardline/asset-registry';
import { checkText, err, ok, type Result, refusal } from '@wardline/kernel';
import { CHANGE_MODES, definePolicy, METRICS } from '@wardline/sla-engine';
import { DOMAINS, HOLD_REASONS, PRIORITIES, TICKET_TYPES } from '@wardline/ticket-core';
import { CalendarEntity } from '../calendars/calendar.entity.ts';
import { EscalationPolicyEntity } from '../escalations/escalation-policy.entity.ts';
import { rowExists } from '../orm/row-exists.ts';
import { notFound, type PlatformRefusal } from '../refusals.ts';
import type { UnitOfWork } from '../unit-of-work.ts';
import {
  type AgreementConditions,
  type AgreementTarget,
  type AgreementTerms,
  type AgreementTermsInput,
  completeTerms,
} from './terms.ts';

type Checked<T> = Result<T, PlatformRefusal>;
type Path = readonly (string | number)[];

const MAX_TARGETS = 50;
const MAX_CATEGORIES = 100;

/** Terms as they may be stored, or the first thing wrong with them. */
export async function checkTerms(
  uow: UnitOfWork,
  input: AgreementTermsInput,
): Promise<Checked<AgreementTerms>> {
  const terms = completeTerms(input);
  const { targets, conditions } = terms;
  if (targets.length === 0) {
    return no('TARGETS_EMPTY', 'An agreement promises something: give targets.', ['targets']);
  }
  if (targets.length > MAX_TARGETS) {
    return no('LIST_TOO_LONG', `An agreement has at most ${MAX_TARGETS} targets.`, ['targets']);
  }
  for (const mode of ['onPriorityChange', 'onTermsChange', 'onCalendarChange'] as const) {
    const known = choices([terms[mode]], CHANGE_MODES, [mode]);
    if (!known.ok) return known;
  }
  const applicable = checkConditions(conditions);
  if (!applicable.ok) return applicable;
  for (const [index, target] of targets.entries()) {
    const checked = await checkTarget(uow, target, ['targets', index]);
    if (!checked.ok) return checked;
    const overlap = targets.slice(0, index).find((other) => overlaps(target, other));
    if (overlap) {
      const message = `${target.metric} is promised twice to the same type of ticket.`;
      return no('TARGET_TWICE', message, ['targets', index, 'metric']);
    }
  }
  return ok(terms);
}

async function checkTarget(
  uow: UnitOfWork,
  target: AgreementTarget,
  path: Path,
): Promise<Checked<true>> {
  const { metric, budgets, otherwise, hours, pauseOn, ticketTypes, warnAtPercent } = target;
  const { escalationPolicyId } = target;
  const known = [
    choices([metric], METRICS, [...path, 'metric']),
    choices(Object.keys(budgets), PRIORITIES, [...path, 'budgets']),
    choices(pauseOn, HOLD_REASONS, [...path, 'pauseOn']),
    choices(ticketTypes ?? [], TICKET_TYPES, [...path, 'ticketTypes']),
  ].find((each) => !each.ok);
  if (known) return known;
  const allowed = [...Object.entries(budgets), ['otherwise', otherwise] as const];
  if (allowed.every(([, budget]) => budget === null)) {
    return no('BUDGETS_EMPTY', 'A target allows some priority some time.', [...path, 'budgets']);
  }
  for (const [name, budget] of allowed) {
    const at = name === 'otherwise' ? [...path, name] : [...path, 'budgets', name];
    // The engine knows what a budget is; it is asked with one target of that budget.
    const targets = [{ metric, calendarId: '-', budget }];
    const policy = definePolicy({ id: '-', version: 1, kind: 'SLA', targets });
    if (!policy.ok || budget?.kind === ('FIXED' as never)) {
      const message = 'A budget is a positive duration or number of days, at most ten years.';
      return no('BUDGET_OUT_OF_RANGE', message, at);
    }
  }
  if (warnAtPercent !== null && !isPercent(warnAtPercent)) {
    const message = 'warnAtPercent is a whole number from 1 to 99; null for no warning.';
    return no('PERCENT_OUT_OF_RANGE', message, [...path, 'warnAtPercent']);
  }
  if (typeof hours === 'object' && !(await rowExists(uow, CalendarEntity, hours.calendarId))) {
    return err(notFound([...path, 'calendarId']));
  }
  const escalates = escalationPolicyId === null;
  if (!escalates && !(await rowExists(uow, EscalationPolicyEntity, escalationPolicyId))) {
    return err(notFound([...path, 'escalationPolicyId']));
  }
  return ok(true);
}

function checkConditions(conditions: AgreementConditions): Checked<true> {
  const { ticketTypes, domains, categories, criticalities } = conditions;
  const path = ['conditions'];
  const known = [
    choices(ticketTypes ?? [], TICKET_TYPES, [...path, 'ticketTypes']),
    choices(domains ?? [], DOMAINS, [...path, 'domains']),
    choices(criticalities ?? [], CRITICALITIES, [...path, 'criticalities']),
  ].find((each) => !each.ok);
  if (known) return known;
  if ((categories ?? []).length > MAX_CATEGORIES) {
    const message = `Name at most ${MAX_CATEGORIES} categories.`;
    return no('LIST_TOO_LONG', message, [...path, 'categories']);
  }
  for (const [index, category] of (categories ?? []).entries()) {
    const text = checkText(category, { path: [...path, 'categories', index], max: 100 });
    if (!text.ok) return text;
  }
  return ok(true);
}

function overlaps(a: AgreementTarget, b: AgreementTarget): boolean {
  if (a.metric !== b.metric) return false;
  if (a.ticketTypes === null || b.ticketTypes === null) return true;
  return a.ticketTypes.some((type) => b.ticketTypes?.includes(type));
}

function choices(given: readonly string[], known: readonly string[], path: Path): Checked<true> {
  const unknown = given.find((value) => !known.includes(value));
  return unknown === undefined
    ? ok(true)
    : no('VALUE_UNKNOWN', `${String(path.at(-1))} knows ${known.join(', ')}.`, path);
}

const isPercent = (value: number) => Number.isInteger(value) && value >= 1 && value <= 99;

function no(code: string, message: string, path: Path) {
  return err(refusal(code, message, path));
}
