import { err, ok, refusal } from '@wardline/kernel';
import type { Session } from '../session.ts';
import type { UnitOfWork } from '../unit-of-work.ts';
import { AgreementVersionEntity } from './agreement-version.entity.ts';
import { type AgreementTarget, changeAgreement } from './change-agreement.ts';
import { checkTerms } from './check-terms.ts';
import type { AgreementTermsInput } from './terms.ts';

export interface DraftAgreement extends AgreementTarget {
  readonly terms: AgreementTermsInput;
}

/** Writes the next version of an agreement, in place of an earlier draft. Nothing is measured by it yet. */
export function draftAgreement(session: Session, { terms, ...target }: DraftAgreement) {
  return changeAgreement(session, target, async (agreement, uow) => {
    const checked = await checkTerms(uow, terms);
    if (!checked.ok) return checked;
    const draft = await findDraft(uow, agreement.id);
    if (draft) draft.terms = checked.value;
    else {
      const { mspId } = session.principal.principal;
      const [last] = await uow.em.find(
        AgreementVersionEntity,
        { mspId, agreementId: agreement.id },
        { orderBy: { number: 'desc' }, limit: 1 },
      );
      uow.em.create(
        AgreementVersionEntity,
        {
          ...{ mspId, id: uow.newId(), agreementId: agreement.id },
          number: (last?.number ?? 0) + 1,
          state: 'DRAFT',
          terms: checked.value,
          validFrom: null,
          publishedAt: null,
          createdAt: uow.now,
          version: 1,
        },
        { persist: true },
      );
    }
    const metrics = checked.value.targets.map((each) => each.metric);
    return ok({ type: 'AgreementDrafted', facts: { metrics } });
  });
}

/** Throws the draft of an agreement away. */
export function discardAgreementDraft(session: Session, target: AgreementTarget) {
  return changeAgreement(session, target, async (agreement, uow) => {
    const draft = await findDraft(uow, agreement.id);
    if (!draft) return err(noDraft());
    if (draft.number === 1) {
      const message = 'It has no other version; publish it, or leave it as it is.';
      return err(refusal('DRAFT_IS_ALL', message, ['agreementId']));
    }
    uow.em.remove(draft);
    return ok({ type: 'AgreementDraftDiscarded', facts: { number: draft.number } });
  });
}

export function findDraft({ em, session }: UnitOfWork, agreementId: string) {
  const { mspId } = session.principal.principal;
  return em.findOne(AgreementVersionEntity, { mspId, agreementId, state: 'DRAFT' });
}

export const noDraft = () =>
  refusal('NO_DRAFT', 'The agreement has no draft. Write one with agreementDraft.', [
    'agreementId',
  ]);
