import {
  type Ordering,
  type Page,
  type Row,
  type ShapeName,
  shapes,
  toPage,
} from '@wardline/platform';
import type { GraphQLResolveInfo } from 'graphql';
import type { ApiContext } from '../context.ts';
import { pageRequest } from './page-request.ts';
import { connectionSelectionOf, selectionOf } from './selection.ts';

/** Reads one record with what the request asks of it; null if absent or hidden. One statement. */
export async function loadRow(
  context: ApiContext,
  info: GraphQLResolveInfo,
  shape: ShapeName,
  id: string,
  typeNames?: readonly string[],
): Promise<Row | null> {
  const [row] = await loadRows(context, info, shape, [id], typeNames);
  return row ?? null;
}

/** As `loadRow` for many, in the order of the ids. */
export function loadRows(
  context: ApiContext,
  info: GraphQLResolveInfo,
  shape: ShapeName,
  ids: readonly string[],
  typeNames?: readonly string[],
): Promise<readonly (Row | null)[]> {
  const selection = selectionOf(info, context, typeNames);
  return context.read((session) => session.rows(shape, ids, selection));
}

/** Reads a page of a shape with what the request asks of its records. One statement. */
export async function loadPage(
  context: ApiContext,
  info: GraphQLResolveInfo,
  shape: ShapeName,
  args: Readonly<Record<string, unknown>>,
  defaultOrder?: readonly Ordering[],
): Promise<Page> {
  const asked = pageRequest(shapes[shape], args);
  const page = asked.orderBy?.length ? asked : { ...asked, orderBy: defaultOrder };
  const list = { ...connectionSelectionOf(info, context, shape), page };
  const rows = await context.read((session, isOnly) => session.list(shape, list, isOnly));
  return toPage(shapes[shape], page, rows);
}
