import type { Principal } from '@wardline/access';
import type { MspId } from '@wardline/kernel';
import { NOBODY, type SessionContext } from '../database/session-context.ts';

/**
 * A principal whose rights were read from the database: made only by signing in, by
 * `wardline.member` and by `wardline.service`. An object of the same form opens nothing.
 */
export interface SignedIn {
  readonly principal: Principal;
  readonly context: SessionContext;
}

const issued = new WeakSet<SignedIn>();

export function issue(signedIn: SignedIn): SignedIn {
  Object.freeze(signedIn);
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
  return issue({
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
  });
}
