import {
  type DocumentNode,
  type ExecutionArgs,
  GraphQLError,
  getOperationAST,
  Kind,
  type OperationDefinitionNode,
  parse,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { ApiContext } from '../context.ts';
import { type DocumentLimits, documentLimitsRule, limitExceeded } from './document-limits.ts';
import { queryCost } from './query-cost.ts';

/** Refuses documents beyond the limits before anything is executed, and says which limit. */
export function documentGuard(limits: DocumentLimits): Plugin<object, object, ApiContext> {
  const rule = documentLimitsRule(limits);
  const parseBounded = (source: Parameters<typeof parse>[0]) => {
    try {
      return parse(source, { maxTokens: limits.tokens });
    } catch (error) {
      if (error instanceof GraphQLError && /more that? \d+ tokens/.test(error.message)) {
        throw limitExceeded('TOKEN_LIMIT', `A document has at most ${limits.tokens} tokens.`);
      }
      throw error;
    }
  };
  const checkCost = (args: ExecutionArgs, operation: OperationDefinitionNode) => {
    const fragments = fragmentsOf(args.document);
    const cost = queryCost(
      args.schema,
      operation,
      fragments,
      args.variableValues ?? {},
      limits.cost,
    );
    if (cost <= limits.cost) return;
    throw limitExceeded(
      'COST_LIMIT',
      `The query could touch more than ${limits.cost} records. Ask for smaller pages or fewer levels.`,
      { limit: limits.cost },
    );
  };
  return {
    onParse: ({ setParseFn }) => setParseFn(parseBounded),
    onValidate: ({ addValidationRule }) => addValidationRule(rule),
    onExecute: ({ args }) => {
      const operation = getOperationAST(args.document, args.operationName);
      if (!operation) return undefined;
      checkCost(args, operation);
      const context = args.contextValue as ApiContext;
      const [root, ...others] = operation.selectionSet.selections;
      context.begin({
        isMutation: operation.operation === 'mutation',
        hasOneRootField: root?.kind === Kind.FIELD && others.length === 0,
      });
      return { onExecuteDone: () => context.close() };
    },
    onSubscribe: ({ args }) => {
      const operation = getOperationAST(args.document, args.operationName);
      if (operation) checkCost(args, operation);
    },
  };
}

function fragmentsOf(document: DocumentNode) {
  return Object.fromEntries(
    document.definitions.flatMap((node) =>
      node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [],
    ),
  );
}
