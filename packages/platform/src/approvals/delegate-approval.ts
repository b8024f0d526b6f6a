import { type Grant, isActive, ROLE_DEFINITIONS } from '@wardline/access';
import { err, type Instant, isInstant, ok, refusal } from '@wardline/kernel';
import { checkNewId } from '../checks.ts';
import { rowExists } from '../orm/row-exists.ts';
import { PersonEntity } from '../people/person.entity.ts';
import { forbidden, notFound } from '../refusals.ts';
import type { Session } from '../session.ts';
import { unitOfWork, type WorkResult } from '../unit-of-work.ts';
import { ApprovalDelegationEntity } from './approval.entity.ts';

export interface DelegateApproval {
  readonly id?: string | undefined;
  /** Who stands in. */
  readonly toId: string;
  /** Default: now. */
  readonly from?: Instant | undefined;
  readonly until: Instant;
}

/** The longest somebody may stand in: afterwards it is a role, not an absence. */
const LONGEST_MS = 92 * 24 * 60 * 60 * 1000;

/** Lets somebody approve in one's own place for some time. Nobody delegates for others. */
export function delegateApproval(
  session: Session,
  input: DelegateApproval,
): Promise<WorkResult<{ readonly delegationId: string }>> {
  return unitOfWork(session, async (uow) => {
    const { mspId, personId, grants } = session.principal.principal;
    if (personId === null) {
      return err(refusal('PERSON_NEEDED', 'People let others stand in for them, keys do not.'));
    }
    if (!grants.some((grant) => mayApprove(grant, uow.now)))
      return err(forbidden('ticket:approve'));
    if (!(await rowExists(uow, PersonEntity, input.toId))) return err(notFound(['toId']));
    if (input.toId === personId) {
      return err(refusal('DELEGATE_IS_ONESELF', 'Name somebody else.', ['toId']));
    }
    const { from: validFrom = uow.now, until: validUntil } = input;
    const sound = isInstant(validFrom) && isInstant(validUntil) && validFrom < validUntil;
    if (!sound || validUntil - validFrom > LONGEST_MS) {
      const message = 'until must lie after from, by at most 92 days.';
      return err(refusal('PERIOD_INVALID', message, ['until']));
    }
    const id = checkNewId(input.id, uow.newId);
    if (!id.ok) return id;
    const row = { mspId, id: id.value, fromId: personId, toId: input.toId, validFrom, validUntil };
    uow.em.create(ApprovalDelegationEntity, row, { persist: true });
    uow.record({
      type: 'ApprovalDelegated',
      recordType: 'ApprovalDelegation',
      recordId: id.value,
      clinicId: null,
      facts: { fromId: personId, toId: input.toId, validFrom, validUntil },
      authority: 'their own vote',
    });
    return ok({ delegationId: id.value });
  });
}

/** Whether a grant lets somebody approve anything anywhere. */
function mayApprove(grant: Grant, now: Instant): boolean {
  const { role, effect } = grant;
  const may = ROLE_DEFINITIONS[role].permissions['ticket:approve'] !== undefined;
  return may && effect === 'ALLOW' && isActive(grant, now);
}
