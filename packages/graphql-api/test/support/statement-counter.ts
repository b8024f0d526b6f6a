import { createRequire } from 'node:module';
import type { DatabaseOptions } from '@wardline/platform';

/** The SQL that reaches the database, noted where it leaves Wardline. */
export interface StatementCounter {
  /** Everything that was sent since the last reset, transactions and settings included. */
  seen(): readonly string[];
  /** Of it what reads data for an answer. */
  reads(): readonly string[];
  reset(): void;
  /** To be applied to the options before anything connects. */
  watch(options: DatabaseOptions): DatabaseOptions;
}

type Query = (...args: unknown[]) => unknown;
interface Queryable {
  query: Query;
}

const listeners = new Set<(text: string) => void>();

/** Notes the statements of this process: on PGlite of the instance, on a server of every connection. */
export function statementCounter(): StatementCounter {
  let texts: string[] = [];
  const note = (text: string) => texts.push(text);
  return {
    seen: () => texts,
    // What was prepared is read in a snapshot; rows that are added are prepared too.
    reads: () => texts.filter((text) => / as json\b|read only;.*\bexecute wl\d/s.test(text)),
    reset: () => {
      texts = [];
    },
    watch: (options) => {
      if (options.kind === 'postgres') {
        watchServer();
        listeners.add(note);
        return options;
      }
      const instance = options.instance as unknown as Queryable & { transaction: Query };
      const { transaction } = instance;
      instance.query = noting(instance, note);
      instance.transaction = (work) =>
        transaction.call(instance, (inner: Queryable) => {
          inner.query = noting(inner, note);
          return (work as Query)(inner);
        });
      return options;
    },
  };
}

function noting(target: Queryable, note: (text: string) => void): Query {
  const query = target.query.bind(target);
  return (text, ...rest) => {
    note(text as string);
    return query(text, ...rest);
  };
}

let watched = false;

function watchServer(): void {
  if (watched) return;
  watched = true;
  // The driver the platform's ORM loads, which need not be the one that tests load.
  const ofPlatform = createRequire(new URL('../../../platform/package.json', import.meta.url));
  const ofOrm = createRequire(ofPlatform.resolve('@mikro-orm/postgresql'));
  const { prototype } = (ofOrm('pg') as { Client: { prototype: Queryable } }).Client;
  const { query } = prototype;
  prototype.query = function (this: unknown, first: unknown, ...rest: unknown[]) {
    const text = typeof first === 'string' ? first : (first as { text?: string }).text;
    if (text) for (const listener of listeners) listener(text);
    return query.call(this, first, ...rest);
  };
}
