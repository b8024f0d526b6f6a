import { err, ok, type Result, refusal } from '@wardline/kernel';
import { findPolicy } from './apply-change.ts';
import { applyEvent } from './apply-event.ts';
import { checkCalendars, checkEvent, checkState } from './check-event.ts';
import type { SlaContext } from './context.ts';
import type { SlaRefusal } from './errors.ts';
import { compareEvents, type TicketEvent } from './event.ts';
import type { Policy } from './policy.ts';
import { settle } from './settle.ts';
import { beginSla, type SlaState } from './sla-state.ts';

/** What {@link fold} needs besides the history. */
export interface FoldContext extends SlaContext {
  /** Transitions already handed out, by clock key: they are history too, though not the ticket's. */
  readonly fired?: Readonly<Record<string, readonly string[]>>;
}

/**
 * A ticket's history as clocks. Pure: the same policy, events and calendars give the same state,
 * whenever and wherever. Events may come in any order; they count in the order of (`at`, `seq`,
 * `id`), and an id counts once.
 * @returns the state, whose `clocks` are rows to store; or the refusal of the first bad event,
 *   with its index in `events`: a time that is no instant or (with `now`) in the future, an id
 *   used for two different facts, a policy or calendar that was not passed in.
 * @example
 * const folded = fold(policy, events, { calendars: { desk } });
 * if (folded.ok) folded.value.clocks[0]?.dueAt;
 */
export function fold(
  policy: Policy,
  events: readonly TicketEvent[],
  context: FoldContext,
): Result<SlaState, SlaRefusal> {
  const all: SlaContext = { ...context, policies: [policy, ...(context.policies ?? [])] };
  const calendars = checkCalendars(policy, all, ['policy']);
  if (!calendars.ok) return calendars;
  const byId = new Map<string, TicketEvent>();
  for (const [index, event] of events.entries()) {
    const checked = checkEvent(event, all, ['events', index]);
    if (!checked.ok) return checked;
    const earlier = byId.get(event.id);
    if (earlier && !isSameFact(earlier, event)) {
      return err(
        refusal('SLA_EVENT_ID_REUSED', `Two different events have the id ${event.id}.`, [
          'events',
          index,
          'id',
        ]),
      );
    }
    byId.set(event.id, event);
  }
  let state = beginSla(policy);
  let current = policy;
  for (const event of [...byId.values()].sort(compareEvents)) {
    state = applyEvent(state, event, current, all);
    current = findPolicy(all, state.policyId, state.policyVersion) ?? current;
  }
  return ok(context.fired ? withFired(state, context.fired, all) : state);
}

/**
 * One more event: `step` on the fold of a prefix is the fold of the whole. An event already
 * applied changes nothing.
 * @returns the next state, or a refusal; `SLA_EVENT_OUT_OF_ORDER` if the event belongs before one
 *   already applied, in which case fold the whole history again.
 * @example
 * const next = step(state, { id: 'e9', at: now, seq: 9, type: 'RESOLVED' }, context);
 */
export function step(
  state: SlaState,
  event: TicketEvent,
  context: SlaContext,
): Result<SlaState, SlaRefusal> {
  const policy = findPolicy(context, state.policyId, state.policyVersion);
  if (!policy) {
    return err(
      refusal(
        'SLA_POLICY_MISSING',
        `Policy ${state.policyId} version ${state.policyVersion} was not passed in.`,
        ['policies'],
      ),
    );
  }
  const calendars = checkCalendars(policy, context, ['policies']);
  if (!calendars.ok) return calendars;
  const known = checkState(state, context);
  if (!known.ok) return known;
  const checked = checkEvent(event, context, ['event']);
  if (!checked.ok) return checked;
  if (state.seen.includes(event.id)) return ok(state);
  if (state.last !== null && compareEvents(event, state.last) < 0) {
    return err(
      refusal(
        'SLA_EVENT_OUT_OF_ORDER',
        'The event belongs before one already applied; fold the whole history again.',
        ['event', 'at'],
      ),
    );
  }
  return ok(applyEvent(state, event, policy, context));
}

function isSameFact(a: TicketEvent, b: TicketEvent): boolean {
  return a.at === b.at && a.seq === b.seq && a.type === b.type;
}

function withFired(
  state: SlaState,
  fired: NonNullable<FoldContext['fired']>,
  { calendars }: SlaContext,
): SlaState {
  const clocks = state.clocks.map((clock) =>
    Object.hasOwn(fired, clock.key)
      ? settle({ ...clock, fired: fired[clock.key] ?? [] }, calendars)
      : clock,
  );
  return { ...state, clocks };
}
