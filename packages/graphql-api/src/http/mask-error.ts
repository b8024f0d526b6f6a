import { CredentialRefused, DatabaseBusy, ReadRefused } from '@wardline/platform';
import { GraphQLError } from 'graphql';
import { unauthenticated } from '../context.ts';
import { limitExceeded } from '../limits/document-limits.ts';

export interface ErrorReport {
  readonly requestId: string;
  /** The class and code of the error; never its message, which may quote what people wrote. */
  readonly name: string;
  readonly code: string | null;
  /** Where it was thrown; of our own code, without values. */
  readonly stack: string | null;
}

/**
 * What a caller is told of an error: refusals of bad input as they are, everything else by the
 * request id alone, under which the operator finds the report.
 */
export function maskError(
  error: unknown,
  requestId: string,
  report: (report: ErrorReport) => void,
): Error {
  if (error instanceof GraphQLError) {
    const { originalError } = error;
    // The credential ended between being shown and being used.
    if (originalError instanceof CredentialRefused) return unauthenticated();
    if (originalError instanceof ReadRefused) return badInput(error, originalError);
    if (!originalError || originalError instanceof GraphQLError) return withCode(error);
  }
  const cause = error instanceof GraphQLError ? (error.originalError ?? error) : error;
  report({
    requestId,
    name: cause instanceof Error ? cause.name : typeof cause,
    code: codeOf(cause),
    stack: cause instanceof Error ? frames(cause) : null,
  });
  if (codeOf(cause) === QUERY_CANCELED) {
    return new GraphQLError('It took longer than the server allows. Ask for less at once.', {
      ...(error instanceof GraphQLError ? placeOf(error) : {}),
      extensions: { code: 'TIMEOUT', requestId, ...statusOf(error) },
    });
  }
  if (cause instanceof DatabaseBusy) {
    return new GraphQLError('The server is busy: nothing was done. Try again in a moment.', {
      ...(error instanceof GraphQLError ? placeOf(error) : {}),
      extensions: { code: cause.code, requestId, ...statusOf(error) },
    });
  }
  return new GraphQLError(
    `Something went wrong here. Tell the operator this request id: ${requestId}`,
    {
      ...(error instanceof GraphQLError ? placeOf(error) : {}),
      extensions: { code: 'INTERNAL_SERVER_ERROR', requestId, ...statusOf(error) },
    },
  );
}

function badInput(error: GraphQLError, { refusal }: ReadRefused): GraphQLError {
  return new GraphQLError(refusal.message, {
    ...placeOf(error),
    extensions: { code: 'BAD_USER_INPUT', reason: refusal.code, argumentPath: refusal.path },
  });
}

/** PostgreSQL's code for a statement that it ended because it ran too long. */
const QUERY_CANCELED = '57014';
const MAX_MESSAGE = 300;

/** Errors of parsing and validation have no code of their own; long echoes of input are cut. */
function withCode(error: GraphQLError): GraphQLError {
  // Yoga has marked it as an error of syntax, which is 200 for those who accept application/json.
  if (error.extensions.code === 'TOKEN_LIMIT') return limitExceeded('TOKEN_LIMIT', error.message);
  const message =
    error.message.length > MAX_MESSAGE ? `${error.message.slice(0, MAX_MESSAGE)}…` : error.message;
  if (error.extensions.code && message === error.message) return error;
  return new GraphQLError(message, {
    ...placeOf(error),
    extensions: { code: 'BAD_REQUEST', ...error.extensions },
  });
}

/** Where in the document and the answer it happened. */
function placeOf({ nodes, source, positions, path }: GraphQLError) {
  return {
    nodes: nodes ?? null,
    source: source ?? null,
    positions: positions ?? null,
    path: path ?? null,
  };
}

function codeOf(cause: unknown): string | null {
  const code = (cause as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : null;
}

/** The lines of the stack without its head, which is the message. */
function frames(error: Error): string {
  return (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n');
}

function statusOf(error: unknown) {
  return error instanceof GraphQLError ? {} : { http: { status: 500 } };
}
