import {
  alwaysOpen,
  type CalendarInput,
  type CompiledCalendar,
  compileCalendar,
  defineCalendar,
} from '@wardline/business-calendar';
import {
  type ClockState,
  clockStatusAt,
  definePolicy,
  type FoldContext,
  fold,
  type Policy,
  type PolicyInput,
  type SlaState,
  step,
  type TargetInput,
  type TicketEvent,
} from '../src/index.ts';

// Words in which the tests tell what happens to a ticket. The desk is open Monday to Friday, 09:00
// to 17:00 UTC; times are of the week of Monday 23 November 2026.

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

const hours = [['09:00', '17:00']] as const;
export const WORKDAYS = { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours };

export function calendar(input: Partial<CalendarInput> = {}): CompiledCalendar {
  const defined = defineCalendar({ timezone: 'Etc/UTC', weekly: WORKDAYS, ...input });
  if (!defined.ok) throw new Error(`${defined.error.path.join('.')}: ${defined.error.message}`);
  return compileCalendar(defined.value);
}

export const desk = calendar();
export const always = compileCalendar(alwaysOpen('Etc/UTC'));
/** 'desk', 'always', and 'late': the desk from 12:00 to 20:00. */
export const calendars = {
  desk,
  always,
  late: calendar({
    weekly: Object.fromEntries(Object.keys(WORKDAYS).map((day) => [day, [['12:00', '20:00']]])),
  }),
};

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** `at('tue 10:30')`; the week after with a plus: `at('mon+ 09:00')`. */
export function at(text: string): number {
  const [day = '', time] = text.split(' ');
  const date = 23 + DAYS.indexOf(day.slice(0, 3)) + (day.endsWith('+') ? 7 : 0);
  return Date.parse(`2026-11-01T${time}Z`) + (date - 1) * 24 * HOUR;
}

export function say(t: number | null | undefined): string {
  if (t == null) return 'never';
  const days = Math.floor((t - at('mon 00:00')) / (24 * HOUR));
  const time = new Date(t).toISOString().slice(11, t % MINUTE === 0 ? 16 : 23);
  return `${DAYS[((days % 7) + 7) % 7]}${'+'.repeat(Math.max(0, Math.floor(days / 7)))} ${time}`;
}

export function policyOf(
  targets: readonly Partial<TargetInput>[],
  rest: Partial<PolicyInput> = {},
): Policy {
  const defined = definePolicy({
    id: 'gold',
    version: 1,
    kind: 'SLA',
    ...rest,
    targets: targets.map((target) => ({
      metric: 'RESOLVE' as const,
      calendarId: 'desk',
      ...target,
    })),
  });
  if (!defined.ok) throw new Error(`${defined.error.path.join('.')}: ${defined.error.message}`);
  return defined.value;
}

/** A target of some business hours. */
export const within = (
  business: number,
  rest: Partial<TargetInput> = {},
): Partial<TargetInput> => ({
  budget: { kind: 'BUSINESS_TIME', ms: business * HOUR },
  ...rest,
});

type Distribute<T> = T extends unknown ? Omit<T, 'id' | 'at' | 'seq'> : never;

/** `['mon 09:00', 'OPENED']`, or with fields: `['mon 10:00', { type: 'PAUSED', reason: 'PARTS' }]`. */
export type Told = readonly [when: string, what: TicketEvent['type'] | Distribute<TicketEvent>];

export function history(told: readonly Told[]): TicketEvent[] {
  return told.map(([when, what], index) => {
    const fact = { id: `e${index}`, at: at(when), seq: index };
    return { ...fact, ...(typeof what === 'string' ? { type: what } : what) } as TicketEvent;
  });
}

export const paused = (reason: string, by?: string) =>
  ({ type: 'PAUSED', reason, ...(by ? { by } : {}) }) as const;
export const resumed = (reason?: string) =>
  ({ type: 'RESUMED', ...(reason ? { reason } : {}) }) as const;

/** Folds, and insists that step by step gives the same. */
export function tell(
  policy: Policy,
  told: readonly Told[],
  context: Partial<FoldContext> = {},
): SlaState {
  const events = history(told);
  const full = { calendars, ...context };
  const folded = fold(policy, events, full);
  if (!folded.ok) throw new Error(`${folded.error.path.join('.')}: ${folded.error.message}`);
  let stepped = fold(policy, [], full);
  for (const event of events) {
    if (stepped.ok) {
      stepped = step(stepped.value, event, {
        ...full,
        policies: [policy, ...(context.policies ?? [])],
      });
    }
  }
  if (!context.fired && JSON.stringify(stepped) !== JSON.stringify(folded)) {
    throw new Error('Step by step gives another state than the whole fold.');
  }
  return folded.value;
}

/** The latest clock of a target. */
export function clockOf(state: SlaState, targetId = 'RESOLVE'): ClockState {
  const clock = state.clocks.findLast((entry) => entry.targetId === targetId);
  if (!clock) throw new Error(`No clock of ${targetId} was started.`);
  return clock;
}

/** A clock in words, at an instant. */
export function read(clock: ClockState, when: string) {
  const reading = clockStatusAt(clock, at(when), calendars);
  return {
    status: reading.status,
    elapsed: reading.elapsedMs / HOUR,
    remaining: reading.remainingMs === null ? null : reading.remainingMs / HOUR,
    due: say(reading.dueAt),
    ...(reading.breachedAt === null ? {} : { breached: say(reading.breachedAt) }),
  };
}
