import type { ScheduledRound } from './ticket-facts.ts';
import type { TriageRunRow } from './triage.entity.ts';

type PastRun = Pick<TriageRunRow, 'outcomes' | 'trigger' | 'at'>;

/** How often each rule of a set has acted on a ticket, by what was logged. */
export function timesFired(runs: readonly PastRun[]): Readonly<Record<string, number>> {
  // Counted in a map, and entered as own properties: a rule's id may be `__proto__`.
  const times = new Map<string, number>();
  for (const ruleId of runs.flatMap(appliedIn)) times.set(ruleId, (times.get(ruleId) ?? 0) + 1);
  return Object.fromEntries(times);
}

/** The rules that acted in a round already: a worker died there, and another began its part anew. */
export function firedIn({ startedAt }: ScheduledRound, runs: readonly PastRun[]): string[] {
  return runs
    .filter(({ trigger, at }) => trigger === 'SCHEDULED' && at >= startedAt)
    .flatMap(appliedIn);
}

const appliedIn = ({ outcomes }: PastRun) =>
  outcomes.filter(({ result }) => result === 'APPLIED').map(({ ruleId }) => ruleId);
