import { err, isUuid, ok } from '@wardline/kernel';
import { takeTurns } from '../orm/take-turns.ts';
import { notFound } from '../refusals.ts';
import type { Session } from '../session.ts';
import { unitOfWork, type WorkResult } from '../unit-of-work.ts';
import { authorize } from './authorize.ts';
import { CredentialEntity } from './credential.entity.ts';

export interface RevokeApiKey {
  readonly apiKeyId: string;
}

/** Ends a key at once: its next request is refused. */
export function revokeApiKey(
  session: Session,
  { apiKeyId }: RevokeApiKey,
): Promise<WorkResult<{ readonly apiKeyId: string }>> {
  return unitOfWork(session, async (uow) => {
    const { mspId } = session.principal.principal;
    if (isUuid(apiKeyId)) await takeTurns(uow, 'credential', apiKeyId.toLowerCase());
    const key = isUuid(apiKeyId)
      ? await uow.em.findOne(CredentialEntity, { mspId, id: apiKeyId, kind: 'API_KEY' })
      : null;
    if (!key) return err(notFound(['apiKeyId']));
    const allowed = authorize(uow, 'apikey:manage', { clinicId: null, organizationId: null });
    if (!allowed.ok) return allowed;
    key.revokedAt ??= uow.now;
    uow.record({
      type: 'ApiKeyRevoked',
      recordType: 'ApiKey',
      recordId: key.id,
      clinicId: null,
      facts: {},
      authority: allowed.value,
    });
    return ok({ apiKeyId: key.id });
  });
}
