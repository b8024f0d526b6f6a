import {
  err,
  type Instant,
  isInstant,
  isUuid,
  ok,
  type Refusal,
  type Result,
  refusal,
} from '@wardline/kernel';
import { authorize } from '../access/authorize.ts';
import { checkEmail, checkNewId, checkOptionalText } from '../checks.ts';
import { notFound } from '../refusals.ts';
import type { Session } from '../session.ts';
import { type UnitOfWork, unitOfWork, type WorkResult } from '../unit-of-work.ts';
import { findPlace } from './find-place.ts';
import { lockPeople } from './lock-people.ts';
import { PersonEntity } from './person.entity.ts';
import { PersonAffiliationEntity } from './person-affiliation.entity.ts';

export interface AddAffiliation {
  readonly id?: string | undefined;
  readonly personId: string;
  /** One of the two: a clinic, or an organization with all its clinics. */
  readonly clinicId?: string | null | undefined;
  readonly organizationId?: string | null | undefined;
  /** As what they work there: `Bookkeeper`. */
  readonly title?: string | null | undefined;
  /** Where they are reached there; not what they sign in with. */
  readonly email?: string | null | undefined;
  /** Default: now; not later. */
  readonly since?: Instant | undefined;
}

export interface ChangedAffiliation {
  readonly affiliationId: string;
  readonly personId: string;
}

/**
 * Lets a client's person belong to another clinic or organization too: one person, one sign-in. Needs
 * `member:manage` there, and to see the person. It gives no rights; from now on tickets there may name
 * them as requester, watcher or approver, and the people of that place see their name.
 */
export function addAffiliation(
  session: Session,
  input: AddAffiliation,
): Promise<WorkResult<ChangedAffiliation>> {
  return unitOfWork(session, async (uow) => {
    const { mspId } = session.principal.principal;
    const { personId } = input;
    const person = isUuid(personId)
      ? await uow.em.findOne(PersonEntity, { mspId, id: personId })
      : null;
    if (!person) return err(notFound(['personId']));
    const found = await findPlace(uow, input);
    if (!found.ok) return found;
    const { clinicId, organizationId } = found.value;
    const allowed = authorize(uow, 'member:manage', found.value);
    if (!allowed.ok) return allowed;
    if (organizationId === null) {
      const message = 'An affiliation needs a clinicId or an organizationId.';
      return err(refusal('PLACE_REQUIRED', message, ['clinicId']));
    }
    if (person.side === 'PROVIDER') {
      const message = 'The MSP’s own people work for all its clients; they need no affiliation.';
      return err(refusal('SIDE_MISMATCH', message, ['personId']));
    }
    const said = checkWords(uow, input);
    if (!said.ok) return said;
    const id = checkNewId(input.id, uow.newId);
    if (!id.ok) return id;
    await lockPeople(uow, [personId]);
    const isHome =
      clinicId === null
        ? person.clinicId === null && person.organizationId === organizationId
        : person.clinicId === clinicId;
    if (isHome) return err(belongsAlready());
    const open = { mspId, personId, organizationId, clinicId, endedAt: null };
    if (await uow.em.count(PersonAffiliationEntity, open)) return err(belongsAlready());
    uow.em.create(
      PersonAffiliationEntity,
      { ...open, id: id.value, ...said.value, createdAt: uow.now, version: 1 },
      { persist: true },
    );
    uow.record({
      type: 'PersonAffiliationAdded',
      recordType: 'Person',
      recordId: personId,
      clinicId,
      facts: { affiliationId: id.value, organizationId, since: said.value.since },
      authority: allowed.value,
    });
    return ok({ affiliationId: id.value, personId });
  });
}

function checkWords({ now }: UnitOfWork, { title, email, since = now }: AddAffiliation) {
  const checkedTitle = checkOptionalText(title, 'title');
  if (!checkedTitle.ok) return checkedTitle;
  const checkedEmail = checkEmail(email);
  if (!checkedEmail.ok) return checkedEmail;
  const checkedSince = checkSince(since, now);
  if (!checkedSince.ok) return checkedSince;
  return ok({ title: checkedTitle.value, email: checkedEmail.value, since });
}

function checkSince(since: Instant, now: Instant): Result<true, Refusal> {
  return isInstant(since) && since <= now
    ? ok(true)
    : err(refusal('SINCE_AHEAD', 'since must not lie ahead.', ['since']));
}

const belongsAlready = () =>
  refusal('AFFILIATED_ALREADY', 'They belong there already.', ['personId']);
