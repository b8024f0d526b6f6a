import { formatInstant } from '@wardline/kernel';
import { CHANGE_GUARDS } from './change-guards.ts';
import type { Guards } from './lifecycle.ts';
import { REQUEST_GUARDS } from './request-guards.ts';
import { SECURITY_GUARDS } from './security-guards.ts';
import { PROBLEM_GUARDS, WORK_ORDER_GUARDS } from './work-guards.ts';

/** The conditions that the built-in lifecycles name. An embedder's own stand beside them in `facts.guards`. */
export const GUARDS = {
  /** The last millisecond of the window still counts. */
  REOPEN_WINDOW_OPEN: ({ ticket, at, reopenWindowMs }) => {
    if (ticket.resolvedAt === null) return null;
    const end = ticket.resolvedAt + reopenWindowMs;
    if (at <= end) return null;
    return {
      code: 'REOPEN_WINDOW_OVER',
      message: `It could be reopened until ${formatInstant(end)}; open a follow-up ticket instead.`,
    };
  },
  REQUIRED_TASKS_DONE: ({ facts }) => {
    const open = facts.openRequiredTasks ?? [];
    if (open.length === 0) return null;
    return {
      code: 'REQUIRED_TASKS_OPEN',
      message: `Required tasks are open: ${listed(open.map((task) => task.title))}.`,
    };
  },
  /** Resolving a parent resolves its children: each must be ready for it. */
  CHILDREN_READY: ({ facts }) => {
    const blocking = (facts.openChildren ?? []).filter((child) => child.blockedBy.length > 0);
    const [first] = blocking;
    if (!first) return null;
    const why = first.blockedBy[0]?.message ?? '';
    return {
      code: 'CHILDREN_HAVE_OPEN_WORK',
      message: `Children cannot be resolved with it: ${listed(blocking.map((child) => child.number))}. ${first.number}: ${why}`,
    };
  },
  /** What is closed is nobody's work any more: nobody is on the way to it. */
  NO_OPEN_VISITS: ({ facts }) => {
    const open = facts.openVisits ?? 0;
    if (open === 0) return null;
    const visits = open === 1 ? 'A visit is' : `${open} visits are`;
    return {
      code: 'VISITS_OPEN',
      message: `${visits} planned or under way: end or cancel first.`,
    };
  },
  ...REQUEST_GUARDS,
  ...PROBLEM_GUARDS,
  ...CHANGE_GUARDS,
  ...WORK_ORDER_GUARDS,
  ...SECURITY_GUARDS,
} as const satisfies Guards;

/** Some names, and how many more there are: a message stays readable. */
function listed(names: readonly string[]): string {
  const shown = names.slice(0, 5).join(', ');
  return names.length > 5 ? `${shown} and ${names.length - 5} more` : shown;
}
