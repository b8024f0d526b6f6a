import { randomUUID } from 'node:crypto';
import type { CalendarInput } from '@wardline/business-calendar';
import type { Instant, MspId, PersonId } from '@wardline/kernel';
import { authenticate, signInMemory } from './access/authenticate.ts';
import { memberRights } from './access/rights.ts';
import { assertIssued, issue, type SignedIn, servicePrincipal } from './access/signed-in.ts';
import { type BusinessTime, businessTime } from './calendars/business-time.ts';
import { compiledCalendars } from './calendars/compiled-calendars.ts';
import { type HolidayRegion, holidayRegions } from './calendars/holidays/region-holidays.ts';
import { type ChangeWindows, changeWindows } from './changes/change-windows.ts';
import { type ClockReader, clockReader } from './clocks/clock-reading.ts';
import { checkDatabase } from './database/check.ts';
import { connectDatabase } from './database/database.ts';
import { migrateDatabase } from './database/migrate.ts';
import type { DatabaseOptions } from './database/options.ts';
import { type Desk, deskOf } from './desk.ts';
import { type DispatchReader, dispatchReader } from './dispatch/dispatch-reading.ts';
import { CredentialRefused } from './errors.ts';
import { pulse } from './jobs/pulse.ts';
import { type SweepReport, sweep } from './jobs/sweep.ts';
import { type WorkOptions, work } from './jobs/work.ts';
import { type Ports, systemPorts, uuidV7 } from './ports.ts';
import type { Engine, IdempotencyKey } from './session.ts';
import { type CreateMsp, createMsp } from './tenancy/create-msp.ts';
import {
  type TicketLifecycleOptions,
  type TicketLifecycles,
  ticketLifecycles,
} from './tickets/ticket-lifecycles.ts';
import type { WorkResult } from './unit-of-work.ts';

export interface WardlineConfig {
  readonly database: DatabaseOptions;
  /** Bring the schema up to date first. Default: only for the embedded database. */
  readonly migrate?: boolean | undefined;
  /** Clock, randomness and time-zone rules: for tests, and for newer rules than the runtime's. */
  readonly ports?: Partial<Ports> | undefined;
  /**
   * What is different in how tickets pass through their states. The same in every process on a database:
   * what one lets through, another would refuse.
   * @example
   * lifecycles: {
   *   extensions: {
   *     INCIDENT: {
   *       add: { RESOLVED: [{ to: 'CLOSED', guards: ['RATED'] }] },
   *       guards: {
   *         RATED: ({ ticket }) =>
   *           ticket.rating ? null : { code: 'RATING_MISSING', message: 'Ask how it went first.' },
   *       },
   *     },
   *   },
   * }
   */
  readonly lifecycles?: TicketLifecycleOptions | undefined;
}

export interface SessionOptions {
  /** Stands on every audit entry; shown to the caller when something fails. Default: a new UUID. */
  readonly requestId?: string | undefined;
  /** The one instant at which everything of the request happens. Default: each call's own. */
  readonly now?: Instant | undefined;
  /** What is done once, however often it is asked for. */
  readonly idempotency?: IdempotencyKey | null | undefined;
}

export interface Wardline {
  /** Signs in with a bearer token. @throws CredentialRefused */
  authenticate(token: string): Promise<SignedIn>;
  /**
   * Signs a member in on the embedding application's word (its own session, its own SSO).
   * @throws CredentialRefused if there is no such active person.
   */
  member(mspId: MspId, personId: PersonId): Promise<SignedIn>;
  /** Wardline itself at work for one MSP: imports, jobs, setting up. */
  service(mspId: MspId): SignedIn;
  /** Everything a principal can do; each call is one transaction under its rights. */
  as(principal: SignedIn, options?: SessionOptions): Desk;
  /** Founds a tenant. For the platform operator: no principal of any MSP can. */
  createMsp(input: CreateMsp): Promise<WorkResult<{ readonly mspId: MspId }>>;
  /** Does once what has become due (warnings, breaches, escalation steps) for every MSP. */
  sweep(): Promise<SweepReport>;
  /** Sweeps again and again until the signal aborts. Several processes may do so at once. */
  work(options?: WorkOptions): Promise<void>;
  /** By which rules tickets pass through their states, type by type. */
  readonly lifecycles: TicketLifecycles;
  /** Reads clocks as they stand at an instant. */
  readonly clocks: ClockReader;
  /** What opening hours amount to: when it is open, when a budget is used up. */
  businessTime(definition: CalendarInput): BusinessTime;
  /**
   * Countries whose holidays are known; with a country its subdivisions, with both its regions.
   * @param language an ISO 639 code for the names.
   */
  holidayRegions(
    country: string | null,
    subdivision: string | null,
    language: string,
  ): Promise<readonly HolidayRegion[]>;
  /** Works out who is on call and who could get work, from rows as they were read. */
  readonly dispatch: DispatchReader;
  /** Looks for the times at which a change can be done. */
  readonly changes: ChangeWindows;
  /** The current instant by the clock the platform was given. */
  now(): Instant;
  /** Whether the database answers. */
  ready(): Promise<boolean>;
  close(): Promise<void>;
}

/**
 * Wires a service desk: the one place where its parts meet.
 * @throws WardlineStartupError with a message that says what to put right.
 * @example
 * const wardline = await createWardline({ database: { kind: 'embedded', folder: 'memory://' } });
 * const me = await wardline.authenticate(token);
 * const opened = await wardline.as(me).tickets.open({ type: 'INCIDENT', clinicId, title: 'X-ray down', … });
 */
export async function createWardline(config: WardlineConfig): Promise<Wardline> {
  const lifecycles = ticketLifecycles(config.lifecycles);
  const database = await connectDatabase(config.database);
  try {
    if (config.migrate ?? config.database.kind === 'embedded') await migrateDatabase(database);
    await checkDatabase(database, config.database);
  } catch (error) {
    await database.close();
    throw error;
  }
  const ports: Ports = { ...systemPorts, ...config.ports };
  const engine: Engine = {
    database,
    ports,
    newId: ports.newId ?? uuidV7(ports),
    calendars: compiledCalendars(ports.timeZones),
    lifecycles,
    signIns: signInMemory(),
    pulse: pulse(),
  };
  const as = (principal: SignedIn, options: SessionOptions = {}): Desk => {
    assertIssued(principal);
    const session = {
      engine,
      principal,
      requestId: options.requestId ?? randomUUID(),
      now: options.now ?? ports.now(),
      idempotency: options.idempotency ?? null,
    };
    return deskOf(session, options.now !== undefined);
  };
  return {
    authenticate: (token) => authenticate(engine, token),
    member: async (mspId, personId) => {
      const read = async () => {
        const rights = await memberRights(engine, mspId, personId, ports.now());
        if (!rights) throw new CredentialRefused();
        return rights;
      };
      return issue(await read(), read);
    },
    service: servicePrincipal,
    as,
    createMsp: (input) => createMsp(engine, input),
    sweep: () => sweep(engine),
    work: (options) => work(engine, options),
    lifecycles,
    clocks: clockReader(engine.calendars),
    businessTime: (definition) => businessTime(engine.calendars, definition),
    holidayRegions,
    dispatch: dispatchReader(engine.calendars, ports.timeZones),
    changes: changeWindows(engine.calendars),
    now: ports.now,
    ready: async () => (await database.orm.em.getConnection().checkConnection()).ok,
    close: () => database.close(),
  };
}
