import { type DocumentNode, type ExecutionArgs, type ExecutionResult, execute } from 'graphql';
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
    return compiled.query(rootValue, contextValue, variableValues ?? {});
  };
  return { onExecute: ({ setExecuteFn }) => setExecuteFn(run) };
}

function lookUp(
  seen: WeakMap<DocumentNode, Map<string, Seen>>,
  { schema, document, operationName }: ExecutionArgs,
): CompiledQuery | null {
  const operations = seen.get(document) ?? new Map<string, Seen>();
  seen.set(document, operations);
  const key = operationName ?? '';
  const entry = operations.get(key) ?? { times: 0, compiled: null };
  operations.set(key, entry);
  if (++entry.times === SEEN_BEFORE_COMPILING) {
    const result = compileQuery(schema, document, operationName ?? undefined);
    entry.compiled = isCompiledQuery(result) ? result : null;
  }
  return entry.compiled;
}
