import type { Desk, WorkResult } from '../../src/index.ts';
import type { TestWardline } from './test-wardline.ts';

/**
 * Does the first thing and holds its transaction open until whoever does the second waits for it, or has
 * not had to wait; then lets it commit. On a server only: PGlite has one connection.
 * @param then what the first comes to in the end, such as that it is taken back.
 * @returns what both came to.
 */
export async function meet<First, Second>(
  on: TestWardline,
  desk: Desk,
  first: (desk: Desk) => Promise<WorkResult<First>>,
  second: () => Promise<Second>,
  then: (done: WorkResult<First>) => WorkResult<First> = (done) => done,
): Promise<readonly [WorkResult<First>, Second]> {
  let started: Promise<Second> | undefined;
  const outcome = await desk.together(async (within) => {
    const done = await first(within);
    let answered = false;
    started = second();
    const end = () => {
      answered = true;
    };
    started.then(end, end);
    while (!answered && (await waiting(on)) === 0) await new Promise(setImmediate);
    return then(done);
  });
  return [outcome, await (started as Promise<Second>)];
}

/** How many wait for others' locks. */
export async function waiting({ database }: TestWardline): Promise<number> {
  const [row] = await database.admin<{ n: number }>(
    `select count(*)::int as n from pg_stat_activity
     where wait_event_type = 'Lock' and datname = current_database()`,
  );
  return row?.n ?? 0;
}
