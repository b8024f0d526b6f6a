import { timesOver } from './money.ts';
import { type Period, periodAfter } from './period.ts';
import type { Share } from './share.ts';
import type { ContractLine } from './terms.ts';

/**
 * Time bought for one period and not used yet. `weighted` is hundredths of a minute: after-hours work
 * uses up more than its minutes.
 */
export interface Grant {
  readonly lineId: string;
  readonly period: Period;
  readonly weighted: number;
  /** The last period in which it may be used. */
  readonly lastPeriod: Period;
}

type Block = Extract<ContractLine, { kind: 'BLOCK_HOURS' }>;

/** What became of a block's time in a period: `opening + granted = used + lost + closing`, hundredths of a minute. */
export interface BlockBalance {
  readonly lineId: string;
  readonly opening: number;
  readonly granted: number;
  readonly used: number;
  /** Expired, or above what may be carried on. */
  readonly lost: number;
  readonly closing: number;
}

/** What a block buys for a period, or so many days of it: hundredths of a minute, half up. */
export function grantedBy({ minutes }: Block, { days, ofDays }: Share): number {
  return timesOver(minutes * 100, days, ofDays);
}

/** The time a block can give in a period: what is left of earlier ones and may still be used, oldest first, then its own. */
export function grantsFor(
  line: Block,
  period: Period,
  opening: readonly Grant[],
  share: Share,
): Grant[] {
  const earlier = opening
    .filter((grant) => grant.lineId === line.id && grant.lastPeriod >= period)
    .sort((a, b) => (a.period < b.period ? -1 : 1));
  const own: Grant = {
    lineId: line.id,
    period,
    weighted: grantedBy(line, share),
    lastPeriod: periodAfter(period, line.carryOver?.periods ?? 0),
  };
  return [...earlier, own];
}

/** What goes on into the next period: not expired, at most the maximum, the oldest lost first. */
export function carriedOver(line: Block, period: Period, left: readonly Grant[]): Grant[] {
  const alive = left.filter((grant) => grant.weighted > 0 && grant.lastPeriod > period);
  const most = line.carryOver?.maxMinutes ?? null;
  if (most === null) return alive;
  let room = most * 100;
  const kept: Grant[] = [];
  for (const grant of alive.toReversed()) {
    const weighted = Math.min(grant.weighted, room);
    room -= weighted;
    if (weighted > 0) kept.unshift({ ...grant, weighted });
  }
  return kept;
}

export const sumOf = (grants: readonly Grant[]) =>
  grants.reduce((sum, grant) => sum + grant.weighted, 0);
