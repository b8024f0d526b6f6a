import { err, type InputPath, ok, type Result, refusal } from '@wardline/kernel';
import type { PlatformRefusal } from '../refusals.ts';
import type { UnitOfWork } from '../unit-of-work.ts';
import { FilterCompiler } from './compile-filter.ts';
import { narrowed, readerOf, readWall } from './read-wall.ts';
import { ReadRefused } from './refusals.ts';
import type { Filter } from './shape.ts';
import { type ShapeName, shapes } from './shapes.ts';
import { SqlWriter } from './sql-writer.ts';

/**
 * The ids of the rows a filter finds, in a transaction under way: what a use case is to act on, chosen
 * as a list is. The caller finds what they could list, and nothing else.
 * @returns the ids in ascending order; refusals: those of a list, `LIST_TOO_LONG` beyond `most`.
 */
export async function findIds(
  uow: UnitOfWork,
  name: ShapeName,
  filter: Filter,
  { most, path }: { readonly most: number; readonly path: InputPath },
): Promise<Result<readonly string[], PlatformRefusal>> {
  const reader = { ...readerOf(uow.session), now: uow.now };
  const shape = shapes[name];
  const sql = new SqlWriter();
  const alias = sql.alias();
  try {
    const wall = readWall(shape, alias, reader, sql);
    const condition = new FilterCompiler(sql, reader).compile(shape, alias, filter, path);
    const rows = await uow.run<{ id: string }>(
      `select ${alias}.id from ${shape.table} ${alias}
       where true${narrowed(shape, alias, reader)}${wall} and ${condition} order by ${alias}.id limit ${most + 1}`,
      sql.parameters,
    );
    if (rows.length <= most) return ok(rows.map(({ id }) => id));
    const message = `More than ${most} are found. Narrow it down.`;
    return err(refusal('LIST_TOO_LONG', message, path));
  } catch (error) {
    if (error instanceof ReadRefused) return err(error.refusal);
    throw error;
  }
}
