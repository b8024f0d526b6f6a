/** Where in the caller's input a refusal points: field names and list indexes, outermost first. */
export type InputPath = readonly (string | number)[];

/**
 * An expected "no" as data: a stable code to program against, a message that says what to do,
 * and the path of the input it is about (empty when it is about no single field).
 */
export interface Refusal<Code extends string = string> {
  readonly code: Code;
  readonly message: string;
  readonly path: InputPath;
}

/** Builds a refusal; `path` defaults to none. */
export function refusal<Code extends string>(
  code: Code,
  message: string,
  path: InputPath = [],
): Refusal<Code> {
  return { code, message, path };
}

/** The same refusal, seen from one level further out: `within(['input'], r)`. */
export function within<R extends Refusal>(outer: InputPath, inner: R): R {
  return { ...inner, path: [...outer, ...inner.path] };
}
