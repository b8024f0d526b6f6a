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
    return refuse(400, 'BAD_REQUEST', 'The body is not valid UTF-8.');
  }
  if (nestsDeeperThan(text, MAX_NESTING)) refuse(400, 'BAD_REQUEST', 'The JSON nests too deep.');
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return refuse(400, 'BAD_REQUEST', 'The body is not valid JSON.');
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    return refuse(
      400,
      'BAD_REQUEST',
      'The body must be a JSON object with a "query"; batches are not taken.',
    );
  }
  return body as GraphQLParams;
}

async function readBounded(request: Request): Promise<Uint8Array> {
  const declared = Number(request.headers.get('content-length') ?? 0);
  if (declared > MAX_BODY_BYTES) tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > MAX_BODY_BYTES) tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function tooLarge(): never {
  return refuse(413, 'BODY_TOO_LARGE', `A request body has at most ${MAX_BODY_BYTES} bytes.`);
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
