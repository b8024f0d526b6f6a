import { formatInstant, type PersonId } from '@wardline/kernel';
import { BREACH, type Metric, type Transition } from '@wardline/sla-engine';
import { AT_RISK } from '../agreements/policy-of-agreement.ts';
import { escalateTicket } from '../escalations/escalate-ticket.ts';
import type { EscalationRule } from '../escalations/escalation-policy.entity.ts';
import { recipientsOf } from '../escalations/recipients.ts';
import { TimelineEntryEntity } from '../tickets/timeline.entity.ts';
import { runTriageForClock } from '../triage/run-triage.ts';
import type { UnitOfWork } from '../unit-of-work.ts';
import { ClockEntity } from './clock.entity.ts';
import type { ClockTransitionType } from './clock-transition.entity.ts';
import type { TicketSlaRow } from './ticket-sla.entity.ts';

type Action = Pick<EscalationRule, 'notify' | 'notifyPersonIds' | 'assignToTeamId'>;

/** A clock's transition that has just happened for the first time. */
export interface FiredTransition extends Transition {
  readonly sla: TicketSlaRow;
}

interface Written extends FiredTransition {
  readonly id: string;
  readonly clockId: string;
  readonly metric: Metric;
  readonly type: ClockTransitionType;
  readonly todo: Action | null;
  readonly notifyPersonIds: readonly PersonId[];
}

/**
 * Writes transitions and does what they ask for. The key decides: what somebody else wrote before has
 * had its effect.
 * @returns how many were new.
 */
export async function applyTransitions(
  uow: UnitOfWork,
  fired: readonly FiredTransition[],
): Promise<number> {
  if (fired.length === 0) return 0;
  const written = await describe(uow, fired);
  const fresh = await insertNew(uow, written);
  for (const transition of fresh) {
    remember(uow, transition);
    const { todo, sla, type, metric } = transition;
    if (todo?.assignToTeamId) {
      await uow.em.flush();
      await escalateTicket(uow, sla.ticketId, todo.assignToTeamId);
    }
    if (type !== 'ESCALATED') {
      const trigger = type === 'BREACHED' ? 'CLOCK_BREACHED' : 'CLOCK_AT_RISK';
      await runTriageForClock(uow, sla.ticketId, sla.clinicId, trigger, metric);
    }
  }
  return fresh.length;
}

async function describe(uow: UnitOfWork, fired: readonly FiredTransition[]): Promise<Written[]> {
  const { mspId } = uow.session.principal.principal;
  const slaIds = [...new Set(fired.map(({ sla }) => sla.id))];
  const clocks = await uow.em.find(ClockEntity, { mspId, ticketSlaId: { $in: slaIds } });
  const written: Written[] = [];
  for (const transition of fired) {
    const clock = clocks.find(
      ({ ticketSlaId, clockKey }) =>
        ticketSlaId === transition.sla.id && clockKey === transition.clockKey,
    );
    if (!clock) throw new TypeError(`There is no clock ${transition.clockKey}.`);
    const todo = transition.action === null ? null : (JSON.parse(transition.action) as Action);
    written.push({
      ...transition,
      id: uow.newId(),
      clockId: clock.id,
      metric: clock.metric,
      type: typeOf(transition.stepId),
      todo,
      notifyPersonIds: todo ? await recipientsOf(uow, transition.sla.ticketId, todo) : [],
    });
  }
  return written;
}

function typeOf(stepId: string): ClockTransitionType {
  if (stepId === BREACH) return 'BREACHED';
  return stepId === AT_RISK ? 'AT_RISK' : 'ESCALATED';
}

async function insertNew(uow: UnitOfWork, written: readonly Written[]): Promise<Written[]> {
  const { mspId } = uow.session.principal.principal;
  const rows = written.map((each) => ({
    id: each.id,
    ticket_id: each.sla.ticketId,
    clinic_id: each.sla.clinicId,
    clock_id: each.clockId,
    kind: each.sla.kind,
    metric: each.metric,
    type: each.type,
    transition_key: each.key,
    step_id: each.stepId,
    at: formatInstant(each.at),
    notify_person_ids: each.notifyPersonIds,
  }));
  const inserted = await uow.em.execute<{ id: string }[]>(
    `insert into clock_transition (msp_id, id, ticket_id, clinic_id, clock_id, kind, metric, type,
       transition_key, step_id, at, noticed_at, notify_person_ids)
     select ?, id, ticket_id, clinic_id, clock_id, kind, metric, type, transition_key, step_id, at, ?,
       notify_person_ids
     from jsonb_to_recordset(?::jsonb) as r(id uuid, ticket_id uuid, clinic_id uuid, clock_id uuid,
       kind text, metric text, type text, transition_key text, step_id text, at timestamptz,
       notify_person_ids uuid[])
     on conflict (msp_id, clock_id, transition_key) do nothing
     returning id`,
    [mspId, formatInstant(uow.now), JSON.stringify(rows)],
  );
  const ids = new Set(inserted.map((row) => row.id));
  return written.filter((each) => ids.has(each.id));
}

const EVENT_OF: Readonly<Record<ClockTransitionType, string>> = {
  AT_RISK: 'ClockAtRisk',
  BREACHED: 'ClockBreached',
  ESCALATED: 'ClockEscalated',
};

/** On the ticket's timeline, in the audit trail, and for the world outside. */
function remember(uow: UnitOfWork, transition: Written): void {
  const { sla, type, metric, stepId, at, clockId, notifyPersonIds } = transition;
  const { mspId, actor } = uow.session.principal.principal;
  uow.em.create(
    TimelineEntryEntity,
    {
      ...{ mspId, id: uow.newId(), ticketId: sla.ticketId, clinicId: sla.clinicId },
      ...{ kind: 'SLA', at: uow.now, actorKind: actor.kind, actorId: actor.id },
      ...{ personId: null, body: null },
      facts: { event: type, metric, kind: sla.kind, stepId, at: formatInstant(at) },
    },
    { persist: true },
  );
  uow.record({
    type: EVENT_OF[type],
    recordType: 'Ticket',
    recordId: sla.ticketId,
    clinicId: sla.clinicId,
    facts: { clockId, kind: sla.kind, metric, stepId, at, notify: notifyPersonIds },
    authority: 'clock sweep',
  });
}
