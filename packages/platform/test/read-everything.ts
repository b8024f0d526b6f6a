import {
  type Desk,
  emptySelection,
  type Filter,
  type PageRequest,
  type Row,
  type Selection,
  type Shape,
  type ShapeName,
  shapes,
} from '../src/index.ts';

/** Those whose rows have ids; what is only listed is read with what it belongs to. */
export const SHAPE_NAMES = Object.values<Shape>(shapes)
  .filter(({ listedOnly }) => !listedOnly)
  .map(({ name }) => name as ShapeName);

/** Everything a shape can tell: all columns, all it points at, the first rows of all its lists. */
export function everythingOf(name: ShapeName): Selection {
  const shape = shapes[name];
  const selection = emptySelection(...Object.keys(shape.columns));
  for (const [relation, { to }] of Object.entries(shape.one)) {
    const columns = Object.keys(shapes[to as ShapeName].columns);
    selection.one.set(`${relation}$`, { relation, selection: emptySelection(...columns) });
  }
  for (const [relation, { to }] of Object.entries(shape.many)) {
    const columns = Object.keys(shapes[to as ShapeName].columns);
    const inner = emptySelection(...columns);
    selection.many.set(`${relation}$`, {
      relation,
      page: { first: 100 },
      selection: inner,
      wantsCursors: true,
      wantsTotal: true,
    });
  }
  return selection;
}

/** A list with everything, its total and its cursors; at most a hundred rows. */
export async function readAll(desk: Desk, name: ShapeName, filter?: Filter) {
  return read(desk, name, { first: 100, filter }, everythingOf(name));
}

export async function readIds(desk: Desk, name: ShapeName, filter?: Filter): Promise<string[]> {
  const { rows } = await read(desk, name, { first: 100, filter }, emptySelection('id'));
  return rows.map((row) => row.id as string).sort();
}

export async function read(
  desk: Desk,
  name: ShapeName,
  page: PageRequest,
  selection: Selection,
): Promise<{ readonly rows: readonly Row[]; readonly total: number | undefined }> {
  const session = desk.read();
  try {
    const list = await session.list(name, {
      page,
      selection,
      wantsCursors: true,
      wantsTotal: true,
    });
    return { rows: list.rows, total: list.total };
  } finally {
    session.close();
  }
}

export async function readRow(desk: Desk, name: ShapeName, id: string): Promise<Row | null> {
  const session = desk.read();
  try {
    const [row = null] = await session.rows(name, [id], everythingOf(name));
    return row;
  } finally {
    session.close();
  }
}
