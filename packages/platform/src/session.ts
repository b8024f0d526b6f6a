import type { EntitySchema, InferEntity } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import type { Instant } from '@wardline/kernel';
import type { SignInMemory } from './access/authenticate.ts';
import type { SignedIn } from './access/signed-in.ts';
import type { CompiledCalendars } from './calendars/compiled-calendars.ts';
import type { Database } from './database/database.ts';
import type { Pulse } from './jobs/pulse.ts';
import type { Ports } from './ports.ts';
import type { TicketLifecycles } from './tickets/ticket-lifecycles.ts';

/** What `createWardline` wires once and every session shares. */
export interface Engine {
  readonly database: Database;
  readonly ports: Ports;
  readonly newId: () => string;
  readonly calendars: CompiledCalendars;
  /** By which rules tickets pass through their states, type by type. */
  readonly lifecycles: TicketLifecycles;
  readonly signIns: SignInMemory;
  /** Wakes those who wait for news of an MSP. */
  readonly pulse: Pulse;
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
  /** The transaction that is under way, which every use case of this session joins. */
  readonly joins?: UnitOfWork | undefined;
}

/** What happened to which record; becomes an audit entry and an outbox event of the same commit. */
export interface RecordedFact {
  /** Past tense: `TicketOpened`. */
  readonly type: string;
  readonly recordType: string;
  readonly recordId: string;
  readonly clinicId: string | null;
  /** Ids, states, field names: never free text. */
  readonly facts: Readonly<Record<string, unknown>>;
  /** The permission that was checked and the role that gave it. */
  readonly authority: string;
  /** Working data of the provider's side: clients read its trail as little as the data. Default: false. */
  readonly internal?: boolean;
}

/** One transaction on behalf of one principal: rows, timeline, audit, outbox and idempotency together. */
export interface UnitOfWork {
  readonly session: Session;
  readonly em: SqlEntityManager;
  readonly now: Instant;
  readonly newId: () => string;
  /** Adds rows that nothing of this transaction changes again: cheaper than through the ORM. */
  add<E extends EntitySchema>(entity: E, ...rows: readonly InferEntity<E>[]): void;
  /** Runs a statement of the hot path, prepared: `$1`, `$2`, … are its parameters. */
  run<R>(text: string, parameters: readonly unknown[]): Promise<readonly R[]>;
  /** Notes what happened, for the audit trail and the outbox. */
  record(...facts: readonly RecordedFact[]): void;
}
