import { p, Type } from '@mikro-orm/core';
import type { Instant } from '@wardline/kernel';

/** `timestamptz(3)` as the domain's epoch milliseconds: a Date never enters the domain. */
export class InstantType extends Type<Instant, string> {
  override convertToDatabaseValue(value: Instant | null): string {
    return value === null ? (value as unknown as string) : new Date(value).toISOString();
  }

  override convertToJSValue(value: string | Date | number | null): Instant {
    if (value === null || typeof value === 'number') return value as Instant;
    return typeof value === 'string' ? Date.parse(value) : value.getTime();
  }

  override getColumnType(): string {
    return 'timestamptz(3)';
  }

  override compareAsType(): string {
    return 'number';
  }
}

export const instant = () => p.type(InstantType).$type<Instant>();

/** The key of every tenant-owned row: tenant first, so that no key or reference crosses the wall. */
export const tenantKey = () => ({
  mspId: p.uuid().primary(),
  id: p.uuid().primary(),
});

/** The version people compare and set; MikroORM adds it to the WHERE of every update. */
export const version = () => p.integer().version();
