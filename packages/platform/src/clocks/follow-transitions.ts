import { refusal } from '@wardline/kernel';
import { openCurrentChannel } from '../access/current-rights.ts';
import { EPOCH_COLUMN } from '../database/read-channel.ts';
import { readWall } from '../reading/read-wall.ts';
import { ReadRefused } from '../reading/refusals.ts';
import { SqlWriter } from '../reading/sql-writer.ts';
import type { Session } from '../session.ts';
import { clockTransitionShape } from './clock.shape.ts';
import { CLOCK_TRANSITION_TYPES, type ClockTransitionType } from './clock-transition.entity.ts';

export interface FollowTransitions {
  /** The cursor of the last one received: what came after it follows, however long ago. Default: from now on. */
  readonly after?: string | undefined;
  /** Default: all types. */
  readonly types?: readonly ClockTransitionType[] | undefined;
  /** Ends the following. */
  readonly signal?: AbortSignal | undefined;
  /** How long to wait before looking again for what other processes wrote, in ms. Default 2000. */
  readonly everyMs?: number | undefined;
}

/** That a clock passed something; what it is is read under the reader's own rights. */
export interface TransitionNotice {
  readonly transitionId: string;
  /** To go on from here another time. */
  readonly cursor: string;
}

interface Place {
  readonly position: string;
  readonly id: string;
}

const EVERY_MS = 2_000;
const AT_A_TIME = 100;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/**
 * The transitions of the clocks the caller may see, as they are written: each at least once, in an
 * order that never goes back behind a cursor. Rights are those of the moment: what is taken away ends
 * the following or what it shows.
 * @throws ReadRefused for a cursor that is none.
 * @throws CredentialRefused once the credential is revoked or has expired.
 */
export async function* followTransitions(
  session: Session,
  options: FollowTransitions = {},
): AsyncGenerator<TransitionNotice> {
  const { engine, principal } = session;
  const { types = CLOCK_TRANSITION_TYPES, signal, everyMs = EVERY_MS } = options;
  let place = options.after === undefined ? null : placeOf(options.after);
  while (!signal?.aborted) {
    const current = { ...session, now: engine.ports.now() };
    // Before looking, so that what is written meanwhile is not waited for.
    const beat = new AbortController();
    const waiting = engine.pulse.next(
      principal.principal.mspId,
      everyMs,
      signal ? AbortSignal.any([signal, beat.signal]) : beat.signal,
    );
    try {
      const { found, horizon } = await readAfter(current, place, types);
      for (const each of found) {
        yield { transitionId: each.id, cursor: cursorOf(each) };
        place = each;
      }
      place ??= { position: horizon, id: FIRST_ID };
      if (found.length < AT_A_TIME) await waiting;
    } finally {
      beat.abort();
    }
  }
}

/** What is visible for good: of transactions older than any that still runs. */
async function readAfter(
  session: Session,
  place: Place | null,
  types: readonly ClockTransitionType[],
): Promise<{ readonly found: readonly Place[]; readonly horizon: string }> {
  const channel = await openCurrentChannel(session, (principal) => {
    const sql = new SqlWriter();
    const wall = readWall(
      clockTransitionShape,
      'c',
      { principal, now: session.now, isLimited: false, clinics: 0 },
      sql,
    );
    const beyond = place
      ? ` and (c.position, c.id) > (${sql.bind(place.position, 'bigint')}, ${sql.bind(place.id, 'uuid')})`
      : ' and false';
    const kinds = ` and c.type = any(${sql.bind([...types], 'text[]')})`;
    const horizon = 'pg_snapshot_xmin(pg_current_snapshot())::text';
    return {
      text: `select json_build_object('horizon', ${horizon}, 'found', coalesce((select json_agg(x order by x.place, x.id) from (
          select c.position as place, c.position::text as position, c.id from clock_transition c
          where c.position < ${horizon}::bigint${wall}${beyond}${kinds}
          order by c.position, c.id limit ${AT_A_TIME}) x), '[]'))::text as json, ${EPOCH_COLUMN}`,
      parameters: sql.parameters,
      isOnly: true,
    };
  });
  channel.close();
  const [row] = (channel.firstRows ?? []) as readonly { readonly json: string }[];
  return JSON.parse(row?.json ?? '{"found":[],"horizon":"0"}');
}

const cursorOf = ({ position, id }: Place) =>
  Buffer.from(`${position}:${id}`).toString('base64url');

function placeOf(cursor: string): Place {
  const text = Buffer.from(cursor.slice(0, 200), 'base64url').toString();
  const [, position, id] =
    /^(\d{1,19}):([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(text) ?? [];
  if (position === undefined || id === undefined || BigInt(position) > 2n ** 63n - 1n) {
    throw new ReadRefused(
      refusal('BAD_CURSOR', 'Give the cursor of an event received before.', ['after']),
    );
  }
  return { position, id };
}
