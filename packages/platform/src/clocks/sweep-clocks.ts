import { randomUUID } from 'node:crypto';
import { formatInstant, type Instant, type MspId, ok } from '@wardline/kernel';
import { fireTransitions } from '@wardline/sla-engine';
import { servicePrincipal } from '../access/signed-in.ts';
import type { ClockHours } from '../calendars/clock-hours.ts';
import { LOCKED_IF_FREE } from '../orm/lock.ts';
import type { Engine, Session } from '../session.ts';
import { TicketEntity } from '../tickets/ticket.entity.ts';
import { type UnitOfWork, unitOfWork } from '../unit-of-work.ts';
import { catchUpClocks } from './advance-clocks.ts';
import { applyTransitions, type FiredTransition } from './apply-transitions.ts';
import { ClockEntity } from './clock.entity.ts';
import { saveClocks } from './clock.store.ts';
import { TicketSlaEntity, type TicketSlaRow } from './ticket-sla.entity.ts';

/** What a sweep of one MSP's clocks did. */
export interface ClockSweep {
  /** How many transitions were written that nobody had written before. */
  readonly transitions: number;
  /** Tickets whose clocks could not be swept; they are tried again by the next sweep. */
  readonly failed: readonly { readonly ticketId: string; readonly error: unknown }[];
}

const AT_A_TIME = 50;

/**
 * Hands out what the clocks of one MSP have passed by now: warnings, breaches, steps of escalation
 * policies. Several may sweep at once: a ticket is locked while its clocks are swept, whoever comes
 * second leaves it out, and a transition's key is unique. Clock, transition and effect are one
 * transaction: a worker that dies in the middle has done nothing.
 */
export async function sweepClocks(engine: Engine, mspId: MspId): Promise<ClockSweep> {
  const now = engine.ports.now();
  const failed: { ticketId: string; error: unknown }[] = [];
  let transitions = 0;
  for (;;) {
    const left = failed.map(({ ticketId }) => ticketId);
    const due = await dueTickets(engine, mspId, now, left);
    if (due.length === 0) break;
    const swept = await sweepTickets(engine, mspId, now, due).catch(() => null);
    if (swept !== null) {
      transitions += swept.transitions;
      // Others hold what is left: they sweep it.
      if (swept.tickets === 0) break;
      continue;
    }
    // One of them is to blame; the others shall not wait for it.
    for (const ticketId of due) {
      try {
        transitions += (await sweepTickets(engine, mspId, now, [ticketId])).transitions;
      } catch (error) {
        failed.push({ ticketId, error });
      }
    }
  }
  if (transitions > 0) engine.pulse.beat(mspId);
  return { transitions, failed };
}

const sessionOf = (engine: Engine, mspId: MspId, now: Instant): Session => ({
  engine,
  principal: servicePrincipal(mspId),
  requestId: randomUUID(),
  now,
  idempotency: null,
});

async function dueTickets(
  engine: Engine,
  mspId: MspId,
  now: Instant,
  except: readonly string[],
): Promise<string[]> {
  const found = await unitOfWork(sessionOf(engine, mspId, now), async ({ em }) => {
    const rows = await em.execute<{ ticket_id: string }[]>(
      `select distinct ticket_id from (
         select ticket_id from sla_clock where msp_id = ? and next_transition_at <= ?
           and ticket_id <> all(?::uuid[])
         order by next_transition_at limit ${AT_A_TIME}) due`,
      [mspId, formatInstant(now), `{${except.join(',')}}`],
    );
    return ok(rows.map((row) => row.ticket_id));
  });
  if (!found.ok) throw new Error(found.error.message);
  return found.value;
}

async function sweepTickets(
  engine: Engine,
  mspId: MspId,
  now: Instant,
  ticketIds: readonly string[],
): Promise<{ readonly tickets: number; readonly transitions: number }> {
  const swept = await unitOfWork(sessionOf(engine, mspId, now), async (uow) => {
    const { em } = uow;
    const tickets = await em.find(
      TicketEntity,
      { mspId, id: { $in: [...ticketIds] } },
      { orderBy: { id: 'asc' }, ...LOCKED_IF_FREE },
    );
    const slas = await slasOf(
      uow,
      tickets.map((ticket) => ticket.id),
      now,
    );
    const hours = await catchUpClocks(uow, slas, now);
    const fired = fire(slas, now, hours);
    await saveClocks(uow, slas, false, hours);
    await em.flush();
    const transitions = await applyTransitions(uow, fired);
    return ok({ tickets: tickets.length, transitions });
  });
  if (!swept.ok) throw new Error(swept.error.message);
  return swept.value;
}

async function slasOf({ em, session }: UnitOfWork, ticketIds: string[], now: Instant) {
  const { mspId } = session.principal.principal;
  const clocks = await em.find(ClockEntity, {
    mspId,
    ticketId: { $in: ticketIds },
    nextTransitionAt: { $lte: now },
  });
  const ids = [...new Set(clocks.map((clock) => clock.ticketSlaId))];
  return em.find(TicketSlaEntity, { mspId, id: { $in: ids } }, { orderBy: { ticketId: 'asc' } });
}

/** Marks as handed out what is due, in the order in which it was due. */
function fire(
  slas: readonly TicketSlaRow[],
  now: Instant,
  { calendars }: ClockHours,
): FiredTransition[] {
  const fired: FiredTransition[] = [];
  for (const sla of slas) {
    const clocks = sla.fold.clocks.map((clock) => {
      const next = fireTransitions(clock, now, calendars);
      fired.push(...next.transitions.map((transition) => ({ ...transition, sla })));
      return next.clock;
    });
    sla.fold = { ...sla.fold, clocks };
  }
  return fired.sort((a, b) => a.at - b.at);
}
