import type { Desk, IdempotencyKey, ReadSession, SignedIn, Wardline } from '@wardline/platform';
import { GraphQLError } from 'graphql';

/** What came in with the HTTP request: who asks, and under which id it is told of. */
export interface RequestFacts {
  readonly requestId: string;
  readonly signedIn: SignedIn | null;
  readonly idempotencyKey: string | null;
}

/** What the reads of an operation depend on. */
export interface OperationKind {
  readonly isMutation: boolean;
  /** There is one root field, so that a list is all the operation reads. */
  readonly hasOneRootField: boolean;
}

/**
 * What every resolver gets. Made per request; nothing in it outlives the request. The HTTP layer copies
 * its properties into an object of its own: there are no getters, and no property that changes.
 */
export interface ApiContext extends RequestFacts {
  readonly wardline: Wardline;
  /** The one instant of the request, epoch milliseconds. */
  readonly now: number;
  /** Told before execution what kind of operation begins. */
  begin(kind: OperationKind): void;
  /** Everything the caller can do. @throws if nobody is signed in */
  readonly desk: Desk;
  /** The same for something that is to be done once. */
  deskWith(idempotency: IdempotencyKey): Desk;
  /** Reads; of a query in one snapshot, of a mutation each after its own commit. */
  read<T>(work: (session: ReadSession, isOnly: boolean) => Promise<T>): Promise<T>;
  /**
   * What a query works out in a transaction of its own. It takes turns with the query's reads, and none
   * of their snapshot is held meanwhile: a request that held one connection and waited for another could
   * wait for a request that does the same.
   */
  apart<T>(work: (desk: Desk) => Promise<T>): Promise<T>;
  /** Lets the query's snapshot go. */
  close(): void;
}

export function makeContext(wardline: Wardline, facts: RequestFacts): ApiContext {
  const now = wardline.now();
  const { requestId, signedIn } = facts;
  const desk = signedIn ? wardline.as(signedIn, { requestId, now }) : nobodysDesk();
  let kind: OperationKind = { isMutation: false, hasOneRootField: false };
  let shared: ReadSession | null = null;
  let closed = false;
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(() => {
      // A field that failed has ended the operation: nobody would let this session go.
      if (closed) throw new Error('The operation has ended.');
      return work();
    });
    last = turn.catch(() => undefined);
    return turn;
  };
  const letGo = () => {
    shared?.close();
    shared = null;
  };
  return {
    ...facts,
    wardline,
    now,
    desk,
    deskWith: (idempotency) =>
      signedIn ? wardline.as(signedIn, { requestId, now, idempotency }) : nobodysDesk(),
    begin: (begun) => {
      kind = begun;
    },
    async read(work) {
      if (!kind.isMutation) {
        return inTurn(() => {
          shared ??= desk.read();
          return work(shared, kind.hasOneRootField);
        });
      }
      // A mutation reads what it wrote, and holds no connection while the next one writes.
      const session = desk.read();
      try {
        return await work(session, false);
      } finally {
        session.close();
      }
    },
    apart: (work) =>
      inTurn(() => {
        letGo();
        return work(desk);
      }),
    close() {
      closed = true;
      letGo();
    },
  };
}

/** The desk of those who are not signed in: whatever is asked of it, it asks them to. */
function nobodysDesk(): Desk {
  return new Proxy({} as Desk, {
    get: () => {
      throw unauthenticated();
    },
  });
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
