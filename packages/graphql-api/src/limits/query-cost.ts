import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
  valueFromASTUntyped,
} from 'graphql';

/**
 * How many records an operation touches at most: each list counts its page size, multiplied down
 * the nesting. Computed from the document alone, before anything is executed.
 */
export function queryCost(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: Readonly<Record<string, FragmentDefinitionNode>>,
  variables: Readonly<Record<string, unknown>>,
  stopAt: number,
): number {
  const root = schema.getRootType(operation.operation);
  const values = withDefaults(operation, variables);
  let total = 0;
  const walk = (type: unknown, set: SelectionSetNode, multiplier: number): void => {
    for (const node of set.selections) {
      if (total > stopAt) return;
      if (node.kind === Kind.FIELD) {
        const field = hasFields(type) ? type.getFields()[node.name.value] : undefined;
        if (!field || !node.selectionSet) continue;
        const target = getNamedType(field.type);
        if (!isCompositeType(target)) continue;
        const isPage = field.args.some((arg) => arg.name === 'first');
        const size = Math.max(listSize(node, values), expectedRecords(field));
        const isStructure = /(Edge|Connection)$/.test(target.name) && !isPage;
        if (!isStructure && target.name !== 'PageInfo') total += multiplier * size;
        walk(target, node.selectionSet, multiplier * size);
      } else if (node.kind === Kind.INLINE_FRAGMENT) {
        const condition = node.typeCondition && schema.getType(node.typeCondition.name.value);
        walk(condition ?? type, node.selectionSet, multiplier);
      } else {
        const fragment = fragments[node.name.value];
        if (fragment) {
          walk(
            schema.getType(fragment.typeCondition.name.value),
            fragment.selectionSet,
            multiplier,
          );
        }
      }
    }
  };
  if (root) walk(root, operation.selectionSet, 1);
  return total;
}

/** How many records a field asks for: by its page size, or by the ids it lists. */
function listSize(node: FieldNode, variables: Readonly<Record<string, unknown>>): number {
  const sizes = (node.arguments ?? []).map(({ name, value }) => {
    if (!SIZES.has(name.value)) return 1;
    const given = argumentValue(value, variables);
    return Array.isArray(given) ? given.length : Number(given ?? 1);
  });
  // A size beyond what a page can have is refused by the read itself; here it must not overflow.
  return Math.min(Math.max(1, ...sizes.filter(Number.isFinite)), 1000);
}

/** What a list without pages says of itself that it comes to. */
function expectedRecords({ extensions }: { readonly extensions: object }): number {
  const { records } = extensions as { readonly records?: unknown };
  return typeof records === 'number' ? records : 1;
}

const SIZES = new Set(['first', 'last', 'ids']);

const argumentValue = (value: ValueNode, variables: Readonly<Record<string, unknown>>): unknown =>
  value.kind === Kind.VARIABLE
    ? variables[value.name.value]
    : valueFromASTUntyped(value, variables as Record<string, unknown>);

/** The variables as they will be: those that are left out have their defaults. */
function withDefaults(
  { variableDefinitions = [] }: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const defaults = variableDefinitions.map(({ variable, defaultValue }) => [
    variable.name.value,
    defaultValue && valueFromASTUntyped(defaultValue),
  ]);
  return { ...Object.fromEntries(defaults), ...variables };
}

function hasFields(type: unknown): type is GraphQLObjectType {
  return isObjectType(type) || isInterfaceType(type);
}
