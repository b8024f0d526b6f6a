import { planVisit as decidePlan } from '@wardline/dispatch';
import { err, ok, type PersonId, refusal } from '@wardline/kernel';
import { recordVisit, type VisitPlan } from '@wardline/ticket-core';
import { loadApproverIds } from '../approvals/approval.store.ts';
import { notFound } from '../refusals.ts';
import type { Session } from '../session.ts';
import { loadLocation } from '../tickets/ticket.facts.ts';
import { changeVisit, type VisitTarget } from './change-visit.ts';
import { checkWords, type VisitWords } from './check-notes.ts';
import { loadVisitFacts } from './visit.facts.ts';
import { saveBriefing } from './visit.store.ts';

/** What is left out stays as it is. */
export interface RescheduleVisit extends VisitTarget, VisitWords {
  readonly personId?: string | undefined;
  /** Epoch milliseconds. */
  readonly from?: number | undefined;
  readonly until?: number | undefined;
  readonly locationId?: string | null | undefined;
}

/** Moves a planned visit to another time, person or place, or says something else about it. */
export function rescheduleVisit(session: Session, input: RescheduleVisit) {
  const { actor: by } = session.principal.principal;
  return changeVisit(session, input, 'ticket:assign', async (row, uow, ticket, clinic) => {
    if (row.state !== 'PLANNED') {
      const message = `It is ${row.state}: only a planned visit is moved. Plan another.`;
      return err(refusal('VISIT_TRANSITION', message, ['visitId']));
    }
    const words = checkWords(input);
    if (!words.ok) return words;
    const location = await loadLocation(uow, input.locationId);
    if (typeof input.locationId === 'string' && location?.clinicId !== ticket.clinicId) {
      return err(notFound(['locationId']));
    }
    const previous = {
      personId: row.personId as PersonId,
      from: row.plannedFrom,
      until: row.plannedUntil,
    };
    const plan = {
      personId: (input.personId ?? row.personId) as PersonId,
      from: input.from ?? row.plannedFrom,
      until: input.until ?? row.plannedUntil,
    };
    if (saysNothingNew(input, previous, plan)) return ok({ events: [] });
    const { overrideReason, ...notes } = words.value;
    const told = recordVisit(
      ticket,
      {
        kind: 'RESCHEDULED',
        at: uow.now,
        by,
        visitId: row.id,
        plan,
        previous,
      },
      { approverIds: await loadApproverIds(uow, ticket) },
    );
    if (!told.ok) return told;
    const facts = await loadVisitFacts(uow, clinic, plan);
    if (!facts.ok) return facts;
    const slot = { ...plan, id: row.id, kind: row.kind, overrideReason };
    const decided = decidePlan(slot, facts.value);
    if (!decided.ok) return decided;
    const { publicNote, ...internal } = notes;
    uow.em.assign(row, {
      personId: plan.personId,
      plannedFrom: plan.from,
      plannedUntil: plan.until,
      ...(publicNote === undefined ? {} : { publicNote }),
      ...(input.locationId === undefined ? {} : { locationId: location?.id ?? null }),
      updatedAt: uow.now,
    });
    const { warnings, overrideReason: why } = decided.value;
    await saveBriefing(uow, row, { ...internal, overrideReason: why });
    return ok({ events: told.value, warnings });
  });
}

function saysNothingNew(input: RescheduleVisit, before: VisitPlan, after: VisitPlan): boolean {
  const { publicNote, internalNote, overrideReason, locationId } = input;
  const others = [publicNote, internalNote, overrideReason, locationId];
  return (
    others.every((value) => value === undefined) &&
    before.personId === after.personId &&
    before.from === after.from &&
    before.until === after.until
  );
}
