import { type Row, type RowList, type ShapeName, shapes, toPage } from '@wardline/platform';
import type { GraphQLResolveInfo } from 'graphql';
import type { ApiContext } from '../context.ts';
import { toGlobalId } from '../node/global-id.ts';
import { connectionOf } from './connection.ts';
import { type ConnectionOptions, connectionArgs } from './connection-args.ts';
import { pageRequest } from './page-request.ts';
import { readsExtension, relationKey } from './reads.ts';

// biome-ignore lint/suspicious/noExplicitAny: Pothos' field builder is generic over its parent; these serve every row type.
export type Fields = any;

interface ColumnOptions {
  readonly description: string;
  readonly nullable?: boolean;
  /** The column, if its name is not the field's. */
  readonly column?: string;
}

/** A field that is a column of the row. */
export function column(t: Fields, name: string, type: unknown, options: ColumnOptions) {
  const source = options.column ?? name;
  return t.field({
    type,
    nullable: options.nullable ?? false,
    description: options.description,
    extensions: readsExtension({ columns: [source] }),
    resolve: (row: Row) => row[source],
  });
}

/** The `id` field of a node. */
export function idField(t: Fields, type: ShapeName) {
  return t.field({
    type: 'ID',
    description: 'Opaque, unique over all types: what `node(id:)` takes.',
    extensions: readsExtension({ columns: ['id'] }),
    resolve: (row: Row) => toGlobalId(type, row.id as string),
  });
}

interface OneOptions {
  readonly description: string;
  /** Most are: what the caller may not see is null. */
  readonly nullable?: boolean;
  readonly relation?: string;
}

/** A field that is the row this row points at. */
export function one(t: Fields, name: string, type: unknown, options: OneOptions) {
  return t.field({
    type,
    nullable: options.nullable ?? true,
    description: options.description,
    extensions: readsExtension({ one: options.relation ?? name }),
    resolve: (row: Row, _args: object, _context: ApiContext, info: GraphQLResolveInfo) =>
      row[relationKey(info.path.key)],
  });
}

/** A field that is a connection to rows that point at this row. */
export function many(
  t: Fields,
  name: string,
  node: Parameters<typeof connectionOf>[1],
  shape: ShapeName,
  options: ConnectionOptions & { readonly description: string; readonly relation?: string },
) {
  return t.field({
    type: connectionOf(shape, node),
    description: options.description,
    args: connectionArgs(t, options),
    extensions: readsExtension({ many: { relation: options.relation ?? name, shape } }),
    resolve: (
      row: Row,
      args: Record<string, unknown>,
      _context: ApiContext,
      info: GraphQLResolveInfo,
    ) =>
      toPage(
        shapes[shape],
        pageRequest(shapes[shape], args),
        row[relationKey(info.path.key)] as RowList,
      ),
  });
}
