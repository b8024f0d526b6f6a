import {
  DEFAULT_REOPEN_WINDOW_MS,
  extendLifecycle,
  GUARDS,
  type Guards,
  LIFECYCLES,
  type Lifecycle,
  type LifecycleExtension,
  type LifecycleProblem,
  TICKET_TYPES,
  type TicketType,
  validateLifecycle,
} from '@wardline/ticket-core';
import { WardlineStartupError } from '../errors.ts';

/** How an embedder wants tickets to pass through their states; what is left out is as it is built in. */
export interface TicketLifecycleOptions {
  /** What is changed of the lifecycle of a type: arrows added and taken away, guards of your own. */
  readonly extensions?: Readonly<Partial<Record<TicketType, LifecycleExtension>>> | undefined;
  /** How long after its resolution a ticket may be reopened, in milliseconds. Default: 14 days. */
  readonly reopenWindowMs?: number | undefined;
}

/** By which rules tickets of a type pass through their states. */
export interface TicketRules {
  readonly lifecycle: Lifecycle;
  /** An embedder’s, beside the built-in ones. They see all of a ticket, so all of it is read for them. */
  readonly guards: Guards;
  readonly reopenWindowMs: number;
}

/** The rules of every type, as they were when Wardline started. */
export type TicketLifecycles = Readonly<Record<TicketType, TicketRules>>;

/**
 * Puts the lifecycles together and checks them: every state reachable, a way to an end from each, no
 * guard that nobody defined.
 * @throws WardlineStartupError `LIFECYCLE_INVALID` that names every mistake.
 */
export function ticketLifecycles({
  extensions = {},
  reopenWindowMs = DEFAULT_REOPEN_WINDOW_MS,
}: TicketLifecycleOptions = {}): TicketLifecycles {
  const mistakes: string[] = [];
  if (!Number.isSafeInteger(reopenWindowMs) || reopenWindowMs < 0) {
    mistakes.push('reopenWindowMs is a whole number of milliseconds from 0 on.');
  }
  for (const type of Object.keys(extensions)) {
    if (!TICKET_TYPES.includes(type as TicketType))
      mistakes.push(`No ticket type is named ${type}.`);
  }
  const rules = TICKET_TYPES.map((type) => {
    const { lifecycle, problems } = lifecycleOf(type, extensions[type]);
    mistakes.push(...problems.map(({ code, message }) => `${type}: ${message} (${code})`));
    return [type, { lifecycle, guards: extensions[type]?.guards ?? {}, reopenWindowMs }] as const;
  });
  if (mistakes.length > 0) {
    const message = `The lifecycles of tickets cannot be used: ${mistakes.join(' ')}`;
    throw new WardlineStartupError('LIFECYCLE_INVALID', message);
  }
  return Object.fromEntries(rules) as Record<TicketType, TicketRules>;
}

function lifecycleOf(
  type: TicketType,
  extension: LifecycleExtension | undefined,
): { readonly lifecycle: Lifecycle; readonly problems: readonly LifecycleProblem[] } {
  const lifecycle = LIFECYCLES[type];
  if (!extension) return { lifecycle, problems: validateLifecycle(lifecycle) };
  const extended = extendLifecycle(lifecycle, extension);
  return extended.ok
    ? { lifecycle: extended.value, problems: [] }
    : { lifecycle, problems: extended.error };
}

/** Whether a guard of an embedder’s may look at anything around a ticket of this type. */
export function hasOwnGuards({ lifecycle }: TicketRules): boolean {
  return Object.values(lifecycle.transitions).some((rules) =>
    rules?.some(({ guards = [] }) => guards.some((name) => !Object.hasOwn(GUARDS, name))),
  );
}
