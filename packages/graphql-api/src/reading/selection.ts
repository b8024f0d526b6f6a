import {
  emptySelection,
  type ListSelection,
  type Selection,
  type ShapeName,
  shapeNamed,
} from '@wardline/platform';
import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  GraphQLIncludeDirective,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  GraphQLSkipDirective,
  getArgumentValues,
  getDirectiveValues,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import type { ApiContext } from '../context.ts';
import { nodeKindOf } from '../node/node.type.ts';
import { pageRequest } from './page-request.ts';
import { readsOf, relationKey } from './reads.ts';

interface Walk {
  readonly info: Pick<GraphQLResolveInfo, 'schema' | 'fragments' | 'variableValues'>;
  readonly context: ApiContext;
}

/**
 * What a request asks of the rows that a field answers with. Where the field answers with an
 * interface, `typeNames` says which types the rows to be read can have.
 */
export function selectionOf(
  info: GraphQLResolveInfo,
  context: ApiContext,
  typeNames?: readonly string[],
): Selection {
  const selection = emptySelection();
  const type = getNamedType(info.returnType);
  for (const node of info.fieldNodes) {
    collect({ info, context }, type, node.selectionSet, selection, typeNames);
  }
  return selection;
}

/** What a request asks of a connection: its rows, and which of cursors and count are wanted. */
export function connectionSelectionOf(
  info: GraphQLResolveInfo,
  context: ApiContext,
  shape: ShapeName,
): Omit<ListSelection, 'page'> {
  const { columns } = nodeKindOf(shape);
  return connectionSelection(
    { info, context },
    getNamedType(info.returnType),
    info.fieldNodes,
    columns,
  );
}

function collect(
  walk: Walk,
  type: unknown,
  set: SelectionSetNode | undefined,
  into: Selection,
  typeNames?: readonly string[],
) {
  if (!set || !isCompositeType(type)) return;
  for (const { field, node } of fieldsOf(walk, type, set, typeNames)) {
    const reads = readsOf(field);
    if (!reads) continue;
    for (const column of reads.columns ?? []) into.columns.add(column);
    const responseKey = node.alias?.value ?? node.name.value;
    const args = () => getArgumentValues(field, node, walk.info.variableValues);
    reads.extend?.(into, walk.context, { key: responseKey, args });
    const key = relationKey(responseKey);
    const target = getNamedType(field.type);
    if (reads.embedded) collect(walk, target, node.selectionSet, into);
    if (reads.one) {
      const existing = into.one.get(key);
      const inner = existing?.selection ?? emptySelection();
      collect(walk, target, node.selectionSet, inner);
      if (!existing) into.one.set(key, { relation: reads.one, selection: inner });
    }
    if (reads.many) addList(walk, into, key, reads.many, field, node);
  }
}

function addList(
  walk: Walk,
  into: Selection,
  key: string,
  many: { readonly relation: string; readonly shape: string },
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
) {
  const args = getArgumentValues(field, node, walk.info.variableValues);
  const nodeColumns = nodeKindOf(many.shape as ShapeName).columns;
  const list = connectionSelection(walk, getNamedType(field.type), [node], nodeColumns);
  const existing = into.many.get(key);
  if (existing) mergeSelections(existing.selection, list.selection);
  into.many.set(key, {
    relation: many.relation,
    page: pageRequest(shapeNamed(many.shape), args),
    selection: existing?.selection ?? list.selection,
    wantsCursors: list.wantsCursors || existing?.wantsCursors === true,
    wantsTotal: list.wantsTotal || existing?.wantsTotal === true,
  });
}

function connectionSelection(
  walk: Walk,
  type: unknown,
  nodes: readonly FieldNode[],
  nodeColumns: readonly string[],
): Omit<ListSelection, 'page'> {
  const selection = emptySelection(...nodeColumns);
  let [wantsCursors, wantsTotal] = [false, false];
  for (const { selectionSet } of nodes) {
    if (!selectionSet || !isCompositeType(type)) continue;
    for (const { field, node } of fieldsOf(walk, type, selectionSet)) {
      const target = getNamedType(field.type);
      switch (field.name) {
        case 'nodes':
          collect(walk, target, node.selectionSet, selection);
          break;
        case 'edges':
          if (!node.selectionSet || !isCompositeType(target)) break;
          for (const inner of fieldsOf(walk, target, node.selectionSet)) {
            if (inner.field.name === 'cursor') wantsCursors = true;
            else collect(walk, getNamedType(inner.field.type), inner.node.selectionSet, selection);
          }
          break;
        case 'pageInfo':
          wantsCursors = true;
          break;
        case 'totalCount':
          wantsTotal = true;
          break;
      }
    }
  }
  return { selection, wantsCursors, wantsTotal };
}

/** The fields of a selection set that will be executed, fragments opened, `@skip` and `@include` heeded. */
function* fieldsOf(
  walk: Walk,
  type: GraphQLCompositeType,
  set: SelectionSetNode,
  typeNames?: readonly string[],
): Generator<{ field: GraphQLField<unknown, unknown>; node: FieldNode }> {
  const { schema, fragments, variableValues } = walk.info;
  for (const node of set.selections) {
    if (getDirectiveValues(GraphQLSkipDirective, node, variableValues)?.if === true) continue;
    if (getDirectiveValues(GraphQLIncludeDirective, node, variableValues)?.if === false) continue;
    if (node.kind === Kind.FIELD) {
      const field = hasFields(type) ? type.getFields()[node.name.value] : undefined;
      if (field) yield { field, node };
      continue;
    }
    const fragment: FragmentDefinitionNode | typeof node | undefined =
      node.kind === Kind.FRAGMENT_SPREAD ? fragments[node.name.value] : node;
    if (!fragment) continue;
    const condition = fragment.typeCondition && schema.getType(fragment.typeCondition.name.value);
    if (typeNames && isObjectType(condition) && !typeNames.includes(condition.name)) continue;
    // Of an interface it implements, a type has fields of its own; they know what they read.
    const implemented =
      isInterfaceType(condition) && hasFields(type) && schema.isSubType(condition, type);
    const inside = implemented ? type : ((condition ?? type) as GraphQLCompositeType);
    yield* fieldsOf(walk, inside, fragment.selectionSet, typeNames);
  }
}

function hasFields(type: GraphQLCompositeType): type is GraphQLObjectType {
  return isObjectType(type) || isInterfaceType(type);
}

function mergeSelections(into: Selection, from: Selection) {
  for (const column of from.columns) into.columns.add(column);
  for (const [key, one] of from.one) {
    const existing = into.one.get(key);
    if (existing) mergeSelections(existing.selection, one.selection);
    else into.one.set(key, one);
  }
  for (const [key, many] of from.many) {
    const existing = into.many.get(key);
    if (existing) mergeSelections(existing.selection, many.selection);
    else into.many.set(key, many);
  }
}
