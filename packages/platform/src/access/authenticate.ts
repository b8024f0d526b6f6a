import type { Permission } from '@wardline/access';
import type { ClinicId, MspId, PersonId } from '@wardline/kernel';
import { openReadChannel } from '../database/read-channel.ts';
import { NOBODY } from '../database/session-context.ts';
import { CredentialRefused } from '../errors.ts';
import type { Engine } from '../session.ts';
import { apiKeyRights, memberRights } from './rights.ts';
import type { SignedIn } from './signed-in.ts';
import { parseToken, sameHash } from './token.ts';

interface CredentialFacts {
  readonly msp_id: MspId;
  readonly secret_hash: string;
  readonly person_id: PersonId | null;
  readonly scopes: readonly Permission[] | null;
  readonly clinic_ids: readonly ClinicId[] | null;
  readonly expires_at: string | null;
  readonly revoked_at: string | null;
}

const CREDENTIAL = `select row_to_json(x)::text as json from (select msp_id, secret_hash, person_id,
  scopes, clinic_ids, expires_at, revoked_at from credential where id = $1) x`;

/**
 * Signs in with a bearer token. The rights are read anew each time: a revoked key, a withdrawn grant
 * or a clinic that left counts from the next request on.
 * @throws CredentialRefused, the same for every reason.
 */
export async function authenticate(engine: Engine, token: string): Promise<SignedIn> {
  const now = engine.ports.now();
  const parts = parseToken(token);
  if (!parts) throw new CredentialRefused();
  const credential = await readCredential(engine, parts.id);
  if (!credential || !sameHash(credential.secret_hash, parts.secretHash)) {
    throw new CredentialRefused();
  }
  const expired = credential.expires_at !== null && Date.parse(credential.expires_at) <= now;
  if (expired || credential.revoked_at !== null) throw new CredentialRefused();
  const signedIn = credential.person_id
    ? await memberRights(engine, credential.msp_id, credential.person_id, now)
    : await apiKeyRights(
        engine,
        {
          id: parts.id,
          mspId: credential.msp_id,
          scopes: credential.scopes ?? [],
          clinicIds: credential.clinic_ids,
        },
        now,
      );
  if (!signedIn) throw new CredentialRefused();
  return signedIn;
}

async function readCredential(engine: Engine, id: string): Promise<CredentialFacts | null> {
  const channel = await openReadChannel(engine.database, { ...NOBODY, presentedKey: id });
  try {
    const [row] = await channel.query<{ json: string }>(CREDENTIAL, [id]);
    return row ? (JSON.parse(row.json) as CredentialFacts) : null;
  } finally {
    channel.close();
  }
}
