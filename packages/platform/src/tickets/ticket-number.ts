import type { TicketType } from '@wardline/ticket-core';
import type { UnitOfWork } from '../unit-of-work.ts';

/** The next number of this MSP and type: without gaps, because a roll-back takes it back. */
export async function nextTicketNumber(uow: UnitOfWork, type: TicketType): Promise<number> {
  const { mspId } = uow.session.principal.principal;
  const [row] = await uow.run<{ last: number }>(
    `insert into ticket_counter (msp_id, type, last) values ($1, $2, 1)
     on conflict (msp_id, type) do update set last = ticket_counter.last + 1 returning last`,
    [mspId, type],
  );
  if (!row) throw new Error('The ticket counter gave no number.');
  return row.last;
}
