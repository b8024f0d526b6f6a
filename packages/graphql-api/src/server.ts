import type { IncomingMessage, ServerResponse } from 'node:http';
import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import type { Wardline } from '@wardline/platform';
import { createYoga, useReadinessCheck } from 'graphql-yoga';
import { type ApiContext, makeContext } from './context.ts';
import { compiledExecution } from './execution/compiled-execution.ts';
import { eventStreams } from './execution/event-streams.ts';
import { calendarFeeds } from './http/feed-route.ts';
import { gatekeeper } from './http/gatekeeper.ts';
import { idempotencyKeyOf } from './http/idempotency-key.ts';
import { type ErrorReport, maskError } from './http/mask-error.ts';
import { WELCOME_QUERY } from './http/welcome-query.ts';
import { documentGuard } from './limits/document-guard.ts';
import { DOCUMENT_LIMITS, type DocumentLimits } from './limits/document-limits.ts';
import { schema } from './schema.ts';

export interface GraphQLHandlerOptions {
  readonly wardline: Wardline;
  /** In development GraphiQL is served, and the schema may be asked for without a token. */
  readonly mode: 'development' | 'production';
  /** Where it is mounted. Default `/graphql`. */
  readonly path?: string | undefined;
  readonly limits?: Partial<DocumentLimits> | undefined;
  /** Told of every unexpected error. Default: a line of JSON on stderr. */
  readonly onError?: ((report: ErrorReport) => void) | undefined;
}

export interface GraphQLHandler {
  /** For `http.createServer(handler.handle)`. */
  handle(request: IncomingMessage, response: ServerResponse): void;
  /** The same for Fetch API servers and tests. */
  fetch(request: Request): Promise<Response>;
}

/**
 * The HTTP face of Wardline: one GraphQL endpoint; `/health`, `/ready` and the calendar feeds
 * `/feeds/on-call.ics` and `/feeds/visits.ics` beside it.
 * @example
 * const { handle } = createGraphQLHandler({ wardline, mode: 'production' });
 * http.createServer(handle).listen(4000);
 */
export function createGraphQLHandler(options: GraphQLHandlerOptions): GraphQLHandler {
  const { wardline, mode, path = '/graphql' } = options;
  const limits: DocumentLimits = { ...DOCUMENT_LIMITS, ...options.limits };
  const report =
    options.onError ?? ((what: ErrorReport) => process.stderr.write(`${JSON.stringify(what)}\n`));
  const gate = gatekeeper({ wardline, admitsNobody: mode === 'development', report });
  const yoga = createYoga<object, ApiContext>({
    schema,
    graphqlEndpoint: path,
    landingPage: false,
    graphiql: mode === 'development' ? { title: 'Wardline', defaultQuery: WELCOME_QUERY } : false,
    // From the package, not from a CDN: it works in a clinic without internet, and runs nobody else's code.
    renderGraphiQL,
    cors: false,
    batching: false,
    multipart: false,
    logging: false,
    healthCheckEndpoint: '/health',
    // Masked by the gatekeeper, which knows the request's id.
    maskedErrors: false,
    context: ({ request }) =>
      makeContext(wardline, {
        ...gate.admissionOf(request),
        idempotencyKey: idempotencyKeyOf(request.headers),
      }),
    plugins: [
      calendarFeeds({
        wardline,
        requestIdOf: (request) => gate.admissionOf(request).requestId,
        report,
      }),
      gate.plugin,
      documentGuard(limits),
      compiledExecution(),
      eventStreams({ wardline, mask: (error, requestId) => maskError(error, requestId, report) }),
      useReadinessCheck({ endpoint: '/ready', check: async () => wardline.ready() }),
    ],
  });
  return {
    handle: (request, response) => {
      // Node keeps the first of two such headers; together they are no credential.
      const credentials = request.headersDistinct.authorization ?? [];
      if (credentials.length > 1) request.headers.authorization = credentials.join(', ');
      void yoga(request, response);
    },
    fetch: async (request) => yoga.fetch(request),
  };
}
