import { ReadRefused } from '@wardline/platform';
import type { GraphQLResolveInfo } from 'graphql';
import { builder } from '../builder.ts';
import type { ApiContext } from '../context.ts';
import { selectionOf } from '../reading/selection.ts';
import { parseGlobalId } from './global-id.ts';
import { Node, nodeKindOf, type TypedRow } from './node.type.ts';

const MAX_NODES = 100;

builder.queryFields((t) => ({
  node: t.field({
    type: Node,
    nullable: true,
    description:
      'Any record by its id; null if it is absent, of another tenant or hidden from you.',
    args: { id: t.arg.id({ required: true, description: 'The id.' }) },
    resolve: async (_root, { id }, context, info) =>
      (await loadNodes([id], context, info))[0] ?? null,
  }),
  nodes: t.field({
    type: [Node],
    nullable: { list: false, items: true },
    description: 'Records by their ids, in the same order; null for each that is absent or hidden.',
    args: { ids: t.arg.idList({ required: true, description: `The ids, at most ${MAX_NODES}.` }) },
    resolve: (_root, { ids }, context, info) => {
      if (ids.length > MAX_NODES) {
        throw new ReadRefused({
          code: 'LIST_TOO_LONG',
          message: `At most ${MAX_NODES} ids at once.`,
          path: ['ids'],
        });
      }
      return loadNodes(ids, context, info);
    },
  }),
}));

/** Records of any types by id: one statement per type that is asked for. */
export async function loadNodes(
  globalIds: readonly string[],
  context: ApiContext,
  info: GraphQLResolveInfo,
): Promise<(TypedRow | null)[]> {
  const parsed = globalIds.map(parseGlobalId);
  const shapes = [...new Set(parsed.flatMap((id) => (id ? [id.type] : [])))];
  const found = new Map<string, TypedRow>();
  for (const shape of shapes) {
    const kind = nodeKindOf(shape);
    if (!kind.typeNames.every((name) => info.schema.getType(name))) continue;
    const ids = parsed.flatMap((id) => (id?.type === shape ? [id.id.toLowerCase()] : []));
    const selection = selectionOf(info, context, kind.typeNames);
    for (const column of kind.columns) selection.columns.add(column);
    const rows = await context.read((session) => session.rows(shape, ids, selection));
    rows.forEach((row, i) => {
      if (row) found.set(`${shape}:${ids[i]}`, { ...row, $type: kind.typeOf(row) });
    });
  }
  return parsed.map((id) => (id && found.get(`${id.type}:${id.id.toLowerCase()}`)) ?? null);
}
