import type { Permission } from '@wardline/access';
import type { ClinicId, MspId, PersonId } from '@wardline/kernel';
import { openReadChannel } from '../database/read-channel.ts';
import { NOBODY } from '../database/session-context.ts';
import { CredentialRefused } from '../errors.ts';
import type { Engine } from '../session.ts';
import { apiKeyRights, memberRights } from './rights.ts';
import { issue, type Rights, type SignedIn } from './signed-in.ts';
import { parseToken, sameHash, type TokenParts } from './token.ts';

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

/** Who signed in lately, by credential: bounded, and never trusted without its epoch being compared. */
export interface SignInMemory {
  get(credentialId: string): Remembered | undefined;
  set(credentialId: string, remembered: Remembered): void;
}

interface Remembered {
  readonly secretHash: string;
  readonly signedIn: SignedIn;
}

const MAX_REMEMBERED = 5000;

export function signInMemory(): SignInMemory {
  const remembered = new Map<string, Remembered>();
  return {
    get: (id) => remembered.get(id),
    set: (id, entry) => {
      remembered.delete(id);
      if (remembered.size >= MAX_REMEMBERED)
        remembered.delete(remembered.keys().next().value ?? '');
      remembered.set(id, entry);
    },
  };
}

/**
 * Signs in with a bearer token. The rights of a credential seen before are kept and compared with
 * the access epoch in the transaction that uses them: a revoked key, a withdrawn grant or a clinic
 * that left counts from the next request on.
 * @throws CredentialRefused, the same for every reason.
 */
export async function authenticate(engine: Engine, token: string): Promise<SignedIn> {
  const parts = parseToken(token);
  if (!parts) throw new CredentialRefused();
  const known = engine.signIns.get(parts.id);
  if (known && sameHash(known.secretHash, parts.secretHash)) return known.signedIn;
  const read = () => readRights(engine, parts);
  const signedIn = issue(await read(), read);
  engine.signIns.set(parts.id, { secretHash: parts.secretHash, signedIn });
  return signedIn;
}

async function readRights(engine: Engine, { id, secretHash }: TokenParts): Promise<Rights> {
  const now = engine.ports.now();
  const credential = await readCredential(engine, id);
  if (!credential || !sameHash(credential.secret_hash, secretHash)) throw new CredentialRefused();
  const expiresAt = credential.expires_at === null ? null : Date.parse(credential.expires_at);
  if ((expiresAt !== null && expiresAt <= now) || credential.revoked_at !== null) {
    throw new CredentialRefused();
  }
  const { msp_id: mspId, person_id: personId, scopes, clinic_ids: clinicIds } = credential;
  const rights = personId
    ? await memberRights(engine, mspId, personId, now)
    : await apiKeyRights(engine, { id, mspId, scopes: scopes ?? [], clinicIds }, now);
  if (!rights) throw new CredentialRefused();
  const ends = [rights.validUntil, expiresAt].filter((at): at is number => at !== null);
  return { ...rights, validUntil: ends.length === 0 ? null : Math.min(...ends) };
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
