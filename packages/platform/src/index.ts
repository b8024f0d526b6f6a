// What every shell needs of the kernel, so that it needs no second dependency.
export { formatInstant, parseInstant } from '@wardline/kernel';
// The desk

export type { SignedIn } from './access/signed-in.ts';
export { connectDatabase, type Database } from './database/database.ts';
export { migrateDatabase } from './database/migrate.ts';
export type {
  DatabaseOptions,
  EmbeddedDatabaseOptions,
  PostgresDatabaseOptions,
} from './database/options.ts';
export type { Desk } from './desk.ts';
export { CredentialRefused, WardlineStartupError } from './errors.ts';
export type { Ports } from './ports.ts';
// Reading
export { decodeCursor, encodeCursor } from './reading/cursor.ts';
export { type Page, toPage } from './reading/page.ts';
export type { ReadSession } from './reading/read-session.ts';
export { ReadRefused } from './reading/refusals.ts';
export {
  emptySelection,
  type Filter,
  type ListSelection,
  type Ordering,
  type PageRequest,
  type Row,
  type RowList,
  type Selection,
  type Shape,
} from './reading/shape.ts';
export { type ShapeName, shapeNamed, shapes } from './reading/shapes.ts';
export { resolveMoment } from './reading/moment.ts';
// Refusals
export type { PlatformRefusal, VersionConflict } from './refusals.ts';
export type { IdempotencyKey, Session } from './session.ts';
export type { WorkResult } from './unit-of-work.ts';
export {
  createWardline,
  type SessionOptions,
  type Wardline,
  type WardlineConfig,
} from './wardline.ts';

// What the API answers with besides rows
export { type Permission, permissionsOn, type Principal } from '@wardline/access';
export type { CalendarInput } from '@wardline/business-calendar';
export { type ClockState, type ReadStatus, statusAt } from '@wardline/sla-engine';
export {
  type AvailableTransition,
  availableTransitions,
  type PriorityExplanation,
  type TicketState,
} from '@wardline/ticket-core';
