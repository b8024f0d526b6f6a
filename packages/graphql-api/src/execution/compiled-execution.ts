import {
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  GraphQLError,
  getOperationAST,
  isLeafType,
  Kind,
  type TypeNode,
} from 'graphql';
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';
import type { Plugin } from 'graphql-yoga';

/** How often a document is seen before it is compiled: compiling costs more than running it a few times. */
const SEEN_BEFORE_COMPILING = 3;

interface Seen {
  times: number;
  compiled: CompiledQuery | null;
}

/**
 * Executes as graphql-js does; a document that comes back is compiled to JavaScript first, which
 * halves what its execution costs (docs/decisions/0003-read-path.md). A client that never sends the
 * same document twice makes nothing be compiled. What cannot be compiled is interpreted for good.
 */
export function compiledExecution(): Plugin {
  // By document: the HTTP layer keeps a bounded number of parsed documents and hands out the same object.
  const seen = new WeakMap<DocumentNode, Map<string, Seen>>();
  const run = (args: ExecutionArgs): Promise<ExecutionResult> | ExecutionResult => {
    const compiled = lookUp(seen, args);
    if (!compiled) return execute(args);
    const { rootValue, contextValue, variableValues } = args;
    const result = compiled.query(rootValue, contextValue, variableValues ?? {});
    return result instanceof Promise
      ? result.then((answer) => withProperErrors(answer, args))
      : withProperErrors(result, args);
  };
  return { onExecute: ({ setExecuteFn }) => setExecuteFn(run) };
}

/**
 * The compiler's errors lack places in the document and extensions. A query, and whatever was refused
 * before anything ran, is interpreted again to have them; what a mutation did is not done twice.
 */
function withProperErrors(
  result: ExecutionResult,
  args: ExecutionArgs,
): Promise<ExecutionResult> | ExecutionResult {
  if (!result.errors) return result;
  const operation = getOperationAST(args.document, args.operationName);
  if (result.data === undefined || operation?.operation === 'query') return execute(args);
  const errors = result.errors.map(
    ({ message, path, originalError }) =>
      new GraphQLError(message, { path: path ?? null, originalError: originalError ?? null }),
  );
  return { ...result, errors };
}

function lookUp(
  seen: WeakMap<DocumentNode, Map<string, Seen>>,
  args: ExecutionArgs,
): CompiledQuery | null {
  const { schema, document, operationName } = args;
  const operations = seen.get(document) ?? new Map<string, Seen>();
  seen.set(document, operations);
  const key = operationName ?? '';
  const entry = operations.get(key) ?? { times: 0, compiled: null };
  operations.set(key, entry);
  if (++entry.times === SEEN_BEFORE_COMPILING && hasPlainVariables(args)) {
    const result = compileQuery(schema, document, operationName ?? undefined);
    entry.compiled = isCompiledQuery(result) ? result : null;
  }
  return entry.compiled;
}

/**
 * Whether all variables are scalars, enums or lists of them. For an input object the compiler writes a
 * checker of everything that can nest in it, which for a filter takes seconds.
 */
function hasPlainVariables({ schema, document, operationName }: ExecutionArgs): boolean {
  const operation = getOperationAST(document, operationName);
  return (operation?.variableDefinitions ?? []).every(({ type }) =>
    isLeafType(schema.getType(namedTypeOf(type))),
  );
}

function namedTypeOf(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedTypeOf(type.type);
}
