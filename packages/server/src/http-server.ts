import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CommandFailed } from './command.ts';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** A port that is ours, answering 503 until there is something to answer with. */
export interface OpenServer {
  readonly port: number;
  /** From now on requests go there. */
  serve(handler: Handler): void;
  /** Takes no new connections and lets requests under way finish, for five seconds at most. */
  close(): Promise<void>;
}

const LAST_REQUESTS_MS = 5_000;

/**
 * Takes a port, before any long work: who comes second learns it at once, and who asks early is told
 * to come again. @throws CommandFailed if the port cannot be had.
 */
export async function openServer(port: number, host: string): Promise<OpenServer> {
  let handler: Handler = notYet;
  const server = createServer((request, response) => handler(request, response));
  await listening(server, port, host);
  return {
    port: (server.address() as AddressInfo).port,
    serve: (next) => {
      handler = next;
    },
    close: () =>
      new Promise((resolve) => {
        const late = setTimeout(() => server.closeAllConnections(), LAST_REQUESTS_MS);
        server.close(() => {
          clearTimeout(late);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}

function listening(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(new CommandFailed(explain(error, port, host)));
    });
    server.listen(port, host, resolve);
  });
}

function explain(error: NodeJS.ErrnoException, port: number, host: string): string {
  switch (error.code) {
    case 'EADDRINUSE':
      return `Port ${port} is taken by another program. Stop it, or choose another port with --port.`;
    case 'EACCES':
      return `Port ${port} is not ours to open. Choose one from 1024 up with --port.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `${host} is no address of this machine. Choose another with --host.`;
    default:
      return `Port ${port} on ${host} cannot be opened: ${error.message}`;
  }
}

function notYet(_request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(503, { 'content-type': 'application/json', 'retry-after': '2' });
  response.end('{"errors":[{"message":"Wardline is starting.","extensions":{"code":"STARTING"}}]}');
}
