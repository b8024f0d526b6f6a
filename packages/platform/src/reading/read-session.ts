import type { Result } from '@wardline/kernel';
import { openCurrentChannel } from '../access/current-rights.ts';
import {
  type CalendarPreview,
  type PreviewCalendar,
  previewCalendar,
} from '../calendars/preview-calendar.ts';
import type { ReadChannel, Statement } from '../database/read-channel.ts';
import type { PlatformRefusal } from '../refusals.ts';
import type { Session } from '../session.ts';
import { compileList, compileRows } from './compile-selection.ts';
import { type Reader, readerOf } from './read-wall.ts';
import type { CountedRows, ListSelection, Row, Selection } from './shape.ts';
import { type ShapeName, shapes } from './shapes.ts';

/** Reads of one request: one snapshot, one context, opened when first needed. */
export interface ReadSession {
  /**
   * A list and everything selected below it: one statement, whatever its size. `isOnly`: nothing else
   * is read in this session, which then takes a single round trip to the server.
   */
  list(shape: ShapeName, list: ListSelection, isOnly?: boolean): Promise<CountedRows>;
  /** Rows by id, in the order asked for; null for what is absent or hidden. One statement. */
  rows(
    shape: ShapeName,
    ids: readonly string[],
    selection: Selection,
  ): Promise<readonly (Row | null)[]>;
  /** What opening hours would be, and do, before they are saved. For those who may manage calendars. */
  previewCalendar(input: PreviewCalendar): Promise<Result<CalendarPreview, PlatformRefusal>>;
  /** Lets the connection go. Never throws; may be called twice. */
  close(): void;
}

/** Compiles a read for whoever reads; asked again if the rights turn out to have changed. */
type Compile = (reader: Reader) => Statement;

export function openReadSession(session: Session): ReadSession {
  let channel: Promise<ReadChannel> | null = null;
  // A channel is one connection: statements of one request go one after the other.
  let last: Promise<unknown> = Promise.resolve();
  const begin = async (compile: Compile, isOnly: boolean): Promise<unknown> => {
    const opening = openCurrentChannel(session, () => ({
      ...compile(readerOf(session)),
      isOnly,
    }));
    if (!isOnly) channel = opening;
    last = opening.catch(() => undefined);
    const open = await opening;
    if (isOnly) open.close();
    return answerOf(open.firstRows);
  };
  const run = async (compile: Compile, isOnly: boolean): Promise<unknown> => {
    if (!channel) return begin(compile, isOnly);
    const open = await channel;
    const { text, parameters } = compile(readerOf(session));
    const turn = last.then(() => open.query(text, parameters));
    last = turn.catch(() => undefined);
    return answerOf(await turn);
  };
  return {
    list: async (shape, list, isOnly = false) => {
      const read = await run((reader) => compileList(shapes[shape], list, reader), isOnly);
      return Array.isArray(read) ? { rows: read } : (read as CountedRows);
    },
    rows: async (shape, ids, selection) =>
      rowsById((compile) => run(compile, false), shape, ids, selection),
    previewCalendar: (input) =>
      previewCalendar(session, (statement) => run(() => statement, false), input),
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

/** Every read answers one row with one JSON text. */
function answerOf(rows: readonly unknown[] | null): unknown {
  return JSON.parse((rows?.[0] as { json: string } | undefined)?.json ?? 'null');
}

async function rowsById(
  run: (compile: Compile) => Promise<unknown>,
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
