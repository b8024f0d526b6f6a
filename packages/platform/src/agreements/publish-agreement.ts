import { err, type Instant, ok, refusal } from '@wardline/kernel';
import { CHANGE_MODES, type ChangeMode } from '@wardline/sla-engine';
import { changeTerms } from '../clocks/change-terms.ts';
import type { Session } from '../session.ts';
import { type AgreementTarget, changeAgreement } from './change-agreement.ts';
import { findDraft, noDraft } from './draft-agreement.ts';

/** What happens to the tickets an agreement already measures when its terms change. */
export const OPEN_TICKETS = ['KEEP', ...CHANGE_MODES] as const;
export type OpenTickets = (typeof OPEN_TICKETS)[number];

export interface PublishAgreement extends AgreementTarget {
  /** From when on. Default: now. Not before the version in force began. */
  readonly validFrom?: Instant | undefined;
  /** KEEP (default): they keep the terms they have. Otherwise their running clocks change to the new ones. */
  readonly openTickets?: OpenTickets | undefined;
}

/** Puts the draft of an agreement in force. */
export function publishAgreement(session: Session, input: PublishAgreement) {
  const { validFrom, openTickets = 'KEEP', ...target } = input;
  return changeAgreement(session, target, async (agreement, uow) => {
    const draft = await findDraft(uow, agreement.id);
    if (!draft) return err(noDraft());
    const from = validFrom ?? uow.now;
    if (from < uow.now) {
      const message = 'What was promised in the past is past: validFrom is now or later.';
      return err(refusal('PERIOD_INVALID', message, ['validFrom']));
    }
    if (agreement.validUntil !== null && agreement.validUntil <= from) {
      const message = 'The agreement ends before; give it a later validUntil first.';
      return err(refusal('PERIOD_INVALID', message, ['validFrom']));
    }
    if (!OPEN_TICKETS.includes(openTickets)) {
      const message = `openTickets is one of ${OPEN_TICKETS.join(', ')}.`;
      return err(refusal('VALUE_UNKNOWN', message, ['openTickets']));
    }
    if (openTickets !== 'KEEP' && from > uow.now) {
      const message = 'Open tickets change now or keep their terms: leave validFrom out, or KEEP.';
      return err(refusal('OPEN_TICKETS_LATER', message, ['openTickets']));
    }
    draft.state = 'PUBLISHED';
    draft.validFrom = from;
    draft.publishedAt = uow.now;
    await uow.em.flush();
    const changed =
      openTickets === 'KEEP'
        ? 0
        : await changeTerms(uow, agreement, draft, openTickets as ChangeMode);
    const facts = { number: draft.number, validFrom: from, openTickets, tickets: changed };
    return ok({ type: 'AgreementPublished', facts });
  });
}
