import {
  planVisit as decidePlan,
  VISIT_KINDS,
  type VisitKind,
  type VisitWarning,
} from '@wardline/dispatch';
import { err, ok, type PersonId, type Refusal, type Result, refusal } from '@wardline/kernel';
import { recordVisit, type TicketRefusal, type TicketState } from '@wardline/ticket-core';
import { loadApproverIds } from '../approvals/approval.store.ts';
import { checkNewId } from '../checks.ts';
import { notFound } from '../refusals.ts';
import type { Session } from '../session.ts';
import type { ClinicRow } from '../tenancy/clinic.entity.ts';
import { changeTicket } from '../tickets/change-ticket.ts';
import { loadLocation } from '../tickets/ticket.facts.ts';
import { type UnitOfWork, unitOfWork, type WorkResult } from '../unit-of-work.ts';
import type { ChangedVisit, VisitChange } from './change-visit.ts';
import { checkWords, type VisitWords } from './check-notes.ts';
import { VisitEntity } from './visit.entity.ts';
import { loadVisitFacts } from './visit.facts.ts';
import { saveBriefing } from './visit.store.ts';

export interface PlanVisit extends VisitWords {
  readonly id?: string | undefined;
  readonly ticketId: string;
  /** Who goes: somebody of the provider who works for the clinic. */
  readonly personId: string;
  /** Default: ON_SITE. */
  readonly kind?: VisitKind | undefined;
  /** Epoch milliseconds. */
  readonly from: number;
  /** Not part of it; at most 24 hours later. */
  readonly until: number;
  /** Where in the clinic. */
  readonly locationId?: string | null | undefined;
}

/** Plans that somebody goes to a clinic for a ticket, or connects to it. */
export function planVisit(
  session: Session,
  { ticketId, ...input }: PlanVisit,
): Promise<WorkResult<ChangedVisit>> {
  return unitOfWork(session, async (uow) => {
    const made = { visitId: '', warnings: [] as readonly VisitWarning[] };
    const own = { ...session, idempotency: null, joins: uow };
    const changed = await changeTicket(own, { ticketId }, 'ticket:assign', async (...on) => {
      const planned = await plan(input, ...on);
      if (!planned.ok) return planned;
      const { events, ...visit } = planned.value;
      Object.assign(made, visit);
      return ok(events);
    });
    if (!changed.ok) return changed;
    return ok({ ...made, ticketId: changed.value.ticketId });
  });
}

async function plan(
  input: Omit<PlanVisit, 'ticketId'>,
  ticket: TicketState,
  uow: UnitOfWork,
  clinic: ClinicRow,
): Promise<Result<VisitChange & { readonly visitId: string }, TicketRefusal | Refusal>> {
  const { from, until, kind = 'ON_SITE' } = input;
  const id = checkNewId(input.id, uow.newId);
  if (!id.ok) return id;
  if (!VISIT_KINDS.includes(kind)) {
    return err(refusal('VALUE_UNKNOWN', `kind is one of ${VISIT_KINDS.join(', ')}.`, ['kind']));
  }
  const words = checkWords(input);
  if (!words.ok) return words;
  const { publicNote = null, internalNote = null, overrideReason } = words.value;
  const location = await loadLocation(uow, input.locationId);
  if (typeof input.locationId === 'string' && location?.clinicId !== ticket.clinicId) {
    return err(notFound(['locationId']));
  }
  const personId = input.personId as PersonId;
  const slot = { personId, from, until };
  const told = recordVisit(
    ticket,
    {
      kind: 'PLANNED',
      at: uow.now,
      by: uow.session.principal.principal.actor,
      visitId: id.value,
      plan: slot,
    },
    { approverIds: await loadApproverIds(uow, ticket) },
  );
  if (!told.ok) return told;
  const facts = await loadVisitFacts(uow, clinic, slot);
  if (!facts.ok) return facts;
  const decided = decidePlan({ ...slot, id: id.value, kind, overrideReason }, facts.value);
  if (!decided.ok) return decided;
  const row = uow.em.create(
    VisitEntity,
    {
      mspId: uow.session.principal.principal.mspId,
      id: id.value,
      ticketId: ticket.id,
      clinicId: ticket.clinicId,
      personId,
      kind,
      state: 'PLANNED',
      locationId: location?.id ?? null,
      plannedFrom: from,
      plannedUntil: until,
      arrivedAt: null,
      leftAt: null,
      endReason: null,
      publicNote,
      createdAt: uow.now,
      updatedAt: uow.now,
      version: 1,
    },
    { persist: true },
  );
  // The briefing refers to it, and the ORM knows nothing of the tables' references.
  await uow.em.flush();
  const { warnings, overrideReason: why } = decided.value;
  await saveBriefing(uow, row, { internalNote, overrideReason: why });
  return ok({ visitId: id.value, events: told.value, warnings });
}
