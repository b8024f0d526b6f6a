import type { CalendarInput, LocalDate, Weekday } from '@wardline/business-calendar';
import type { Instant, PersonId } from '@wardline/kernel';

/** The weekly hours of a calendar: a missing day is a closed one. */
export type WeeklyHours = CalendarInput['weekly'];

/** When one turn ends and the next begins, on the wall clock of the layer's zone. */
export type HandOff =
  | { readonly kind: 'DAILY'; readonly at: string }
  | { readonly kind: 'WEEKLY'; readonly on: Weekday; readonly at: string }
  | { readonly kind: 'EVERY_N_DAYS'; readonly days: number; readonly at: string };

export const HAND_OFF_KINDS = ['DAILY', 'WEEKLY', 'EVERY_N_DAYS'] as const;
export type HandOffKind = (typeof HAND_OFF_KINDS)[number];

/**
 * One seat that is taken in turns. Follow-the-sun is several layers of one tier, each in its own
 * zone with its own hours; an escalation chain is layers of tier 1, 2, 3.
 */
export interface RotationLayer {
  readonly id: string;
  readonly name: string;
  /** Who is called first: 1. The layers of a tier are called together. */
  readonly tier: number;
  /** IANA name. Hand-offs and hours are times of its wall clock. */
  readonly timezone: string;
  /** In order of turns. A person may take several turns in a round. */
  readonly participants: readonly PersonId[];
  readonly handOff: HandOff;
  /** The first turn begins on this date at the hand-off time; a first week may be shorter than seven days. */
  readonly startsOn: LocalDate;
  /** The layer ends on this date at the hand-off time; null: it goes on. */
  readonly endsOn: LocalDate | null;
  /** Only these hours are on call (only nights, only weekends); null: around the clock. */
  readonly hours: WeeklyHours | null;
}

/** Who is on call for a team, by rule. Exceptions are {@link Override}s. */
export interface Rotation {
  readonly id: string;
  readonly name: string;
  readonly layers: readonly RotationLayer[];
}

/** Somebody else takes a layer for a while. Of two that overlap in a layer, the later in the list holds. */
export interface Override {
  readonly id: string;
  readonly layerId: string;
  readonly personId: PersonId;
  readonly from: Instant;
  /** Not part of it. */
  readonly to: Instant;
  /** The swap it came from; null for one that a dispatcher set. */
  readonly swapId: string | null;
}

/** A person cannot work from `from` up to, not including, `to`. */
export interface Absence {
  readonly personId: PersonId;
  readonly from: Instant;
  readonly to: Instant;
  /** In the caller's words: `VACATION`, `SICK`, `TRAINING`. */
  readonly kind: string;
}

/** Why this person: the turn's number from the layer's start, or the override and who it replaces. */
export type ShiftReason =
  | { readonly code: 'TURN'; readonly turn: number }
  | {
      readonly code: 'OVERRIDE' | 'SWAP';
      readonly overrideId: string;
      /** Whose turn it would be; null where the layer alone has nobody. */
      readonly instead: PersonId | null;
    };

/** A stretch of time in which one person holds one layer. */
export interface Shift {
  readonly layerId: string;
  readonly tier: number;
  readonly personId: PersonId;
  readonly from: Instant;
  readonly to: Instant;
  readonly reason: ShiftReason;
}
