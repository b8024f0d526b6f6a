import { type ClockState, isLive } from './clock.ts';
import { cancelClock, changeClock, startClock } from './clock-moves.ts';
import type { SlaContext } from './context.ts';
import type { EventType, TicketEvent } from './event.ts';
import { budgetFor, type ChangeMode, type Policy, type Target } from './policy.ts';
import type { SlaState } from './sla-state.ts';
import { calendarInForce, type TicketFacts } from './ticket-facts.ts';
import { waitsFor } from './trigger.ts';

interface Changed {
  readonly policy: Policy;
  readonly clocks: readonly ClockState[];
}

/** What a change of priority, policy, calendar or deadline does to the clocks that live. */
export function applyChange(
  state: SlaState,
  event: TicketEvent,
  policy: Policy,
  context: SlaContext,
): Changed {
  switch (event.type) {
    case 'PRIORITY_CHANGED':
      return changePriority(state, event, policy, context);
    case 'POLICY_CHANGED':
      return changePolicy(state, event, policy, context);
    case 'CALENDAR_CHANGED': {
      const mode = event.mode ?? policy.onCalendarChange;
      const clocks = state.clocks.map((clock) =>
        clock.calendarId === event.from
          ? change(clock, { calendarId: event.to }, mode, event, state.facts, context)
          : clock,
      );
      return { policy, clocks };
    }
    case 'DEADLINE_SET':
      return setDeadline(state, event, policy, context);
    default:
      return { policy, clocks: state.clocks };
  }
}

type Rules = Parameters<typeof changeClock>[1];

function change(
  clock: ClockState,
  rules: Rules,
  mode: ChangeMode,
  event: TicketEvent,
  facts: TicketFacts,
  context: SlaContext,
): ClockState {
  return changeClock(clock, rules, mode, event.at, facts, context.calendars);
}

function changePriority(
  { clocks, facts }: SlaState,
  event: TicketEvent & { readonly type: 'PRIORITY_CHANGED' },
  policy: Policy,
  context: SlaContext,
): Changed {
  const mode = event.mode ?? policy.onPriorityChange;
  const changed = clocks.map((clock) => {
    const target = policy.targets.find(({ id }) => id === clock.targetId);
    if (!isLive(clock) || clock.manualDeadline || !target) return clock;
    const budget = budgetFor(target, event.priority);
    if (budget === null) return cancelClock(clock, event.at, context.calendars);
    if (JSON.stringify(budget) === JSON.stringify(clock.budget)) return clock;
    return change(clock, { budget }, mode, event, facts, context);
  });
  return { policy, clocks: startMissing(changed, mode, event, facts, policy, context) };
}

function changePolicy(
  { clocks, facts }: SlaState,
  event: TicketEvent & { readonly type: 'POLICY_CHANGED' },
  before: Policy,
  context: SlaContext,
): Changed {
  const policy = findPolicy(context, event.policyId, event.version) ?? before;
  const mode = event.mode ?? policy.onPolicyChange;
  const changed = clocks.map((clock) => {
    if (!isLive(clock)) return clock;
    const target = policy.targets.find(({ id }) => id === clock.targetId);
    const budget = target ? budgetFor(target, facts.priority) : null;
    if (!target || budget === null) return cancelClock(clock, event.at, context.calendars);
    const rules: Rules = {
      budget: clock.manualDeadline ? clock.budget : budget,
      calendarId: calendarInForce(facts, target.calendarId),
      pauseOn: target.pauseOn,
      steps: target.steps,
      policyId: policy.id,
      policyVersion: policy.version,
      kind: policy.kind,
    };
    return change(clock, rules, mode, event, facts, context);
  });
  return { policy, clocks: startMissing(changed, mode, event, facts, policy, context) };
}

export function findPolicy(context: SlaContext, id: string, version: number): Policy | undefined {
  return context.policies?.find((policy) => policy.id === id && policy.version === version);
}

/**
 * Targets that a change brings to a ticket already open: they count from the change on, or with
 * RECOMPUTE from the opening. Not those whose end has happened already, and not those that wait
 * for something other than an opening: that event will still come.
 */
function startMissing(
  clocks: readonly ClockState[],
  mode: ChangeMode,
  event: TicketEvent,
  facts: TicketFacts,
  policy: Policy,
  { calendars }: SlaContext,
): readonly ClockState[] {
  if (facts.phase !== 'OPEN') return clocks;
  const started = policy.targets.flatMap((target) => {
    const budget = budgetFor(target, facts.priority);
    const latest = clocks.findLast((clock) => clock.targetId === target.id);
    // A clock that an earlier change cancelled comes back; one that ended stays ended.
    if (budget === null || (latest && latest.status !== 'CANCELLED')) return [];
    if (!waitsFor(target.start, 'OPENED') || hasEnded(target, facts)) return [];
    const start = mode === 'RECOMPUTE' ? (facts.openedAt ?? event.at) : event.at;
    const cycle = (latest?.cycle ?? 0) + 1;
    return [startClock(policy, target, budget, cycle, start, event.at, facts, calendars)];
  });
  return started.length > 0 ? [...clocks, ...started] : clocks;
}

function hasEnded(target: Target, facts: TicketFacts): boolean {
  // A reopened ticket has to be resolved again.
  const reopened = facts.first.REOPENED !== undefined && target.onReopen !== 'KEEP';
  return (Object.keys(facts.first) as EventType[]).some(
    (type) =>
      waitsFor(target.stop, type) && !(reopened && (type === 'RESOLVED' || type === 'CLOSED')),
  );
}

function setDeadline(
  { clocks, facts }: SlaState,
  event: TicketEvent & { readonly type: 'DEADLINE_SET' },
  policy: Policy,
  context: SlaContext,
): Changed {
  const target = policy.targets.find(({ id }) => id === event.targetId);
  const changed = clocks.map((clock) => {
    if (clock.targetId !== event.targetId || !isLive(clock)) return clock;
    const budget =
      event.dueAt === null
        ? target && budgetFor(target, facts.priority)
        : ({ kind: 'FIXED', at: event.dueAt } as const);
    if (!budget) return cancelClock(clock, event.at, context.calendars);
    const rules: Rules = { budget, manualDeadline: event.dueAt !== null };
    return change(clock, rules, 'CARRY', event, facts, context);
  });
  return { policy, clocks: changed };
}
