import type { Currency } from './money.ts';
import type { TimeKind } from './work.ts';

/** `UP` to the next increment, or to the `NEAREST` one (half goes up). */
export const ROUNDING_MODES = ['UP', 'NEAREST'] as const;
/** Each entry by itself, or all of a person's of one kind on one date together. */
export const ROUNDING_SCOPES = ['ENTRY', 'DAY'] as const;

/** What a part of a month costs: its days, or the whole month. */
export const PRO_RATA_RULES = ['BY_DAY', 'FULL_MONTH'] as const;
export type ProRataRule = (typeof PRO_RATA_RULES)[number];

export interface Rounding {
  readonly incrementMinutes: number;
  readonly minimumMinutes: number;
  readonly mode: (typeof ROUNDING_MODES)[number];
  readonly per: (typeof ROUNDING_SCOPES)[number];
}

/** Travel counts as work at its own rate, costs a fixed sum per trip (an entry), or nothing. */
export type TravelRule =
  | { readonly kind: 'AS_WORK' }
  | { readonly kind: 'PER_TRIP'; readonly priceMinor: number }
  | { readonly kind: 'FREE' };
export const TRAVEL_RULES = ['AS_WORK', 'PER_TRIP', 'FREE'] as const;

/**
 * Which work a line takes. An empty list leaves it open; all lists must fit. Texts are compared as they
 * are written: `Network` is neither `network` nor `Network/Switches`.
 */
export interface Covers {
  readonly kinds: readonly TimeKind[];
  readonly clinicIds: readonly string[];
  readonly assetIds: readonly string[];
  readonly domains: readonly string[];
  /** Of the ticket. Work without a category fits no line that names some. */
  readonly categories: readonly string[];
}

/** Unused block time goes on: at most so much, for so many periods after the one it was bought for. */
export interface CarryOver {
  /** null: all of it. */
  readonly maxMinutes: number | null;
  readonly periods: number;
}

interface Line<Kind extends string> {
  readonly kind: Kind;
  readonly id: string;
  readonly name: string;
  readonly covers: Covers;
}

/**
 * One line of a contract. Work goes to the first line that covers it. A block takes what it has left
 * and passes the rest on; the flat kinds take everything; time and material is charged by the hour.
 */
export type ContractLine =
  | (Line<'BLOCK_HOURS'> & {
      /** Bought anew each period. */
      readonly minutes: number;
      readonly priceMinor: number;
      /** null: what is not used in its period is lost. */
      readonly carryOver: CarryOver | null;
    })
  | (Line<'PER_ASSET'> & { readonly priceMinor: number; readonly includesParts: boolean })
  | (Line<'PER_CLINIC'> & { readonly priceMinor: number; readonly includesParts: boolean })
  | (Line<'FLAT'> & { readonly priceMinor: number; readonly includesParts: boolean })
  | Line<'TIME_AND_MATERIAL'>;

export const CONTRACT_LINE_KINDS = [
  'BLOCK_HOURS',
  'PER_ASSET',
  'PER_CLINIC',
  'FLAT',
  'TIME_AND_MATERIAL',
] as const satisfies readonly ContractLine['kind'][];

/** What a contract says about charging. Prices are minor units of its currency. */
export interface BillingTerms {
  readonly currency: Currency;
  /** Where dates and months begin and end. */
  readonly timezone: string;
  readonly rounding: Rounding;
  readonly travel: TravelRule;
  /** What an hour costs beyond what the lines include. */
  readonly hourlyRates: Readonly<Record<TimeKind, number>>;
  /**
   * Work outside of the contract's hours counts this many percent, in block time as in money: 150 is
   * time and a half. Minutes that rounding adds or takes away are after hours in the share in which the
   * entry was.
   */
  readonly afterHoursPercent: number;
  /**
   * What a month costs in which the contract begins or ends: its days of the month's (each line's price
   * times days over days, half up; block time alike), or the whole price.
   */
  readonly proRata: ProRataRule;
  readonly lines: readonly ContractLine[];
}
