import type { MspId } from '@wardline/kernel';
import { refreshTimeZones } from '../calendars/refresh-time-zones.ts';
import { sweepClocks } from '../clocks/sweep-clocks.ts';
import type { Engine } from '../session.ts';
import { runScheduledRules } from '../triage/run-scheduled-rules.ts';
import { listMsps } from './list-msps.ts';

/** What one round over all MSPs did. */
export interface SweepReport {
  readonly msps: number;
  /** Warnings, breaches and escalation steps that were written now. */
  readonly transitions: number;
  /** Tickets with clocks that newer time-zone data moved. */
  readonly recomputed: number;
  /** Tickets that scheduled rules were found to apply to. */
  readonly scheduled: number;
  readonly failed: readonly SweepFailure[];
}

export interface SweepFailure {
  readonly mspId: MspId;
  /** Null: the MSP as a whole could not be swept. */
  readonly ticketId: string | null;
  readonly error: unknown;
}

/** Does what has become due, MSP by MSP; what fails for one does not keep the others waiting. */
export async function sweep(engine: Engine): Promise<SweepReport> {
  const msps = await listMsps(engine);
  const failed: SweepFailure[] = [];
  let transitions = 0;
  let recomputed = 0;
  let scheduled = 0;
  for (const mspId of msps) {
    try {
      // What is due may depend on it.
      recomputed += (await refreshTimeZones(engine, mspId)).tickets;
      const swept = await sweepClocks(engine, mspId);
      transitions += swept.transitions;
      failed.push(...swept.failed.map((failure) => ({ mspId, ...failure })));
      // After the clocks: rules may ask what they say, and they wait longer than clocks may.
      const ran = await runScheduledRules(engine, mspId);
      scheduled += ran.tickets;
      failed.push(...ran.failed.map((failure) => ({ mspId, ...failure })));
    } catch (error) {
      failed.push({ mspId, ticketId: null, error });
    }
  }
  return { msps: msps.length, transitions, recomputed, scheduled, failed };
}
