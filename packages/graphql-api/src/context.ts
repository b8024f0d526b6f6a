import type { Desk, IdempotencyKey, ReadSession, SignedIn, Wardline } from '@wardline/platform';
import { GraphQLError } from 'graphql';

/** What came in with the HTTP request: who asks, and under which id it is told of. */
export interface RequestFacts {
  readonly requestId: string;
  readonly signedIn: SignedIn | null;
  readonly idempotencyKey: string | null;
}

/** What every resolver gets. Made per request; nothing in it outlives the request. */
export interface ApiContext extends RequestFacts {
  readonly wardline: Wardline;
  /** The one instant of the request, epoch milliseconds. */
  readonly now: number;
  /** Set before execution: what is asked for. */
  operation: 'query' | 'mutation' | 'subscription';
  /** Set before execution: there is one root field, so that a list is all the operation reads. */
  readsOnce: boolean;
  /** Everything the caller can do. @throws if nobody is signed in */
  readonly desk: Desk;
  /** The same for something that is to be done once. */
  deskWith(idempotency: IdempotencyKey): Desk;
  /** Reads; of a query in one snapshot, of a mutation each after its own commit. */
  read<T>(work: (session: ReadSession) => Promise<T>): Promise<T>;
  /** Lets the query's snapshot go. */
  close(): void;
}

export function makeContext(wardline: Wardline, facts: RequestFacts): ApiContext {
  const now = wardline.now();
  let desk: Desk | null = null;
  let shared: ReadSession | null = null;
  let closed = false;
  const context: ApiContext = {
    ...facts,
    wardline,
    now,
    operation: 'query',
    readsOnce: false,
    get desk() {
      desk ??= wardline.as(signedIn(facts), { requestId: facts.requestId, now });
      return desk;
    },
    deskWith: (idempotency) =>
      wardline.as(signedIn(facts), { requestId: facts.requestId, now, idempotency }),
    async read(work) {
      if (context.operation === 'query') {
        // A field that failed has ended the operation: nobody would let this session go.
        if (closed) throw new Error('The operation has ended.');
        shared ??= context.desk.read();
        return work(shared);
      }
      // A mutation reads what it wrote, and holds no connection while the next one writes.
      const session = context.desk.read();
      try {
        return await work(session);
      } finally {
        session.close();
      }
    },
    close() {
      closed = true;
      shared?.close();
      shared = null;
    },
  };
  return context;
}

function signedIn({ signedIn }: RequestFacts): SignedIn {
  if (!signedIn) throw unauthenticated();
  return signedIn;
}

/** The one answer to every credential that is not accepted. */
export function unauthenticated(): GraphQLError {
  return new GraphQLError(
    'Sign in: send a valid token in the header "Authorization: Bearer wl_…".',
    {
      extensions: {
        code: 'UNAUTHENTICATED',
        http: { status: 401, headers: { 'WWW-Authenticate': 'Bearer' } },
      },
    },
  );
}
