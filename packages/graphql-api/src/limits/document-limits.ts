import {
  type ASTVisitor,
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql';

/** What a document may be at most. Beyond it nothing is executed. */
export interface DocumentLimits {
  readonly tokens: number;
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
  readonly rootFields: number;
  readonly operations: number;
  /** Records a query may touch at most, by its page sizes multiplied down. */
  readonly cost: number;
}

export const DOCUMENT_LIMITS: DocumentLimits = {
  tokens: 5000,
  depth: 15,
  aliases: 50,
  directives: 50,
  rootFields: 20,
  operations: 10,
  cost: 50_000,
};

const MAX_VISITED = 20_000;

/** A refusal before execution: HTTP 400 with a stable code, and what the limit is. */
export function limitExceeded(code: string, message: string, extra: object = {}): GraphQLError {
  // `spec: false`: 400 for those too who accept no more than application/json.
  const http = { status: 400, spec: false };
  return new GraphQLError(message, { extensions: { code, http, ...extra } });
}

interface Totals {
  depth: number;
  rootFields: number;
  aliases: number;
  directives: number;
  visited: number;
}

/**
 * A validation rule that measures each operation with its fragments opened, and stops at the first
 * limit: a fragment bomb is refused after as many steps as the limit allows, not after it exploded.
 */
export function documentLimitsRule(limits: DocumentLimits) {
  return (context: ValidationContext): ASTVisitor => ({
    Document: {
      enter(document: DocumentNode) {
        const refusal = measure(document, limits, context.getSchema());
        // Thrown rather than reported: no other rule should spend time on such a document.
        if (refusal) throw refusal;
      },
    },
  });
}

function measure(
  document: DocumentNode,
  limits: DocumentLimits,
  schema: GraphQLSchema,
): GraphQLError | null {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  }
  const operations = document.definitions.filter((n) => n.kind === Kind.OPERATION_DEFINITION);
  if (operations.length > limits.operations) {
    return limitExceeded(
      'OPERATION_LIMIT',
      `A document has at most ${limits.operations} operations.`,
    );
  }
  for (const operation of operations) {
    if (!schema.getRootType(operation.operation)) {
      const message = `There is no ${operation.operation} here.`;
      return limitExceeded('OPERATION_NOT_SUPPORTED', message);
    }
    const directives = operation.directives?.length ?? 0;
    const totals: Totals = { depth: 0, rootFields: 0, aliases: 0, directives, visited: 0 };
    const refusal = walk(operation.selectionSet, 1, new Set(), fragments, totals, limits);
    if (refusal) return refusal;
  }
  return null;
}

function walk(
  set: SelectionSetNode,
  depth: number,
  open: ReadonlySet<string>,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  totals: Totals,
  limits: DocumentLimits,
): GraphQLError | null {
  for (const node of set.selections) {
    totals.visited++;
    totals.directives += node.directives?.length ?? 0;
    if (node.kind === Kind.FIELD && node.alias) totals.aliases++;
    if (node.kind === Kind.FIELD && depth === 1) totals.rootFields++;
    const refusal = exceeded(node.kind === Kind.FIELD ? depth : 0, totals, limits);
    if (refusal) return refusal;
    let inner: GraphQLError | null = null;
    if (node.kind === Kind.FRAGMENT_SPREAD) {
      const name = node.name.value;
      const fragment = fragments.get(name);
      // A cycle is left to the rule that names it.
      if (fragment && !open.has(name)) {
        totals.directives += fragment.directives?.length ?? 0;
        inner = walk(
          fragment.selectionSet,
          depth,
          new Set([...open, name]),
          fragments,
          totals,
          limits,
        );
      }
    } else if (node.selectionSet) {
      const below = node.kind === Kind.FIELD ? depth + 1 : depth;
      inner = walk(node.selectionSet, below, open, fragments, totals, limits);
    }
    if (inner) return inner;
  }
  return null;
}

function exceeded(depth: number, totals: Totals, limits: DocumentLimits): GraphQLError | null {
  if (depth > limits.depth) {
    return limitExceeded('DEPTH_LIMIT', `A query nests at most ${limits.depth} deep.`);
  }
  if (totals.rootFields > limits.rootFields) {
    const message = `An operation has at most ${limits.rootFields} root fields.`;
    return limitExceeded('ROOT_FIELD_LIMIT', message);
  }
  if (totals.aliases > limits.aliases) {
    return limitExceeded('ALIAS_LIMIT', `A query has at most ${limits.aliases} aliases.`);
  }
  if (totals.directives > limits.directives) {
    return limitExceeded('DIRECTIVE_LIMIT', `A query has at most ${limits.directives} directives.`);
  }
  if (totals.visited > MAX_VISITED) {
    return limitExceeded('DOCUMENT_LIMIT', 'The query is too large once its fragments are opened.');
  }
  return null;
}
