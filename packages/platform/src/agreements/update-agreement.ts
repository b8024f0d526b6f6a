import { err, type Instant, ok, refusal } from '@wardline/kernel';
import { checkName } from '../checks.ts';
import type { Session } from '../session.ts';
import { type AgreementTarget, changeAgreement } from './change-agreement.ts';

export interface UpdateAgreement extends AgreementTarget {
  readonly name?: string | undefined;
  /** The first instant at which it covers no ticket any more; null: without end. */
  readonly validUntil?: Instant | null | undefined;
}

/** Renames an agreement or sets its end. Tickets it measures keep being measured by it. */
export function updateAgreement(
  session: Session,
  { name, validUntil, ...target }: UpdateAgreement,
) {
  return changeAgreement(session, target, async (agreement, uow) => {
    if (name !== undefined) {
      const checked = checkName(name);
      if (!checked.ok) return checked;
      agreement.name = checked.value;
    }
    if (validUntil !== undefined) {
      if (validUntil !== null && validUntil < uow.now) {
        const message = 'An agreement ends now or later: what it has measured stays measured.';
        return err(refusal('PERIOD_INVALID', message, ['validUntil']));
      }
      agreement.validUntil = validUntil;
    }
    const given = { name, validUntil };
    const fields = Object.entries(given).flatMap(([key, v]) => (v === undefined ? [] : [key]));
    return ok({ type: 'AgreementUpdated', facts: { fields } });
  });
}
