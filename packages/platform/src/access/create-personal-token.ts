import { err, type Instant, isInstant, isUuid, ok, refusal } from '@wardline/kernel';
import { checkName } from '../checks.ts';
import { PersonEntity } from '../people/person.entity.ts';
import { forbidden, notFound } from '../refusals.ts';
import type { Session } from '../session.ts';
import { unitOfWork, type WorkResult } from '../unit-of-work.ts';
import { authorize } from './authorize.ts';
import { CredentialEntity } from './credential.entity.ts';
import { mintToken } from './token.ts';

export interface CreatePersonalToken {
  readonly personId: string;
  readonly name: string;
  readonly expiresAt: Instant;
}

/** Makes a token that signs a member in with the rights they have at the time, no others. */
export async function createPersonalToken(
  session: Session,
  input: CreatePersonalToken,
): Promise<WorkResult<{ readonly credentialId: string; readonly token: string }>> {
  const id = session.engine.newId();
  const { token, secretHash } = mintToken(id, session.engine.ports);
  const result = await unitOfWork<{ credentialId: string }>(session, async (uow) => {
    const { principal } = session.principal;
    const { mspId } = principal;
    const { personId, expiresAt } = input;
    // A person's token can do what no key may, such as make keys.
    if (principal.actor.kind === 'API_KEY') return err(forbidden('apikey:manage'));
    const person = isUuid(personId)
      ? await uow.em.findOne(PersonEntity, { mspId, id: personId })
      : null;
    if (!person) return err(notFound(['personId']));
    // To sign in as somebody else is to have all their rights: only who runs the MSP hands that out.
    const allowed =
      personId === principal.personId
        ? ok('own token')
        : authorize(uow, 'msp:manage', { clinicId: null, organizationId: null });
    if (!allowed.ok) return allowed;
    const name = checkName(input.name);
    if (!name.ok) return name;
    if (!isInstant(expiresAt) || expiresAt <= uow.now) {
      return err(refusal('EXPIRY_OUT_OF_RANGE', 'expiresAt must lie ahead.', ['expiresAt']));
    }
    uow.em.create(
      CredentialEntity,
      {
        mspId,
        id,
        kind: 'PERSONAL_TOKEN',
        name: name.value,
        secretHash,
        personId,
        scopes: null,
        clinicIds: null,
        createdAt: uow.now,
        createdBy: principal.personId,
        expiresAt,
        revokedAt: null,
        version: 1,
      },
      { persist: true },
    );
    uow.record({
      type: 'PersonalTokenCreated',
      recordType: 'Person',
      recordId: personId,
      clinicId: null,
      facts: { credentialId: id },
      authority: allowed.value,
    });
    return ok({ credentialId: id });
  });
  // The secret stays out of what is kept of the answer (see createApiKey).
  return result.ok ? ok({ ...result.value, token }) : result;
}
