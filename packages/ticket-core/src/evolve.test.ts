import { expect, test } from 'vitest';
import { aTicket, byTechnician, monday9 } from '../test/a-ticket.ts';
import { evolve, evolveAll } from './evolve.ts';

const moved = (from: 'DRAFT' | 'IMPLEMENTING' | 'COMPLETED', to: 'REVIEW' | 'VERIFIED') =>
  ({
    type: 'TicketStateChanged',
    ticketId: aTicket().id,
    at: monday9 + 5,
    by: byTechnician,
    from,
    to,
    holdReason: null,
    resolutionCode: null,
    note: 'done',
    outcome: null,
    notDoneCode: null,
  }) as const;

test('a history that does not begin with its beginning is a bug', () => {
  expect(() => evolve(null, moved('IMPLEMENTING', 'REVIEW'))).toThrow('begins with TicketOpened');
  expect(evolveAll(null, [])).toBeNull();
});

test('the work is done when the first of the done states is entered', () => {
  const done = evolve(aTicket(), moved('IMPLEMENTING', 'REVIEW'));
  expect(done).toMatchObject({ resolvedAt: monday9 + 5, resolutionNote: 'done' });
  const verified = evolve(
    { ...aTicket(), state: 'COMPLETED', resolvedAt: monday9 },
    moved('COMPLETED', 'VERIFIED'),
  );
  expect(verified).toMatchObject({ state: 'VERIFIED', resolvedAt: monday9, reopenCount: 0 });
});
