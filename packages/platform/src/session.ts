import type { Instant } from '@wardline/kernel';
import type { SignedIn } from './access/signed-in.ts';
import type { Database } from './database/database.ts';
import type { Ports } from './ports.ts';
import type { CompiledCalendars } from './sla/compiled-calendars.ts';

/** What `createWardline` wires once and every session shares. Holds no tenant's data. */
export interface Engine {
  readonly database: Database;
  readonly ports: Ports;
  readonly newId: () => string;
  readonly calendars: CompiledCalendars;
}

/** The key of a mutation that must happen once, and the digest of what it asked for. */
export interface IdempotencyKey {
  readonly key: string;
  readonly requestHash: string;
}

/** One principal doing one thing: every use case takes it first. */
export interface Session {
  readonly engine: Engine;
  readonly principal: SignedIn;
  readonly requestId: string;
  /** The instant the request began; a request sees one time. */
  readonly now: Instant;
  readonly idempotency: IdempotencyKey | null;
}
