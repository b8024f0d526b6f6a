import type { Principal } from '@wardline/access';
import {
  type FirstStatement,
  openReadChannel,
  type ReadChannel,
} from '../database/read-channel.ts';
import { DatabaseBusy } from '../errors.ts';
import type { Session } from '../session.ts';

/** The rights a transaction began with are not those of the database any more: begin again. */
export class RightsChanged extends Error {
  constructor() {
    super('The rights have changed.');
  }
}

const MAX_ATTEMPTS = 6;

/** Reads the rights anew if a grant has begun or ended since, or the credential has expired. */
export async function renewWhenExpired({ principal, engine }: Session): Promise<void> {
  const { validUntil } = principal;
  if (validUntil !== null && validUntil <= engine.ports.now()) await principal.renew();
}

/**
 * Opens a snapshot under the session's rights as they are in that very snapshot, and runs its first
 * statement. `first` is compiled for the rights the attempt is made with.
 * @throws {@link DatabaseBusy} if they change again and again.
 */
export async function openCurrentChannel(
  session: Session,
  first: (principal: Principal) => FirstStatement,
): Promise<ReadChannel> {
  const { engine, principal: signedIn } = session;
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    await renewWhenExpired(session);
    const { context, epoch, principal } = signedIn;
    const channel = await openReadChannel(engine.database, context, first(principal));
    if (epoch === null || epoch === channel.epoch) return channel;
    channel.close();
    await signedIn.renew();
  }
  throw new DatabaseBusy({ cause: new RightsChanged() });
}
