import { createGraphQLHandler } from '@wardline/graphql-api';
import type { Wardline } from '@wardline/platform';
import type { OpenServer } from './http-server.ts';
import type { Terminal } from './terminal.ts';
import { workUntilStopped } from './working.ts';

export interface Serving {
  readonly wardline: Wardline;
  readonly server: OpenServer;
  /** Development: GraphiQL and introspection; production: neither. */
  readonly mode: 'development' | 'production';
  readonly stop: AbortSignal;
  readonly terminal: Terminal;
  /** False where another process works (`wardline work`). */
  readonly works: boolean;
}

/** Answers requests, and does what becomes due, until the process is asked to end; then finishes them and closes the database. */
export async function serveUntilStopped(serving: Serving): Promise<void> {
  const { wardline, server, mode, stop, terminal, works } = serving;
  const handler = createGraphQLHandler({ wardline, mode });
  server.serve((request, response) => handler.handle(request, response));
  const working = works ? workUntilStopped({ wardline, terminal, stop }) : Promise.resolve();
  if (!stop.aborted) {
    await new Promise<void>((resolve) => {
      stop.addEventListener('abort', () => resolve(), { once: true });
    });
  }
  await server.close();
  await working;
  await wardline.close();
}
