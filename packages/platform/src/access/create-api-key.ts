import { canMintApiKey, type Permission } from '@wardline/access';
import {
  type ClinicId,
  err,
  type Instant,
  isUuid,
  type OrganizationId,
  ok,
  refusal,
} from '@wardline/kernel';
import { checkName } from '../checks.ts';
import { notFound } from '../refusals.ts';
import type { Session } from '../session.ts';
import { ClinicEntity } from '../tenancy/clinic.entity.ts';
import { unitOfWork, type WorkResult } from '../unit-of-work.ts';
import { CredentialEntity } from './credential.entity.ts';
import { apiKeyGrants } from './rights.ts';
import { mintToken } from './token.ts';

const YEAR_MS = 366 * 24 * 60 * 60 * 1000;

export interface CreateApiKey {
  readonly name: string;
  readonly scopes: readonly Permission[];
  /** The clinics it may touch; null for all of the MSP. An empty list is refused: it would mean none. */
  readonly clinicIds?: readonly string[] | null | undefined;
  /** At most a year ahead. */
  readonly expiresAt: Instant;
}

/** Makes a key for an integration. The token is in this answer and nowhere else, ever. */
export async function createApiKey(
  session: Session,
  input: CreateApiKey,
): Promise<WorkResult<{ readonly apiKeyId: string; readonly token: string | null }>> {
  const id = session.engine.newId();
  const { token, secretHash } = mintToken(id, session.engine.ports);
  const result = await unitOfWork<{ apiKeyId: string }>(session, async (uow) => {
    const { principal } = session.principal;
    const { mspId } = principal;
    const name = checkName(input.name);
    if (!name.ok) return name;
    const { clinicIds = null, expiresAt } = input;
    if (expiresAt <= uow.now || expiresAt > uow.now + YEAR_MS) {
      return err(
        refusal('EXPIRY_OUT_OF_RANGE', 'expiresAt must lie ahead, and at most a year.', [
          'expiresAt',
        ]),
      );
    }
    const wanted = clinicIds?.filter(isUuid) ?? [];
    const clinics = await uow.em.find(ClinicEntity, { mspId, id: { $in: [...wanted] } });
    if (clinicIds !== null && clinics.length !== new Set(clinicIds).size) {
      return err(notFound(['clinicIds']));
    }
    const decision = canMintApiKey(
      principal,
      { scopes: input.scopes, grants: apiKeyGrants(id, clinicIds as readonly ClinicId[] | null) },
      uow.now,
      {
        organizationOf: Object.fromEntries(
          clinics.map((c) => [c.id, c.organizationId as OrganizationId]),
        ),
      },
    );
    if (!decision.allowed) return err(refusal(decision.code, decision.reason, ['scopes']));
    uow.em.create(
      CredentialEntity,
      {
        mspId,
        id,
        kind: 'API_KEY',
        name: name.value,
        secretHash,
        personId: null,
        scopes: [...input.scopes],
        clinicIds: clinicIds === null ? null : [...clinicIds],
        createdAt: uow.now,
        createdBy: principal.personId,
        expiresAt,
        revokedAt: null,
        version: 1,
      },
      { persist: true },
    );
    uow.record({
      type: 'ApiKeyCreated',
      recordType: 'ApiKey',
      recordId: id,
      clinicId: null,
      facts: { scopes: input.scopes, clinicIds, expiresAt },
      authority: `apikey:manage as ${decision.by?.role ?? principal.actor.kind}`,
    });
    return ok({ apiKeyId: id });
  });
  if (!result.ok) return result;
  // A replay names the first key; its secret is not kept, so it cannot be shown again.
  return ok({ ...result.value, token: result.value.apiKeyId === id ? token : null });
}
