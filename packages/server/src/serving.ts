import { createGraphQLHandler } from '@wardline/graphql-api';
import type { Wardline } from '@wardline/platform';
import type { OpenServer } from './http-server.ts';

export interface Serving {
  readonly wardline: Wardline;
  readonly server: OpenServer;
  /** Development: GraphiQL and introspection; production: neither. */
  readonly mode: 'development' | 'production';
  readonly stop: AbortSignal;
}

/** Answers requests until the process is asked to end; then finishes them and closes the database. */
export async function serveUntilStopped({ wardline, server, mode, stop }: Serving): Promise<void> {
  const handler = createGraphQLHandler({ wardline, mode });
  server.serve((request, response) => handler.handle(request, response));
  if (!stop.aborted) {
    await new Promise<void>((resolve) => {
      stop.addEventListener('abort', () => resolve(), { once: true });
    });
  }
  await server.close();
  await wardline.close();
}
