import type { PersonId } from '@wardline/kernel';
import type { TransitionFacts } from '../facts.ts';
import type { TicketState, TicketType } from '../tickets/ticket.ts';
import type { TicketStateName } from './state.ts';

/** What a command must bring for a transition; the field of the same meaning in `TransitionTicketCommand`. */
export const REQUIREMENTS = [
  'HOLD_REASON',
  'RESOLUTION_CODE',
  'NOTE',
  'OUTCOME',
  'NOT_DONE_CODE',
] as const;
export type Requirement = (typeof REQUIREMENTS)[number];

/** Why a transition is not open now, as data: a stable code and what to do about it. */
export interface TransitionBlocker {
  readonly code: string;
  readonly message: string;
}

/** One arrow of a lifecycle. */
export interface TransitionRule {
  readonly to: TicketStateName;
  readonly requires?: readonly Requirement[];
  /** Names of guards, looked up in the guard table; all must pass. */
  readonly guards?: readonly string[];
  /** Whether the one who asked for it may take it too, not only those who work on it. */
  readonly byRequester?: boolean;
}

/** The states a type of ticket passes through, as data. What is absent is refused. */
export interface Lifecycle {
  readonly initial: TicketStateName;
  readonly transitions: Readonly<Partial<Record<TicketStateName, readonly TransitionRule[]>>>;
}

export type Lifecycles = Readonly<Record<TicketType, Lifecycle>>;

/** What a guard may look at. */
export interface GuardContext {
  readonly ticket: TicketState;
  /** The instant of the (possible) transition. */
  readonly at: number;
  readonly to: TicketStateName;
  /** Who takes it there; null: nobody in particular, or no person. */
  readonly actorId: PersonId | null;
  /** How long after resolution a ticket may be reopened, in milliseconds. */
  readonly reopenWindowMs: number;
  /** What the caller knows beyond the ticket: tasks, approvals, children, conflicts. */
  readonly facts: TransitionFacts;
}

/** A pure condition on a transition: null to let pass, or the reason against it. */
export type Guard = (context: GuardContext) => TransitionBlocker | null;
export type Guards = Readonly<Record<string, Guard>>;

/** 14 days, counted from the resolution. Afterwards a follow-up ticket is opened instead. */
export const DEFAULT_REOPEN_WINDOW_MS = 14 * 24 * 60 * 60 * 1000;
