import { GraphQLError } from 'graphql';
import type { GraphQLParams } from 'graphql-yoga';

/** The most bytes a request's body may have. */
export const MAX_BODY_BYTES = 1_000_000;
const MAX_NESTING = 100;

function refuse(status: number, code: string, message: string): never {
  throw new GraphQLError(message, { extensions: { code, http: { status } } });
}

/** Reads a POST body as JSON and nothing else: bounded, strictly UTF-8, an object. */
export async function readJsonBody(request: Request): Promise<GraphQLParams> {
  if (request.headers.get('content-encoding')) {
    refuse(415, 'UNSUPPORTED_MEDIA_TYPE', 'Send the body without content-encoding.');
  }
  const bytes = await readBounded(request);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return badRequest('The body is not valid UTF-8.');
  }
  if (nestsDeeperThan(text, MAX_NESTING)) badRequest('The JSON nests too deep.');
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return badRequest('The body is not valid JSON.');
  }
  if (!isObject(body)) {
    return badRequest('The body must be a JSON object with a "query"; batches are not taken.');
  }
  return checkParams(body);
}

/** Reads the parameters of a GET: `query`, `operationName`, and `variables` and `extensions` as JSON. */
export function readUrl(request: Request): GraphQLParams {
  const { searchParams } = new URL(request.url, 'http://localhost');
  const params = ['query', 'operationName', 'variables', 'extensions'].flatMap((name) => {
    const text = searchParams.get(name);
    if (text === null) return [];
    return [[name, name === 'query' || name === 'operationName' ? text : parseParam(name, text)]];
  });
  return checkParams(Object.fromEntries(params));
}

function parseParam(name: string, text: string): unknown {
  if (nestsDeeperThan(text, MAX_NESTING)) badRequest(`${name} nests too deep.`);
  try {
    return JSON.parse(text);
  } catch {
    return badRequest(`${name} is not valid JSON.`);
  }
}

function checkParams(params: Record<string, unknown>): GraphQLParams {
  const { query, operationName = null, variables = null, extensions = null } = params;
  if (typeof query !== 'string') badRequest('"query" must be a text: the GraphQL document.');
  if (operationName !== null && typeof operationName !== 'string') {
    badRequest('"operationName" must be a text.');
  }
  if (variables !== null && !isObject(variables)) badRequest('"variables" must be an object.');
  if (extensions !== null && !isObject(extensions)) badRequest('"extensions" must be an object.');
  return params as GraphQLParams;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const badRequest = (message: string): never => refuse(400, 'BAD_REQUEST', message);

async function readBounded(request: Request): Promise<Uint8Array> {
  const declared = Number(request.headers.get('content-length') ?? 0);
  if (declared > MAX_BODY_BYTES) tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
      size += chunk.byteLength;
      if (size > MAX_BODY_BYTES) tooLarge();
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof GraphQLError) throw error;
    // Whoever sent it has gone: nobody reads this, and it is no error of ours.
    badRequest('The body ended before it was complete.');
  }
  return Buffer.concat(chunks);
}

function tooLarge(): never {
  const message = `A request body has at most ${MAX_BODY_BYTES} bytes.`;
  // What is left of the body is never read, so the connection cannot serve another request.
  const http = { status: 413, headers: { connection: 'close' } };
  throw new GraphQLError(message, { extensions: { code: 'BODY_TOO_LARGE', http } });
}

/** Told before parsing, so that no input decides how deep the parser recurses. */
function nestsDeeperThan(text: string, limit: number): boolean {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const char = text.charCodeAt(i);
    if (inString) {
      if (char === 92) i++;
      else if (char === 34) inString = false;
    } else if (char === 34) inString = true;
    else if (char === 123 || char === 91) {
      if (++depth > limit) return true;
    } else if (char === 125 || char === 93) depth--;
  }
  return false;
}
