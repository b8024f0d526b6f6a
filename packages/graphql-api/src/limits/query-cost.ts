import {
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
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
        const size = isPage ? pageSize(node, variables) : 1;
        const isStructure = /(Edge|Connection)$/.test(target.name) && !isPage;
        if (!isStructure && target.name !== 'PageInfo') total += multiplier * size;
        walk(target, node.selectionSet, multiplier * size);
      } else if (node.kind === Kind.INLINE_FRAGMENT) {
        const condition = node.typeCondition && schema.getType(node.typeCondition.name.value);
        walk(condition ?? type, node.selectionSet, multiplier);
      } else {
        const fragment = fragments[node.name.value];
        if (fragment) {
          walk(schema.getType(fragment.typeCondition.name.value), fragment.selectionSet, multiplier);
        }
      }
    }
  };
  if (root) walk(root, operation.selectionSet, 1);
  return total;
}

function pageSize(node: FieldNode, variables: Readonly<Record<string, unknown>>): number {
  const sizes = (node.arguments ?? []).flatMap(({ name, value }) => {
    if (name.value !== 'first' && name.value !== 'last') return [];
    if (value.kind === Kind.INT) return [Number(value.value)];
    if (value.kind === Kind.VARIABLE) return [Number(variables[value.name.value] ?? 0)];
    return [];
  });
  const size = Math.max(1, ...sizes.filter(Number.isFinite));
  // A size beyond what a page can have is refused by the read itself; here it must not overflow.
  return Math.min(size, 1000);
}

function hasFields(type: unknown): type is GraphQLObjectType {
  return isObjectType(type) || isInterfaceType(type);
}
