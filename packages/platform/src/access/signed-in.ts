import type { Principal } from '@wardline/access';
import type { Instant, MspId } from '@wardline/kernel';
import { NOBODY, type SessionContext } from '../database/session-context.ts';

/** Rights as they were read at one moment. */
export interface Rights {
  readonly principal: Principal;
  readonly context: SessionContext;
  /** The MSP's access epoch they were read under; null for Wardline itself, whose rights never change. */
  readonly epoch: number | null;
  /** The first instant at which a grant begins or ends, or the credential expires; null for never. */
  readonly validUntil: Instant | null;
}

/**
 * A principal whose rights come from the database: made only by signing in, by `wardline.member` and
 * by `wardline.service`. An object of the same form opens nothing. It may be kept: every transaction
 * compares its epoch and reads the rights anew when they have changed.
 */
export interface SignedIn extends Rights {
  /** Reads the rights anew. @throws CredentialRefused if there are none any more. */
  renew(): Promise<void>;
}

const issued = new WeakSet<SignedIn>();

/** @param read reads the rights anew; throws when there are none any more. */
export function issue(first: Rights, read: () => Promise<Rights>): SignedIn {
  let rights = first;
  const signedIn: SignedIn = Object.freeze({
    get principal() {
      return rights.principal;
    },
    get context() {
      return rights.context;
    },
    get epoch() {
      return rights.epoch;
    },
    get validUntil() {
      return rights.validUntil;
    },
    async renew() {
      rights = await read();
    },
  });
  issued.add(signedIn);
  return signedIn;
}

/** @throws TypeError for an object that did not come from here. */
export function assertIssued(signedIn: SignedIn): void {
  if (!issued.has(signedIn)) {
    throw new TypeError(
      'Not a signed-in principal. Get one from wardline.authenticate(token), wardline.member(...) or wardline.service(mspId).',
    );
  }
}

/** What row-level security lets Wardline itself see while it works for one MSP. */
export function serviceContext(mspId: string): SessionContext {
  return { ...NOBODY, mspId, actorId: mspId, side: 'PROVIDER', allClinics: true };
}

/** Wardline itself, working for one MSP: imports, jobs, setting up. */
export function servicePrincipal(mspId: MspId): SignedIn {
  const rights: Rights = {
    principal: {
      mspId,
      actor: { kind: 'SERVICE', id: mspId },
      personId: null,
      side: 'PROVIDER',
      apiKeyScopes: null,
      grants: [
        {
          id: mspId,
          role: 'MSP_ADMIN',
          effect: 'ALLOW',
          scope: { type: 'MSP' },
          from: 0,
          until: null,
        },
      ],
    },
    context: serviceContext(mspId),
    epoch: null,
    validUntil: null,
  };
  return issue(rights, () => Promise.resolve(rights));
}
