import type { Row, ShapeName } from '@wardline/platform';
import { builder } from '../builder.ts';

/** A row that knows its type: how `node` answers. */
export type TypedRow = Row & { readonly $type: string };

export const Node = builder.interfaceRef<Row>('Node').implement({
  description: 'Anything with an id of its own (Relay Global Object Identification).',
  resolveType: (row) => row.$type as string,
  fields: (t) => ({ id: t.id({ description: 'Opaque, unique over all types.' }) }),
});

/** How the rows of a shape appear as nodes. */
export interface NodeKind {
  readonly typeNames: readonly string[];
  /** What must be read to tell the type of a row. */
  readonly columns: readonly string[];
  readonly typeOf: (row: Row) => string;
}

const special = new Map<ShapeName, NodeKind>();

/** For a shape whose rows are of several types; all others are of the type named like the shape. */
export function registerNodeKind(shape: ShapeName, kind: NodeKind): void {
  special.set(shape, kind);
}

export function nodeKindOf(shape: ShapeName): NodeKind {
  return special.get(shape) ?? { typeNames: [shape], columns: [], typeOf: () => shape };
}
