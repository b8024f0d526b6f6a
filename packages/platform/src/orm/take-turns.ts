import type { SqlEntityManager } from '@mikro-orm/sql';
import type { UnitOfWork } from '../session.ts';

/** What is decided about, with the ids that tell it from others of its kind. */
export type About = readonly string[];

/** What each transaction has taken: it is kept until it ends, and costs nothing a second time. */
const taken = new WeakMap<SqlEntityManager, Set<string>>();

/**
 * Whoever decides about the same thing goes one after the other, from here to the end of the transaction:
 * for decisions about rows that are not there yet, or about several that nobody changes. Rows read with the
 * ORM before are those from before the wait; what is decided on is read afterwards.
 */
export async function takeTurns(uow: UnitOfWork, ...about: About): Promise<void> {
  const key = keyOf(uow, about);
  await uow.run('select pg_advisory_xact_lock(hashtextextended($1, 0))', [key]);
  takenBy(uow).add(key);
}

/** Goes beside others who do the same, and one after the other with whoever takes a turn about one of these. */
export async function goBeside(uow: UnitOfWork, abouts: readonly About[]): Promise<void> {
  const known = takenBy(uow);
  const keys = [...new Set(abouts.map((about) => keyOf(uow, about)))].filter((k) => !known.has(k));
  if (keys.length === 0) return;
  await uow.run(
    `select pg_advisory_xact_lock_shared(hashtextextended(about, 0)) from unnest($1::text[]) as about`,
    [keys.sort()],
  );
  for (const key of keys) known.add(key);
}

/** The same as statements for the beginning of a transaction: one to take them, if there is anything. */
export function besideFirst(mspId: string, abouts: readonly About[]): readonly string[] {
  const keys = [...new Set(abouts.map((about) => [mspId, ...about].join(' ')))].sort();
  if (keys.length === 0) return [];
  if (keys.some((key) => /[^\w -]/.test(key))) throw new TypeError('Only words and ids.');
  const list = keys.map((key) => `'${key}'`).join(', ');
  return [
    `select pg_advisory_xact_lock_shared(hashtextextended(about, 0)) from unnest(array[${list}]) as about`,
  ];
}

export function rememberBeside(em: SqlEntityManager, mspId: string, abouts: readonly About[]) {
  if (abouts.length === 0) return;
  taken.set(em, new Set(abouts.map((about) => [mspId, ...about].join(' '))));
}

/** One MSP never waits for another. */
const keyOf = ({ session }: UnitOfWork, about: About) =>
  [session.principal.principal.mspId, ...about].join(' ');

function takenBy({ em }: UnitOfWork): Set<string> {
  const known = taken.get(em) ?? new Set();
  taken.set(em, known);
  return known;
}
