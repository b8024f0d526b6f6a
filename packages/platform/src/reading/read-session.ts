import { openCurrentChannel } from '../access/current-rights.ts';
import type { ReadChannel } from '../database/read-channel.ts';
import type { Session } from '../session.ts';
import { type CompiledRead, compileList, compileRows } from './compile-selection.ts';
import type { Reader } from './read-wall.ts';
import type { ListSelection, Row, RowList, Selection } from './shape.ts';
import { type ShapeName, shapes } from './shapes.ts';

/** Reads of one request: one snapshot, one context, opened when first needed. */
export interface ReadSession {
  /** A list and everything selected below it: one statement, whatever its size. */
  list(shape: ShapeName, list: ListSelection): Promise<RowList>;
  /** Rows by id, in the order asked for; null for what is absent or hidden. One statement. */
  rows(
    shape: ShapeName,
    ids: readonly string[],
    selection: Selection,
  ): Promise<readonly (Row | null)[]>;
  /** Lets the connection go. Never throws; may be called twice. */
  close(): void;
}

export function openReadSession(session: Session): ReadSession {
  let channel: Promise<ReadChannel> | null = null;
  // A channel is one connection: statements of one request go one after the other.
  let last: Promise<unknown> = Promise.resolve();
  const run = async (compile: (reader: Reader) => CompiledRead): Promise<unknown> => {
    channel ??= openCurrentChannel(session);
    const open = await channel;
    // Compiled only now: opening may have found that the rights have changed.
    const compiled = compile({ principal: session.principal.principal, now: session.now });
    const turn = last.then(() => open.query<{ json: string }>(compiled.text, compiled.parameters));
    last = turn.catch(() => undefined);
    const [row] = await turn;
    return JSON.parse(row?.json ?? 'null');
  };
  return {
    list: async (shape, list) =>
      (await run((reader) => compileList(shapes[shape], list, reader))) as RowList,
    rows: async (shape, ids, selection) => rowsById(run, shape, ids, selection),
    close: () => {
      const closing = channel;
      channel = null;
      void closing?.then(
        (open) => void last.then(() => open.close()),
        () => undefined,
      );
    },
  };
}

async function rowsById(
  run: (compile: (reader: Reader) => CompiledRead) => Promise<unknown>,
  shape: ShapeName,
  ids: readonly string[],
  selection: Selection,
): Promise<readonly (Row | null)[]> {
  const withId: Selection = { ...selection, columns: new Set([...selection.columns, 'id']) };
  const rows = (await run((reader) =>
    compileRows(shapes[shape], ids, withId, reader),
  )) as readonly Row[];
  const found = new Map(rows.map((row) => [row.id as string, row]));
  return ids.map((id) => found.get(id.toLowerCase()) ?? null);
}
