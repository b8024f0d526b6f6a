import { effectiveOrder } from './compile-selection.ts';
import { encodeCursor, listFingerprint } from './cursor.ts';
import {
  CURSOR_KEY,
  type PageRequest,
  type Row,
  type RowList,
  rowsOf,
  type Shape,
} from './shape.ts';

export interface Page {
  readonly edges: readonly { readonly cursor: string; readonly node: Row }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  readonly totalCount: number | null;
}

/** A list as read, as a Relay connection page: the probing row cut off, cursors made. */
export function toPage(shape: Shape, request: PageRequest, list: RowList): Page {
  const size = request.last ?? request.first ?? 0;
  const all = rowsOf(list);
  const more = all.length > size;
  const rows = more ? all.slice(0, size) : all.slice();
  const backwards = request.last !== undefined;
  if (backwards) rows.reverse();
  let fingerprint: string | undefined;
  const cursorOf = (row: Row) => {
    const values = row[CURSOR_KEY] as readonly unknown[] | undefined;
    if (!values) return '';
    fingerprint ??= listFingerprint(shape.name, request.filter, effectiveOrder(shape, request));
    return encodeCursor(fingerprint, values);
  };
  const edges = rows.map((node) => ({ cursor: cursorOf(node), node }));
  return {
    edges,
    pageInfo: {
      hasNextPage: backwards ? request.before !== undefined : more,
      hasPreviousPage: backwards ? more : request.after !== undefined,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount: ('total' in list ? list.total : null) ?? null,
  };
}
