import type { Desk } from '../../src/index.ts';
import { midnight } from './dispatch-world.ts';
import { must } from './must.ts';
import { hours } from './ports.ts';
import type { TestMember } from './two-msps.ts';

interface Parts {
  readonly now: number;
  readonly people: Readonly<Record<'technician' | 'dispatcher', TestMember>>;
  readonly tickets: Readonly<Record<'shared' | 'confidential', string>>;
  readonly locations: Readonly<Record<'room', string>>;
  readonly marker: string;
}

/** An hour of the n-th day from today, from ten o'clock UTC. */
export const atTen = (now: number, day: number) => ({
  from: midnight(now, day) + hours(10),
  until: midnight(now, day) + hours(11),
});

/** Visits to Riverside: three for a ticket that all its staff see, one for a confidential one. */
export async function buildVisits(desk: Desk, parts: Parts) {
  const { now, people, tickets, locations, marker } = parts;
  const plan = async (
    ticketId: string,
    who: keyof Parts['people'],
    day: number,
    more: Partial<Parameters<Desk['visits']['plan']>[0]> = {},
  ) => {
    const input = { ticketId, personId: people[who].id, ...atTen(now, day), ...more };
    return (await must(desk.visits.plan(input))).visitId;
  };
  return {
    toMove: await plan(tickets.shared, 'technician', 3, {
      locationId: locations.room,
      publicNote: `Ring twice ${marker}`,
      internalNote: `The key is under the mat ${marker}`,
    }),
    toCancel: await plan(tickets.shared, 'dispatcher', 4),
    toGo: await plan(tickets.shared, 'technician', 5),
    confidential: await plan(tickets.confidential, 'technician', 6),
  };
}
