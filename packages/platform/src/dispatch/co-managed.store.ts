import type { InferEntity } from '@mikro-orm/core';
import type { CompiledCalendar } from '@wardline/business-calendar';
import {
  type CoManagedAgreement,
  type Responsibility,
  responsibleFor,
  type Side,
} from '@wardline/dispatch';
import type { TicketState } from '@wardline/ticket-core';
import { CalendarEntity } from '../calendars/calendar.entity.ts';
import type { TeamEntity } from '../tenancy/team.entity.ts';
import type { UnitOfWork } from '../unit-of-work.ts';
import { CoManagedAgreementEntity } from './dispatch.entity.ts';

type Team = InferEntity<typeof TeamEntity>;

/** A team's side as agreements speak of it. */
export function sideOf({ side, domain }: Pick<Team, 'side' | 'domain'>): Side {
  if (side === 'PROVIDER') return 'MSP';
  if (side === 'VENDOR') return 'VENDOR';
  return domain === 'IT' ? 'IN_HOUSE_IT' : domain;
}

export interface Agreed {
  readonly agreement: CoManagedAgreement;
  readonly responsibility: Responsibility;
}

/** What was agreed with a ticket's clinic, and whose the ticket is by it; null: nothing was. */
export async function agreedFor(uow: UnitOfWork, ticket: TicketState): Promise<Agreed | null> {
  const { em, session } = uow;
  const { mspId } = session.principal.principal;
  const [row] = await em.find(
    CoManagedAgreementEntity,
    { mspId, clinicId: ticket.clinicId },
    { orderBy: { createdAt: 'desc', id: 'desc' }, limit: 1 },
  );
  if (!row) return null;
  const agreement = { name: row.name, ...row.terms };
  const ids = agreement.lanes.flatMap(({ hours }) => (hours === null ? [] : [hours.calendarId]));
  const calendars = await calendarsById(uow, ids);
  const { domain, category, type: ticketType, priority, supportTier: tier } = ticket;
  const work = { domain, category, ticketType, priority, tier };
  return { agreement, responsibility: responsibleFor(agreement, work, uow.now, calendars) };
}

/** Calendars, compiled, by id. */
export async function calendarsById(
  { em, session }: UnitOfWork,
  ids: readonly string[],
): Promise<Record<string, CompiledCalendar>> {
  if (ids.length === 0) return {};
  const { mspId } = session.principal.principal;
  const rows = await em.find(CalendarEntity, { mspId, id: { $in: [...new Set(ids)] } });
  const { calendars } = session.engine;
  return Object.fromEntries(rows.map((row) => [row.id, calendars.compile(row.definition)]));
}
