import type { CompiledCalendar } from '@wardline/business-calendar';
import type { Instant } from '@wardline/kernel';
import { affectedClocks } from '../calendars/affected-clocks.ts';
import { LOCKED } from '../orm/lock.ts';
import { TicketEntity } from '../tickets/ticket.entity.ts';
import type { UnitOfWork } from '../unit-of-work.ts';
import { catchUpClocks } from './advance-clocks.ts';
import { ClockEntity } from './clock.entity.ts';
import { TicketSlaEntity, type TicketSlaRow } from './ticket-sla.entity.ts';

const AT_A_TIME = 200;

/**
 * Takes the clocks that a new version of a calendar moves to it, in the transaction that adds it. The
 * others come to it when something happens to them. Of two changes of a calendar the second waits.
 * @param since when the new hours begin to hold.
 * @param except what was taken to it before.
 * @returns what was taken to it, and that: ids of `ticket_sla`.
 */
export async function moveClocks(
  uow: UnitOfWork,
  calendarId: string,
  hours: ChangedHours,
  since: Instant,
  except: ReadonlySet<string> = new Set(),
): Promise<ReadonlySet<string>> {
  const affected = await measuredByAffected(uow, calendarId, hours, since);
  const slas = affected.filter(({ id }) => !except.has(id));
  await inLockedTickets(uow, slas, async (locked) => {
    await catchUpClocks(uow, locked, since);
  });
  return new Set([...except, ...slas.map(({ id }) => id)]);
}

export interface ChangedHours {
  readonly before: CompiledCalendar;
  readonly after: CompiledCalendar;
}

/** What measures a ticket: the `ticket_sla` row. */
export interface MeasuredBy {
  readonly id: string;
  readonly ticketId: string;
}

/** What measures the tickets of which a clock is moved by other hours. */
async function measuredByAffected(
  { em, session }: UnitOfWork,
  calendarId: string,
  { before, after }: ChangedHours,
  since: Instant,
): Promise<readonly MeasuredBy[]> {
  const { mspId } = session.principal.principal;
  const rows = await em.find(
    ClockEntity,
    { mspId, calendarId, status: { $in: ['RUNNING', 'PAUSED'] }, breachedAt: null },
    { fields: ['ticketSlaId', 'ticketId', 'status', 'startedAt', 'dueAt', 'nextTransitionAt'] },
  );
  if (rows.length === 0) return [];
  const ids = [...new Set(rows.map((row) => row.ticketSlaId))];
  const slas = await em.find(TicketSlaEntity, { mspId, id: { $in: ids } });
  const modes = new Map(slas.map((s) => [s.id, s.policies.at(-1)?.onCalendarChange ?? 'CARRY']));
  const clocks = rows.map(({ ticketSlaId, ticketId, ...span }) => ({
    ...span,
    breachedAt: null,
    mode: modes.get(ticketSlaId) ?? 'CARRY',
    id: ticketSlaId,
    ticketId,
  }));
  return affectedClocks(clocks, before, after, since);
}

/** Works on rows in the locks of their tickets, taken in the order in which everybody takes several. */
export async function inLockedTickets(
  { em, session }: UnitOfWork,
  found: readonly MeasuredBy[],
  work: (slas: readonly TicketSlaRow[]) => Promise<void>,
): Promise<void> {
  const { mspId } = session.principal.principal;
  const byTicket = [...Map.groupBy(found, ({ ticketId }) => ticketId)].sort(([a], [b]) =>
    a < b ? -1 : 1,
  );
  for (let done = 0; done < byTicket.length; done += AT_A_TIME) {
    const some = byTicket.slice(done, done + AT_A_TIME);
    await em.find(
      TicketEntity,
      { mspId, id: { $in: some.map(([ticketId]) => ticketId) } },
      { orderBy: { id: 'asc' }, ...LOCKED },
    );
    const ids = new Set(some.flatMap(([, own]) => own.map(({ id }) => id)));
    // As they are now that nobody else changes them.
    const slas = await em.find(
      TicketSlaEntity,
      { mspId, id: { $in: [...ids] } },
      { orderBy: { ticketId: 'asc', id: 'asc' }, refresh: true },
    );
    await work(slas);
    await em.flush();
  }
}
