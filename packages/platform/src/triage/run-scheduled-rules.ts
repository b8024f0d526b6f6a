import { randomUUID } from 'node:crypto';
import { type MspId, ok } from '@wardline/kernel';
import { servicePrincipal } from '../access/signed-in.ts';
import type { Engine, Session } from '../session.ts';
import { type UnitOfWork, unitOfWork } from '../unit-of-work.ts';
import { type Candidate, findCandidates } from './find-candidates.ts';
import { runTriageForRound } from './run-triage.ts';
import {
  advanceRound,
  type ClaimedRound,
  claimRound,
  releaseRound,
} from './triage-schedule.store.ts';

/** What scheduled rules did in one sweep of one MSP. */
export interface ScheduledRuns {
  /** Tickets that were found to meet a rule, each in a transaction of its own. */
  readonly tickets: number;
  /** Tickets on which the rules failed; the next round tries them again. */
  readonly failed: readonly { readonly ticketId: string; readonly error: unknown }[];
}

/** The most batches one sweep reads, so that clocks do not wait for rules; the next goes on. */
const MOST_BATCHES = 20;
/** The most tickets one sweep acts on: each is a transaction, and other MSPs' clocks wait for them all. */
const MOST_ACTED = 200;

/**
 * Goes through the tickets of one MSP for the scheduled rules that are due. A round is claimed, so that
 * of several workers one goes through it; it is noted how far it has come, so that after a restart it
 * goes on there. Tickets are found by reading alone; one that meets a rule is then locked and asked
 * about again, in a transaction of its own: what fails for one keeps nobody waiting.
 */
export async function runScheduledRules(
  engine: Engine,
  mspId: MspId,
  mostActed = MOST_ACTED,
): Promise<ScheduledRuns> {
  const failed: { ticketId: string; error: unknown }[] = [];
  let tickets = 0;
  let batches = 0;
  for (;;) {
    let round = await inTransaction(engine, mspId, claimRound);
    if (round === null) return { tickets, failed };
    while (round !== null) {
      const room = mostActed - tickets - failed.length;
      if (batches === MOST_BATCHES || room <= 0) {
        const left: ClaimedRound = round;
        await inTransaction(engine, mspId, (uow) => releaseRound(uow, left));
        return { tickets, failed };
      }
      batches++;
      const current: ClaimedRound = round;
      const found = await inTransaction(engine, mspId, (uow) => findCandidates(uow, current));
      const acting = found.candidates.slice(0, room);
      const reached = acting.length < found.candidates.length ? acting.at(-1)?.ticketId : null;
      for (const candidate of acting) {
        try {
          await inTransaction(
            engine,
            mspId,
            (uow) => act(uow, candidate, current),
            current.startedAt,
          );
          tickets++;
        } catch (error) {
          failed.push({ ticketId: candidate.ticketId, error });
        }
      }
      round = await inTransaction(engine, mspId, (uow) =>
        advanceRound(uow, current, reached ?? found.last),
      );
    }
  }
}

function act(uow: UnitOfWork, { ticketId, clinicId }: Candidate, round: ClaimedRound) {
  return runTriageForRound(uow, ticketId, clinicId, round);
}

async function inTransaction<T>(
  engine: Engine,
  mspId: MspId,
  work: (uow: UnitOfWork) => Promise<T>,
  notBefore = 0,
): Promise<T> {
  const session: Session = {
    engine,
    principal: servicePrincipal(mspId),
    requestId: randomUUID(),
    // Servers' clocks differ: what a round does comes after its beginning.
    now: Math.max(engine.ports.now(), notBefore),
    idempotency: null,
  };
  const done = await unitOfWork(session, async (uow) => ok(await work(uow)));
  if (!done.ok) throw new Error(done.error.message);
  return done.value;
}
