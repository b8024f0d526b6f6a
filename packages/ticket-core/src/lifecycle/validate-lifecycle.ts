import { GUARDS } from './guards.ts';
import type { Guards, Lifecycle } from './lifecycle.ts';
import { isFinal, TICKET_STATE_NAMES, TICKET_STATES, type TicketStateName } from './state.ts';

/** A mistake in a lifecycle table. */
export interface LifecycleProblem {
  readonly code:
    | 'UNKNOWN_STATE'
    | 'UNREACHABLE'
    | 'DEAD_END'
    | 'LEAVES_FINAL_STATE'
    | 'DUPLICATE_TRANSITION'
    | 'HOLD_REASON_MISSING'
    | 'UNKNOWN_GUARD'
    | 'BUILT_IN_GUARD'
    | 'NO_SUCH_TRANSITION';
  readonly state: string;
  readonly message: string;
}

/**
 * Checks a lifecycle at start-up: every state known and reachable from the initial one, a way to a
 * final state from each, none out of a final state, each arrow once, guards that exist.
 * @returns every problem; an empty list for a sound table.
 */
export function validateLifecycle(
  lifecycle: Lifecycle,
  guards: Guards = {},
): readonly LifecycleProblem[] {
  const known: Guards = { ...GUARDS, ...guards };
  const arrows = arrowsOf(lifecycle);
  const states = new Set([lifecycle.initial, ...arrows.flatMap(({ from, to }) => [from, to])]);
  const problems: LifecycleProblem[] = [];
  const report = (code: LifecycleProblem['code'], state: string, message: string) =>
    problems.push({ code, state, message });

  const reached = closure([lifecycle.initial], arrows, 'from', 'to');
  const finals = [...states].filter((state) => state in TICKET_STATES && isFinal(state));
  const ending = closure(finals, arrows, 'to', 'from');
  for (const state of states) {
    if (!TICKET_STATE_NAMES.includes(state))
      report('UNKNOWN_STATE', state, `No state is named ${state}.`);
    else if (!reached.has(state)) report('UNREACHABLE', state, `Nothing leads to ${state}.`);
    else if (!ending.has(state))
      report('DEAD_END', state, `No final state can be reached from ${state}.`);
  }
  const seen = new Set<string>();
  for (const guard of Object.keys(guards)) {
    if (Object.hasOwn(GUARDS, guard)) {
      report('BUILT_IN_GUARD', lifecycle.initial, `${guard} is built in: name yours otherwise.`);
    }
  }
  for (const { from, to, rule } of arrows) {
    const name = `${from} → ${to}`;
    if (finals.includes(from)) report('LEAVES_FINAL_STATE', from, `${name} leaves a final state.`);
    if (seen.has(name)) report('DUPLICATE_TRANSITION', from, `${name} is listed twice.`);
    seen.add(name);
    if (to === 'MERGED') report('UNKNOWN_STATE', to, 'Only merging leads to MERGED.');
    if (to === 'ON_HOLD' && !rule.requires?.includes('HOLD_REASON')) {
      report('HOLD_REASON_MISSING', from, `${name} must require HOLD_REASON.`);
    }
    for (const guard of rule.guards ?? []) {
      if (!Object.hasOwn(known, guard))
        report('UNKNOWN_GUARD', from, `${name} names the unknown guard ${guard}.`);
    }
  }
  return problems;
}

function arrowsOf(lifecycle: Lifecycle) {
  const froms = Object.keys(lifecycle.transitions) as TicketStateName[];
  return froms.flatMap((from) =>
    (lifecycle.transitions[from] ?? []).map((rule) => ({ from, to: rule.to, rule })),
  );
}

function closure(
  start: readonly TicketStateName[],
  arrows: ReturnType<typeof arrowsOf>,
  tail: 'from' | 'to',
  head: 'from' | 'to',
): ReadonlySet<TicketStateName> {
  const found = new Set(start);
  // A Set iterates over what is added meanwhile: this is the breadth-first queue.
  for (const state of found) {
    for (const arrow of arrows) if (arrow[tail] === state) found.add(arrow[head]);
  }
  return found;
}
