import { err, ok, type Result } from '@wardline/kernel';
import type { Guards, Lifecycle, Requirement, TransitionRule } from './lifecycle.ts';
import type { TicketStateName } from './state.ts';
import { type LifecycleProblem, validateLifecycle } from './validate-lifecycle.ts';

/** What an embedder changes of a lifecycle. States are a closed list: clocks and reports know each. */
export interface LifecycleExtension {
  /** Another state to begin in. */
  readonly initial?: TicketStateName | undefined;
  /** Arrows to add; one that exists already gets the guards and requirements in addition to its own. */
  readonly add?: Lifecycle['transitions'] | undefined;
  /** Arrows to take away, with their guards. */
  readonly remove?:
    | Readonly<Partial<Record<TicketStateName, readonly TicketStateName[]>>>
    | undefined;
  /** The guards that `add` names, unless they are built in. */
  readonly guards?: Guards | undefined;
}

/**
 * A lifecycle with an embedder's changes, checked as at start-up: pass the outcome as
 * `facts.lifecycle`, the guards as `facts.guards`. A built-in guard cannot be replaced, only joined:
 * what guards patients does not fall out of a merge.
 * @example
 * extendLifecycle(LIFECYCLES.INCIDENT, {
 *   add: { RESOLVED: [{ to: 'CLOSED', guards: ['SURVEY_SENT'] }] },
 *   guards: { SURVEY_SENT: ({ ticket }) => … },
 * });
 */
export function extendLifecycle(
  lifecycle: Lifecycle,
  extension: LifecycleExtension,
): Result<Lifecycle, readonly LifecycleProblem[]> {
  const { add = {}, remove = {}, guards = {}, initial = lifecycle.initial } = extension;
  const states = new Set([
    ...(Object.keys(lifecycle.transitions) as TicketStateName[]),
    ...(Object.keys(add) as TicketStateName[]),
  ]);
  const transitions: Partial<Record<TicketStateName, readonly TransitionRule[]>> = {};
  for (const from of states) {
    const kept = (lifecycle.transitions[from] ?? []).filter(
      ({ to }) => !remove[from]?.includes(to),
    );
    const rules = (add[from] ?? []).reduce<readonly TransitionRule[]>(joined, kept);
    if (rules.length > 0) transitions[from] = rules;
  }
  const extended: Lifecycle = { initial, transitions };
  const problems = [...missing(lifecycle, remove), ...validateLifecycle(extended, guards)];
  return problems.length > 0 ? err(problems) : ok(extended);
}

function joined(rules: readonly TransitionRule[], added: TransitionRule): TransitionRule[] {
  const present = rules.find(({ to }) => to === added.to);
  if (!present) return [...rules, added];
  const both: TransitionRule = {
    ...present,
    ...added,
    requires: union<Requirement>(present.requires, added.requires),
    guards: union(present.guards, added.guards),
  };
  return rules.map((rule) => (rule === present ? both : rule));
}

function union<T>(a: readonly T[] = [], b: readonly T[] = []): readonly T[] {
  return [...new Set([...a, ...b])];
}

/** An arrow to remove that is not there is a mistake, or a table that changed underneath. */
function missing(
  lifecycle: Lifecycle,
  remove: NonNullable<LifecycleExtension['remove']>,
): LifecycleProblem[] {
  return (Object.keys(remove) as TicketStateName[]).flatMap((from) =>
    (remove[from] ?? [])
      .filter((to) => !lifecycle.transitions[from]?.some((rule) => rule.to === to))
      .map((to) => ({
        code: 'NO_SUCH_TRANSITION' as const,
        state: from,
        message: `${from} → ${to} cannot be removed: there is no such transition.`,
      })),
  );
}
