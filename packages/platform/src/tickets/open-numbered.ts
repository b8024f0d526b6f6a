import { ok, type Result } from '@wardline/kernel';
import {
  formatTicketNumber,
  type TicketEvent,
  type TicketOpened,
  type TicketRefusal,
  type TicketType,
} from '@wardline/ticket-core';
import { agreementsFor, startClocks } from '../clocks/start-clocks.ts';
import { runTriage } from '../triage/run-triage.ts';
import type { UnitOfWork } from '../unit-of-work.ts';
import { saveBeside } from './beside-ticket.store.ts';
import { besideOpenings } from './decided-on.ts';
import { saveTicketEvents } from './ticket.store.ts';
import { nextTicketNumber } from './ticket-number.ts';

type Opening = readonly [TicketOpened, ...TicketEvent[]];

/** Where a ticket is opened, and under which authority. */
export interface OpeningPlace {
  readonly clinic: Parameters<typeof agreementsFor>[2];
  /** What it is about, as agreements are chosen by. */
  readonly assets: Parameters<typeof agreementsFor>[3];
  readonly type: TicketType;
  readonly authority: string;
}

/**
 * Decides an opening, gives the ticket its number, saves it and starts its clocks. It is decided once
 * with a stand-in number: the counter is a lock that all openings of the MSP wait for, so it is taken
 * last, and only for a ticket that will be opened.
 */
export async function openNumbered<Decided>(
  uow: UnitOfWork,
  { clinic, assets, type, authority }: OpeningPlace,
  decide: (number: string) => Result<Decided, TicketRefusal>,
  openingOf: (decided: Decided) => Opening,
): Promise<Result<Decided, TicketRefusal>> {
  const draft = decide(formatTicketNumber(type, 0));
  if (!draft.ok) return draft;
  const [planned] = openingOf(draft.value);
  await besideOpenings(uow);
  const agreements = await agreementsFor(uow, planned.ticket, clinic, assets);
  const sequence = await nextTicketNumber(uow, type);
  const decision = decide(formatTicketNumber(type, sequence));
  if (!decision.ok) return decision;
  const events = openingOf(decision.value);
  const ticket = saveTicketEvents(uow, null, events, authority);
  await saveBeside(uow, ticket, events);
  await startClocks(uow, events[0], clinic, agreements);
  await runTriage(uow, ticket.id, events, clinic);
  return ok(decision.value);
}
