import type { Wardline } from '@wardline/platform';
import {
  createSourceEventStream,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  GraphQLError,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { type ApiContext, makeContext } from '../context.ts';

interface EventStreamOptions {
  readonly wardline: Wardline;
  /** What the caller is told of an error in an event. */
  readonly mask: (error: unknown, requestId: string) => Error;
}

/** How many streams one principal may have open at a time, in this process. */
export const MAX_STREAMS = 50;

/**
 * Subscriptions: each event is answered as a query of its own, at its own instant, in its own
 * snapshot, under the rights of that moment. Nothing is held between two events.
 */
export function eventStreams({
  wardline,
  mask,
}: EventStreamOptions): Plugin<object, object, ApiContext> {
  const open = new Map<string, number>();
  const change = (actorId: string, by: 1 | -1) => {
    const count = (open.get(actorId) ?? 0) + by;
    if (count === 0) open.delete(actorId);
    else open.set(actorId, count);
    return count;
  };
  async function subscribe(args: ExecutionArgs) {
    const context = args.contextValue as ApiContext;
    const actorId = context.signedIn?.principal.actor.id ?? '';
    if (change(actorId, 1) > MAX_STREAMS) {
      change(actorId, -1);
      const message = `You have ${MAX_STREAMS} subscriptions open. Close one first.`;
      return {
        errors: [new GraphQLError(message, { extensions: { code: 'SUBSCRIPTION_LIMIT' } })],
      };
    }
    try {
      const source = await createSourceEventStream(args);
      if (!(Symbol.asyncIterator in source)) {
        change(actorId, -1);
        return source;
      }
      return answers(source, args, context, () => change(actorId, -1));
    } catch (error) {
      change(actorId, -1);
      throw error;
    }
  }
  async function* answers(
    source: AsyncIterable<unknown>,
    args: ExecutionArgs,
    { requestId, signedIn }: ApiContext,
    done: () => void,
  ): AsyncGenerator<ExecutionResult> {
    try {
      for await (const event of source) {
        const context = makeContext(wardline, { requestId, signedIn, idempotencyKey: null });
        context.begin({ isMutation: false, hasOneRootField: false });
        try {
          const result = await execute({ ...args, rootValue: event, contextValue: context });
          yield masked(result, requestId);
        } finally {
          context.close();
        }
      }
    } catch (error) {
      // The rights or the database went away: said as the last event, not as a broken connection.
      yield masked({ errors: [asGraphQLError(error)] }, requestId);
    } finally {
      done();
    }
  }
  const masked = (result: ExecutionResult, requestId: string): ExecutionResult =>
    result.errors
      ? { ...result, errors: result.errors.map((each) => mask(each, requestId) as GraphQLError) }
      : result;
  return { onSubscribe: ({ setSubscribeFn }) => setSubscribeFn(subscribe as never) };
}

function asGraphQLError(error: unknown): GraphQLError {
  const originalError = error instanceof Error ? error : new Error(String(error));
  return new GraphQLError(originalError.message, { originalError });
}
