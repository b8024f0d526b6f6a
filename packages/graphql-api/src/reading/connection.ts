import type { InterfaceRef, ObjectRef } from '@pothos/core';
import type { Page, Row, ShapeName } from '@wardline/platform';
import { builder, type SchemaTypes } from '../builder.ts';

type NodeType = ObjectRef<SchemaTypes, Row> | InterfaceRef<SchemaTypes, Row>;

const PageInfo = builder.objectRef<Page['pageInfo']>('PageInfo').implement({
  description: 'Where a page lies in its list (Relay Cursor Connections).',
  fields: (t) => ({
    hasNextPage: t.exposeBoolean('hasNextPage', {
      description:
        'Whether more follows. When paging backwards: whether the page was reached from a later one.',
    }),
    hasPreviousPage: t.exposeBoolean('hasPreviousPage', {
      description:
        'Whether something precedes. When paging forwards: whether the page was reached from an earlier one.',
    }),
    startCursor: t.exposeString('startCursor', {
      nullable: true,
      description: 'The cursor of the first edge; pass it as `before` with `last`.',
    }),
    endCursor: t.exposeString('endCursor', {
      nullable: true,
      description: 'The cursor of the last edge; pass it as `after` with `first`.',
    }),
  }),
});

const connections = new Map<string, ObjectRef<SchemaTypes, Page>>();

/** The connection type of a node type; made once. */
export function connectionOf(shape: ShapeName, node: NodeType): ObjectRef<SchemaTypes, Page> {
  let connection = connections.get(shape);
  if (!connection) {
    connection = makeConnection(shape, node);
    connections.set(shape, connection);
  }
  return connection;
}

function makeConnection(shape: ShapeName, node: NodeType): ObjectRef<SchemaTypes, Page> {
  const edge = builder.objectRef<Page['edges'][number]>(`${shape}Edge`).implement({
    description: `One ${shape} in a list, with its place.`,
    fields: (t) => ({
      cursor: t.exposeString('cursor', {
        description: 'The place of this edge in this list: of the same filter and order only.',
      }),
      node: t.field({ type: node, description: `The ${shape}.`, resolve: (e) => e.node }),
    }),
  });
  return builder.objectRef<Page>(`${shape}Connection`).implement({
    description: `A page of a list of ${shape} records the caller may see.`,
    fields: (t) => ({
      edges: t.field({
        type: [edge],
        description: 'The records with their cursors.',
        resolve: (page) => [...page.edges],
      }),
      nodes: t.field({
        type: [node],
        description: 'The records alone.',
        resolve: (page) => page.edges.map((e) => e.node),
      }),
      pageInfo: t.field({
        type: PageInfo,
        description: 'Where this page lies.',
        resolve: (page) => page.pageInfo,
      }),
      totalCount: t.int({
        nullable: true,
        description:
          'How many there are that the caller may see, under the same filter. Counted only when asked for.',
        resolve: (page) => page.totalCount,
      }),
    }),
  });
}
