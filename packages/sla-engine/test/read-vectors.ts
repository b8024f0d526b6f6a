import { readFileSync } from 'node:fs';
import {
  type CalendarInput,
  type CompiledCalendar,
  compileCalendar,
  defineCalendar,
} from '@wardline/business-calendar';
import {
  type Budget,
  clockStatusAt,
  definePolicy,
  type EscalationStep,
  explain,
  fold,
  type TicketEvent,
} from '../src/index.ts';

/** A case of another project's suite; see vectors/README.md. */
export interface Vector {
  readonly id: string;
  readonly source: string;
  readonly calendar: {
    timezone: string;
    weekly: CalendarInput['weekly'];
    holidays?: string[];
    shifts?: CalendarInput['overrides'];
    breaks?: CalendarInput['breaks'];
  };
  readonly start: string;
  readonly target: { seconds?: number; workingDays?: number; endOfWorkingDay?: boolean };
  readonly pausable: boolean;
  readonly events: { at: string; type: 'pause' | 'resume' | 'stop' }[];
  readonly escalation?: { offsetSeconds?: number; offsetWorkingDays?: number };
  readonly agreed: boolean;
  readonly dispute?: string;
  readonly expected: {
    due?: string;
    escalationAt?: string;
    pausedSeconds?: number;
    elapsedSeconds?: number;
    remainingSeconds?: number;
    breached?: boolean;
  };
}

export const vectors: readonly Vector[] = readFileSync(
  new URL('./vectors/vectors.jsonl', import.meta.url),
  'utf8',
)
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Vector);

function calendarOf({ calendar }: Vector): CompiledCalendar {
  const defined = defineCalendar({
    timezone: calendar.timezone,
    weekly: calendar.weekly,
    holidays: (calendar.holidays ?? []).map((date) => ({ date, name: `Holiday ${date}` })),
    overrides: calendar.shifts ?? {},
    breaks: calendar.breaks ?? {},
  });
  if (!defined.ok) throw new Error(defined.error.message);
  return compileCalendar(defined.value);
}

function budgetOf({ target }: Vector): Budget {
  return target.workingDays === undefined
    ? { kind: 'BUSINESS_TIME', ms: (target.seconds ?? 0) * 1000 }
    : {
        kind: 'BUSINESS_DAYS',
        days: target.workingDays,
        endOfDay: target.endOfWorkingDay ?? false,
      };
}

function stepOf({ escalation }: Vector): EscalationStep[] {
  if (!escalation) return [];
  const when =
    escalation.offsetWorkingDays === undefined
      ? ({ offsetMs: (escalation.offsetSeconds ?? 0) * 1000, time: 'BUSINESS' } as const)
      : { offsetBusinessDays: escalation.offsetWorkingDays };
  return [{ id: 'escalate', when }];
}

/** The vector through the engine, in the vector's own terms. */
export function answer(vector: Vector): Vector['expected'] {
  const calendars = { desk: calendarOf(vector) };
  const policy = definePolicy({
    id: vector.id,
    version: 1,
    kind: 'SLA',
    targets: [
      {
        metric: 'RESOLVE',
        calendarId: 'desk',
        budget: budgetOf(vector),
        pauseOn: vector.pausable ? ['REQUESTER'] : [],
        steps: stepOf(vector),
      },
    ],
  });
  if (!policy.ok) throw new Error(policy.error.message);
  const start = Date.parse(vector.start);
  const events: TicketEvent[] = [{ id: 'opened', at: start, seq: 0, type: 'OPENED' }];
  for (const [index, { at, type }] of vector.events.entries()) {
    const fact = { id: `e${index}`, at: Date.parse(at), seq: index + 1 };
    if (type === 'pause') events.push({ ...fact, type: 'PAUSED', reason: 'REQUESTER' });
    else events.push({ ...fact, type: type === 'resume' ? 'RESUMED' : 'RESOLVED' });
  }
  const folded = fold(policy.value, events, { calendars });
  if (!folded.ok) throw new Error(folded.error.message);
  const clock = folded.value.clocks[0];
  if (!clock) throw new Error('No clock was started.');
  const now = events.at(-1)?.at ?? start;
  const reading = clockStatusAt(clock, now, calendars);
  const paused = explain(clock, now, calendars)
    .filter(({ reason }) => reason === 'PAUSED')
    .reduce((sum, { from, to }) => sum + calendars.desk.between(from, to), 0);
  const iso = (t: number | null | undefined) =>
    t == null ? 'never' : new Date(t).toISOString().replace('.000', '');
  // The instant of the step, also where the due instant has passed before it.
  const next = clock.nextTransitionAt;
  const escalationAt =
    next === clock.dueAt && vector.escalation
      ? fold(policy.value, events, { calendars, fired: { [clock.key]: ['BREACH'] } })
      : null;
  return {
    due: iso(clock.dueAt),
    escalationAt: iso(
      escalationAt?.ok ? (escalationAt.value.clocks[0]?.nextTransitionAt ?? null) : next,
    ),
    pausedSeconds: paused / 1000,
    elapsedSeconds: reading.elapsedMs / 1000,
    remainingSeconds: (reading.remainingMs ?? 0) / 1000,
    breached: reading.status === 'BREACHED',
  };
}
