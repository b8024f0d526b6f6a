import { type Evaluation, evaluateRules, type TriggeringEvent } from './evaluate-rules.ts';
import { type Facts, type Fields, TICKET_FIELDS } from './fields.ts';
import type { PlannedAction } from './plan-action.ts';
import type { RuleSet } from './rule.ts';

/** A past ticket at the moment of an event. */
export interface PastCase {
  readonly ticketId: string;
  readonly event: TriggeringEvent;
  readonly facts: Facts;
}

/** What a draft would do to a case that the present rules do not, and the other way round. */
export interface CaseDiff {
  readonly ticketId: string;
  readonly added: readonly PlannedAction[];
  readonly removed: readonly PlannedAction[];
  /** What the draft does, rule by rule, with every condition's answer. */
  readonly draft: Evaluation;
}

export interface DryRun {
  readonly cases: number;
  /** Those the draft treats otherwise than the present rules. */
  readonly different: readonly CaseDiff[];
  /** How many cases each rule of the draft would act on, in the order of the rules. */
  readonly firing: readonly { readonly ruleId: string; readonly times: number }[];
}

/**
 * Tries a draft on past cases and compares it with the rules in force; nothing is changed.
 * @param current null: there are no rules yet.
 */
export function dryRun(
  current: RuleSet | null,
  draft: RuleSet,
  cases: readonly PastCase[],
  fields: Fields = TICKET_FIELDS,
): DryRun {
  const different: CaseDiff[] = [];
  const times = new Map(draft.rules.map((rule) => [rule.id, 0]));
  for (const { ticketId, event, facts } of cases) {
    const before = current ? evaluateRules(current, event, facts, { fields }).plan : [];
    const after = evaluateRules(draft, event, facts, { fields });
    for (const { ruleId, result } of after.outcomes) {
      if (result === 'APPLIED') times.set(ruleId, (times.get(ruleId) ?? 0) + 1);
    }
    const added = without(after.plan, before);
    const removed = without(before, after.plan);
    if (added.length + removed.length > 0)
      different.push({ ticketId, added, removed, draft: after });
  }
  const firing = [...times].map(([ruleId, times]) => ({ ruleId, times }));
  return { cases: cases.length, different, firing };
}

/** The actions of one plan that the other has not; which rule does it makes no difference to the ticket. */
function without(plan: readonly PlannedAction[], other: readonly PlannedAction[]): PlannedAction[] {
  const left = other.map(keyOf);
  return plan.filter((planned) => {
    const at = left.indexOf(keyOf(planned));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

const keyOf = ({ action }: PlannedAction) =>
  JSON.stringify(Object.entries(action).sort(([a], [b]) => (a < b ? -1 : 1)));
