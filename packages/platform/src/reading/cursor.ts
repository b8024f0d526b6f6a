import { createHash } from 'node:crypto';
import { isNotStorable, isUuid, parseInstant } from '@wardline/kernel';
import { refuseRead } from './refusals.ts';
import type { ColumnKind, Filter, Ordering } from './shape.ts';

/**
 * A short digest of what a list was asked for: the filter and the order. It travels in each cursor,
 * so that a cursor continues the list it came from and no other.
 */
export function listFingerprint(
  shape: string,
  filter: Filter | undefined,
  order: readonly Ordering[],
): string {
  const text = JSON.stringify([shape, filter ?? null, order.map((o) => [o.field, o.direction])]);
  return createHash('sha256').update(text).digest('base64url').slice(0, 8);
}

/** `values`: the row's sort values in order, its id last. */
export function encodeCursor(fingerprint: string, values: readonly unknown[]): string {
  return Buffer.from(JSON.stringify([fingerprint, ...values])).toString('base64url');
}

export function decodeCursor(
  cursor: string,
  fingerprint: string,
  kinds: readonly ColumnKind[],
  argument: string,
): readonly unknown[] {
  const values = parse(cursor);
  const isOfThisList =
    values?.[0] === fingerprint &&
    values.length === kinds.length + 1 &&
    kinds.every((kind, i) => isSortValue(values[i + 1], kind));
  if (!isOfThisList) {
    refuseRead(
      'BAD_CURSOR',
      `${argument} is not a cursor of this list. Use a cursor with the same filter and orderBy it came from.`,
      [argument],
    );
  }
  return values.slice(1);
}

function parse(cursor: string): readonly unknown[] | null {
  if (cursor.length > 2000) return null;
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

/** What the database would take for another value, or for none, is no sort value of a row. */
function isSortValue(value: unknown, kind: ColumnKind): boolean {
  switch (kind) {
    case 'integer':
      return Number.isSafeInteger(value);
    case 'boolean':
      return typeof value === 'boolean';
    case 'id':
      return typeof value === 'string' && isUuid(value);
    case 'instant':
      return typeof value === 'string' && parseInstant(value) !== null;
    default:
      return typeof value === 'string' && !isNotStorable(value);
  }
}
