import type { Instant, Result } from '@wardline/kernel';
import type { ClockState } from './clock.ts';
import { type ClockReading, clockStatusAt } from './clock-status.ts';
import type { SlaContext } from './context.ts';
import type { SlaRefusal } from './errors.ts';
import type { TicketEvent } from './event.ts';
import { fold } from './fold.ts';
import type { Policy } from './policy.ts';

/** A ticket to try a policy on: its id and its whole history. */
export interface SimulatedTicket {
  readonly id: string;
  readonly events: readonly TicketEvent[];
}

/** One clock a simulation produced, and how it reads at the simulation's `now`. */
export interface SimulatedClock {
  readonly ticketId: string;
  readonly clock: ClockState;
  readonly reading: ClockReading;
}

/** The outcome of {@link simulate}. */
export interface Simulation {
  readonly clocks: readonly SimulatedClock[];
  /** Tickets whose history could not be folded, each with the reason. */
  readonly refused: readonly { readonly ticketId: string; readonly error: SlaRefusal }[];
  /** How many clocks of each target ended or stand how. */
  readonly summary: readonly TargetSummary[];
}

/** How the clocks of one target came out in a simulation. */
export interface TargetSummary {
  readonly targetId: string;
  readonly met: number;
  readonly breached: number;
  /** Running or paused, and not late. */
  readonly open: number;
  readonly cancelled: number;
}

/**
 * What these tickets would have done under this policy: their histories folded with it instead of
 * their own. Changes of policy in a history are left out; it is this one that is tried.
 * @param now the instant at which the outcome is read.
 * @example
 * simulate(stricter, lastMonth, { calendars }, now).summary; // [{ targetId: 'RESOLVE', met: 91, ... }]
 */
export function simulate(
  policy: Policy,
  tickets: readonly SimulatedTicket[],
  context: SlaContext,
  now: Instant,
): Simulation {
  const clocks: SimulatedClock[] = [];
  const refused: { ticketId: string; error: SlaRefusal }[] = [];
  for (const { id, events } of tickets) {
    const folded = foldUnder(policy, events, context);
    if (!folded.ok) {
      refused.push({ ticketId: id, error: folded.error });
      continue;
    }
    for (const clock of folded.value) {
      const reading = clockStatusAt(clock, now, context.calendars);
      clocks.push({ ticketId: id, clock, reading });
    }
  }
  return { clocks, refused, summary: policy.targets.map(({ id }) => summaryOf(id, clocks)) };
}

function foldUnder(
  policy: Policy,
  events: readonly TicketEvent[],
  context: SlaContext,
): Result<readonly ClockState[], SlaRefusal> {
  const own = events.filter((event) => event.type !== 'POLICY_CHANGED');
  const folded = fold(policy, own, context);
  return folded.ok ? { ok: true, value: folded.value.clocks } : folded;
}

function summaryOf(targetId: string, clocks: readonly SimulatedClock[]): TargetSummary {
  const own = clocks.filter(({ clock }) => clock.targetId === targetId);
  const count = (...statuses: ClockReading['status'][]) =>
    own.filter(({ reading }) => statuses.includes(reading.status)).length;
  return {
    targetId,
    met: count('MET'),
    breached: count('BREACHED'),
    open: count('RUNNING', 'PAUSED', 'NOT_STARTED'),
    cancelled: count('CANCELLED'),
  };
}
