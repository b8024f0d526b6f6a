import type { CompiledCalendar } from '@wardline/business-calendar';
import type { Instant } from '@wardline/kernel';
import { SlaContextError } from './errors.ts';
import type { Policy } from './policy.ts';

/** Compiled calendars by the id a policy names them with. */
export type Calendars = Readonly<Record<string, CompiledCalendar>>;

/** What a fold needs besides the history. */
export interface SlaContext {
  readonly calendars: Calendars;
  /** Every policy version the history refers to; `fold` adds the one it is given. */
  readonly policies?: readonly Policy[];
  /** If given, events after it are refused. */
  readonly now?: Instant;
}

export function calendarOf(calendars: Calendars, id: string): CompiledCalendar {
  if (!Object.hasOwn(calendars, id)) throw new SlaContextError(id);
  return calendars[id] as CompiledCalendar;
}
