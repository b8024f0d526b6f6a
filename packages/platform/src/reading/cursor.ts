import { createHash } from 'node:crypto';
import { refuseRead } from './refusals.ts';
import type { Filter, Ordering } from './shape.ts';

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
  length: number,
  argument: string,
): readonly unknown[] {
  const values = parse(cursor);
  if (values?.[0] !== fingerprint || values.length !== length + 1 || !values.every(isScalar)) {
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

const isScalar = (value: unknown) =>
  typeof value === 'string'
    ? value.isWellFormed() && !value.includes('\0')
    : typeof value === 'number' || typeof value === 'boolean';
