import { checkText, err, isUuid, ok, refusal } from '@wardline/kernel';
import { CHANGE_MODES, type ChangeMode, isLive } from '@wardline/sla-engine';
import { asService } from '../access/as-service.ts';
import { authorize } from '../access/authorize.ts';
import { type ChosenAgreement, findInForce, laneOf } from '../agreements/choose-agreements.ts';
import { calendarsOfTerms, policyOfAgreement } from '../agreements/policy-of-agreement.ts';
import { loadHours } from '../calendars/clock-hours.ts';
import { loadEscalations } from '../escalations/load-escalations.ts';
import { notFound } from '../refusals.ts';
import type { Session } from '../session.ts';
import { besideOpenings } from '../tickets/decided-on.ts';
import { loadClinic } from '../tickets/ticket.facts.ts';
import { lockTicket } from '../tickets/ticket.store.ts';
import { afterLock } from '../tickets/ticket-access.ts';
import { TimelineEntryEntity } from '../tickets/timeline.entity.ts';
import { unitOfWork, type WorkResult } from '../unit-of-work.ts';
import { catchUpClocks, stepClocks, withPolicy } from './advance-clocks.ts';
import { clockHistory } from './clock-history.ts';
import { measureBy } from './start-clocks.ts';
import { TicketSlaEntity } from './ticket-sla.entity.ts';

export interface SetTicketAgreement {
  readonly ticketId: string;
  /** The agreement to measure it by; it takes the place of the one of its kind. */
  readonly agreementId: string;
  /** Why; it stands on the timeline. */
  readonly reason: string;
  /** What happens to time already counted. Default: as the agreement says, CARRY if it says nothing. */
  readonly mode?: ChangeMode | undefined;
}

const MAX_REASON = 1000;

/** Measures a ticket by another agreement than the one that was chosen for it when it opened. */
export function setTicketAgreement(
  session: Session,
  input: SetTicketAgreement,
): Promise<WorkResult<{ readonly ticketId: string }>> {
  return unitOfWork(session, async (asked) => {
    const loaded = isUuid(input.ticketId) ? await lockTicket(asked, input.ticketId) : null;
    const clinic = loaded && (await loadClinic(asked, loaded.row.clinicId));
    if (!loaded || !clinic) return err(notFound(['ticketId']));
    const uow = afterLock(asked, loaded);
    const allowed = authorize(uow, 'ticket:set-agreement', {
      clinicId: loaded.state.clinicId,
      organizationId: clinic.organizationId as never,
    });
    if (!allowed.ok) return allowed;
    const reason = checkText(input.reason, { path: ['reason'], max: MAX_REASON });
    if (!reason.ok) return reason;
    const { mode } = input;
    if (mode !== undefined && !CHANGE_MODES.includes(mode)) {
      const message = `mode is one of ${CHANGE_MODES.join(', ')}.`;
      return err(refusal('VALUE_UNKNOWN', message, ['mode']));
    }
    const { state } = loaded;
    await besideOpenings(uow);
    const agreement = isUuid(input.agreementId)
      ? await findInForce(uow, input.agreementId, uow.now)
      : null;
    if (!agreement) return err(notFound(['agreementId']));
    return asService(uow, async () => {
      const { mspId, actor } = session.principal.principal;
      const lane = laneOf(agreement);
      const sla = await uow.em.findOne(TicketSlaEntity, { mspId, ticketId: state.id, lane });
      const chosen: ChosenAgreement = {
        agreement,
        lane,
        level: 'TICKET',
        reason: 'It was chosen for this ticket; the timeline says by whom and why.',
      };
      const from = sla?.agreementId ?? null;
      if (sla === null) {
        await measureBy(uow, state, clinic, [chosen], await clockHistory(uow, state.id));
      } else {
        if (!sla.fold.clocks.some(isLive)) {
          const message = 'Its clocks have ended; what was measured stays measured.';
          return err(refusal('CLOCKS_ENDED', message, ['ticketId']));
        }
        const escalations = await loadEscalations(uow, [agreement.terms]);
        await catchUpClocks(uow, [sla], uow.now);
        const hours = await loadHours(uow, calendarsOfTerms(agreement.terms, clinic));
        const hoursOf = (calendarId: string) => hours.keyAt(calendarId, uow.now);
        const parts = { clinic, type: state.type, escalations, hoursOf };
        const policy = policyOfAgreement(agreement, parts);
        sla.policies = withPolicy(sla.policies, policy);
        sla.agreementId = agreement.id;
        sla.agreementVersion = agreement.number;
        Object.assign(sla, { level: chosen.level, reason: chosen.reason, chosenAt: uow.now });
        const changed = {
          type: 'POLICY_CHANGED',
          policyId: agreement.id,
          version: agreement.number,
          ...(mode === undefined ? {} : { mode }),
          ...{ id: uow.newId(), at: uow.now, seq: 0, by: actor.id },
        } as const;
        await stepClocks(uow, [sla], [changed]);
      }
      uow.em.create(
        TimelineEntryEntity,
        {
          ...{ mspId, id: uow.newId(), ticketId: state.id, clinicId: state.clinicId },
          ...{ kind: 'SLA', at: uow.now, actorKind: actor.kind, actorId: actor.id },
          personId: actor.kind === 'MEMBER' ? actor.id : null,
          body: reason.value,
          facts: { event: 'AGREEMENT_SET', from, to: agreement.id, mode: mode ?? null },
        },
        { persist: true },
      );
      uow.record({
        type: 'TicketAgreementSet',
        recordType: 'Ticket',
        recordId: state.id,
        clinicId: state.clinicId,
        facts: { from, to: agreement.id, version: agreement.number, mode: mode ?? null },
        authority: allowed.value,
      });
      return ok({ ticketId: state.id });
    });
  });
}
