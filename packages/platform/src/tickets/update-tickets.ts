import { err, type InputPath, ok, type Refusal, refusal } from '@wardline/kernel';
import type { AssignTicketCommand, TicketChanges } from '@wardline/ticket-core';
import type { PlatformRefusal } from '../refusals.ts';
import type { Session } from '../session.ts';
import { type UnitOfWork, unitOfWork, type WorkResult } from '../unit-of-work.ts';
import { assignTicket } from './assign-ticket.ts';
import { TicketEntity } from './ticket.entity.ts';
import { type TransitionTicket, transitionTicket } from './transition-ticket.ts';
import { updateTicket } from './update-ticket.ts';

/** The most tickets one request changes. */
export const MAX_TICKETS_AT_ONCE = 100;

/** What is to be done to one ticket, in this order; at least one of them. */
export interface TicketUpdate {
  readonly ticketId: string;
  readonly expectedVersion: number;
  readonly changes?: TicketChanges | undefined;
  readonly assign?: Pick<AssignTicketCommand, 'teamId' | 'assigneeId'> | undefined;
  readonly transition?: Omit<TransitionTicket, 'ticketId' | 'expectedVersion'> | undefined;
}

/** What became of it: all of it, or nothing. */
export interface TicketUpdateResult {
  readonly index: number;
  readonly outcome: 'UPDATED' | 'REFUSED';
  /** Null if refused: what was named may be nothing of the caller's. */
  readonly ticketId: string | null;
  /** The version it has now; null if refused. */
  readonly version: number | null;
  /** Each path begins with `tickets` and the place in the request. */
  readonly errors: readonly PlatformRefusal[];
}

export interface UpdatedTickets {
  /** In the order of the request. */
  readonly results: readonly TicketUpdateResult[];
  readonly updated: number;
  readonly refused: number;
}

/**
 * Changes many tickets, one after the other, each in a transaction of its own: what is refused stands in
 * nobody's way. A keyed request that is sent again does what it had not done and answers for the rest as
 * then.
 */
export async function updateTickets(
  session: Session,
  { tickets }: { readonly tickets: readonly TicketUpdate[] },
): Promise<WorkResult<UpdatedTickets>> {
  if (tickets.length === 0 || tickets.length > MAX_TICKETS_AT_ONCE) {
    const message = `A request changes 1 to ${MAX_TICKETS_AT_ONCE} tickets.`;
    return err(refusal('TICKETS_OUT_OF_RANGE', message, ['tickets']));
  }
  const results: TicketUpdateResult[] = [];
  for (const [index, update] of tickets.entries()) {
    const done = await updateOne(keyed(session, index), update);
    const { ticketId } = update;
    results.push(
      done.ok
        ? { index, outcome: 'UPDATED', ticketId, version: done.value.version, errors: [] }
        : {
            ...{ index, outcome: 'REFUSED', ticketId: null, version: null },
            errors: [at(index, done.error)],
          },
    );
  }
  const updated = results.filter(({ outcome }) => outcome === 'UPDATED').length;
  return ok({ results, updated, refused: results.length - updated });
}

/** Each is done once by itself: a request cut short goes on where it was. */
function keyed(session: Session, index: number): Session {
  const { idempotency } = session;
  if (!idempotency) return session;
  return { ...session, idempotency: { ...idempotency, key: `${idempotency.key}:${index}` } };
}

const at = (index: number, error: PlatformRefusal): PlatformRefusal => ({
  ...error,
  path: ['tickets', index, ...(error.path ?? [])],
});

async function updateOne(
  session: Session,
  { ticketId, expectedVersion, changes, assign, transition }: TicketUpdate,
): Promise<WorkResult<{ readonly version: number }>> {
  // Whatever refuses ends the transaction there and then: what it was is what was begun last.
  let step: 'changes' | 'assign' | 'transition' | null = null;
  const done = await unitOfWork(session, async (uow) => {
    if (!changes && !assign && !transition) {
      return err(refusal('NOTHING_TO_DO', 'Give changes, assign or transition.'));
    }
    const joined: Session = { ...session, idempotency: null, joins: uow };
    // The first step takes the version that was decided on; what follows goes on from there.
    const target = () => (step === null ? { ticketId, expectedVersion } : { ticketId });
    if (changes) {
      const at = target();
      step = 'changes';
      await updateTicket(joined, { ...at, changes });
    }
    if (assign) {
      const at = target();
      step = 'assign';
      await assignTicket(joined, { ...at, ...assign });
    }
    if (transition) {
      const at = target();
      step = 'transition';
      await transitionTicket(joined, { ...at, ...transition });
    }
    return ok({ version: await versionOf(uow, ticketId) });
  });
  return done.ok ? done : err({ ...done.error, path: stepPath(step, done.error) });
}

/** A refusal names the step; what is wrong with the ticket itself does not. */
function stepPath(step: string | null, { path = [] }: Refusal): InputPath {
  const [first] = path;
  const ofTicket = first === undefined || first === 'ticketId' || first === 'expectedVersion';
  return ofTicket || step === null ? path : [step, ...path];
}

async function versionOf({ em, session }: UnitOfWork, id: string): Promise<number> {
  const { mspId } = session.principal.principal;
  await em.flush();
  return (await em.findOneOrFail(TicketEntity, { mspId, id })).version;
}
