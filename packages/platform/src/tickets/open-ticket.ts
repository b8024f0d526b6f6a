import { err, isUuid, ok, type Result, type TicketId } from '@wardline/kernel';
import {
  openTicket as decideOpening,
  evolve,
  type OpenTicketCommand,
  type TicketEvent,
  type TicketOpened,
  type TicketRefusal,
  type TicketState,
} from '@wardline/ticket-core';
import { authorize } from '../access/authorize.ts';
import { checkNewId } from '../checks.ts';
import { notFound } from '../refusals.ts';
import type { Session } from '../session.ts';
import { type UnitOfWork, unitOfWork, type WorkResult } from '../unit-of-work.ts';
import { besideOpenings, openingTurns } from './decided-on.ts';
import { openNumbered } from './open-numbered.ts';
import { loadOpeningFacts } from './opening.facts.ts';
import { implementerOf } from './ticket.facts.ts';

/** What the caller says; who, when and which number are Wardline's to know. */
export interface OpenTicket extends Omit<OpenTicketCommand, 'at' | 'by' | 'id' | 'number'> {
  /** The caller's own UUID for the ticket, so that a retry cannot open a second one. */
  readonly id?: TicketId | undefined;
}

/** What else happens to a ticket as it is opened, decided on what was opened. */
export type AlongWithOpening = (
  opened: TicketState,
) => Result<readonly TicketEvent[], TicketRefusal>;

/** Opens a ticket and starts the clocks of the agreement that covers it. */
export function openTicket(
  session: Session,
  input: OpenTicket,
): Promise<WorkResult<{ readonly ticketId: string }>> {
  const turns = openingTurns((input.assetIds ?? []).filter(isUuid));
  return unitOfWork(session, (uow) => openTicketIn(uow, input), turns);
}

/** Opens a ticket in a transaction under way. */
export async function openTicketIn(
  uow: UnitOfWork,
  input: OpenTicket,
  along: AlongWithOpening = () => ok([]),
): Promise<WorkResult<{ readonly ticketId: string }>> {
  const { principal } = uow.session.principal;
  const { requesterId, assigneeId, watcherIds = [], assetIds = [], locationId, teamId } = input;
  await besideOpenings(uow, assetIds.filter(isUuid));
  const named = await loadOpeningFacts(uow, {
    clinicId: input.clinicId,
    personIds: [requesterId, assigneeId, ...watcherIds, implementerOf(input.details)],
    ...{ assetIds, locationId, teamId },
  });
  if (!named) return err(notFound(['clinicId']));
  const { clinic, priorityMatrix, ...references } = named;
  const allowed = authorize(uow, 'ticket:create', {
    clinicId: input.clinicId,
    organizationId: clinic.organizationId as never,
    requesterId: input.requesterId,
  });
  if (!allowed.ok) return allowed;
  const newId = checkNewId(input.id, uow.newId);
  if (!newId.ok) return newId;
  const id = newId.value as TicketId;
  const asRequester = principal.side === 'CLIENT';
  const facts = {
    lifecycle: uow.session.engine.lifecycles[input.type]?.lifecycle,
    clinicExists: true,
    asRequester,
    priorityMatrix: priorityMatrix ?? undefined,
    ...references,
  };
  const command = { ...input, id, at: uow.now, by: principal.actor };
  const opened = await openNumbered(
    uow,
    { clinic, assets: references.assets, type: input.type, authority: allowed.value },
    (number) => decideAlong(decideOpening({ ...command, number }, facts), along),
    (events) => events,
  );
  if (!opened.ok) return opened;
  return ok({ ticketId: id });
}

function decideAlong(
  opening: Result<readonly [TicketOpened], TicketRefusal>,
  along: AlongWithOpening,
): Result<readonly [TicketOpened, ...TicketEvent[]], TicketRefusal> {
  if (!opening.ok) return opening;
  const [opened] = opening.value;
  const more = along(evolve(null, opened));
  return more.ok ? ok([opened, ...more.value]) : more;
}
