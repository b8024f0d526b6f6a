import { checkText, type Instant, ok, type Result, type TeamId } from '@wardline/kernel';
import {
  type CoManagedAgreement,
  HAND_OVER_REASONS,
  type HandOverReason,
  type Side,
} from './agreement.ts';
import type { DispatchRefusal } from './errors.ts';
import { no } from './no.ts';
import type { Responsibility } from './responsible-for.ts';

/** A team as a hand-over sees it. */
export interface HandOverTeam {
  readonly id: TeamId;
  readonly side: Side;
}

export interface HandOverCommand {
  readonly to: HandOverTeam;
  readonly reason: HandOverReason;
  /** What the next ones must know; up to 2,000 characters. */
  readonly note: string | null;
}

export interface HandOverFacts {
  /** Who has the work now; null: nobody yet. */
  readonly from: HandOverTeam | null;
  /** The agreement of the clinic; null: all the work is one side's affair and nothing is restricted. */
  readonly agreement: CoManagedAgreement | null;
  /** Whose the work is by the agreement; null without one. */
  readonly responsibility: Responsibility | null;
  /** Whether somebody of the receiving team is there now, and when next. */
  readonly staffing: { readonly staffed: boolean; readonly nextAt: Instant | null };
  /** Work that cannot wait for the team's next opening (P1, P2). */
  readonly urgent: boolean;
}

/** A hand-over that may happen, and what it sets off. */
export interface HandOver {
  readonly fromTeamId: TeamId | null;
  readonly fromSide: Side | null;
  readonly toTeamId: TeamId;
  readonly toSide: Side;
  readonly sideChanges: boolean;
  readonly reason: HandOverReason;
  readonly note: string | null;
  /** The kind of clock that measures the receiver: an internal agreement, or a vendor's contract. */
  readonly clock: 'OLA' | 'UC';
  /** Whether the receiver owns such work by the agreement; null without one. */
  readonly asAgreed: boolean | null;
}

/** Reasons that say too little by themselves. */
const NEED_NOTE: readonly HandOverReason[] = ['OTHER', 'RETURNED'];

/**
 * May the work pass to that team? Between teams of one side always; between sides only as the
 * agreement provides, except that work may always go to the side whose it is.
 */
export function decideHandOver(
  { to, reason, note }: HandOverCommand,
  facts: HandOverFacts,
): Result<HandOver, DispatchRefusal> {
  const { from, agreement, responsibility, staffing, urgent } = facts;
  if (!HAND_OVER_REASONS.includes(reason)) {
    return no('VALUE_UNKNOWN', `reason is one of ${HAND_OVER_REASONS.join(', ')}.`, ['reason']);
  }
  const text = checkText(note ?? '', { path: ['note'], max: 2000, mayBeEmpty: true });
  if (!text.ok) return text;
  if (from?.id === to.id) {
    return no('HAND_OVER_SAME_TEAM', 'The ticket is with that team already.', ['teamId']);
  }
  const sideChanges = from !== null && from.side !== to.side;
  const asAgreed = responsibility && isOwner(to, responsibility);
  const rule = agreement?.handOvers.find(
    (each) =>
      each.from === from?.side &&
      each.to === to.side &&
      (each.reasons.length === 0 || each.reasons.includes(reason)),
  );
  if (sideChanges && agreement !== null && !rule && asAgreed !== true) {
    return no(
      'HAND_OVER_NOT_AGREED',
      `${agreement.name} lets no work pass from ${from.side} to ${to.side} for ${reason}${
        responsibility ? `; this is ${responsibility.owner}'s` : ''
      }.`,
      ['teamId'],
    );
  }
  const noteRequired = NEED_NOTE.includes(reason) || (sideChanges && rule?.noteRequired === true);
  if (noteRequired && text.value === '') {
    return no('HAND_OVER_NOTE_REQUIRED', 'Say in a note what the next ones must know.', ['note']);
  }
  if (urgent && !staffing.staffed) {
    return no('HAND_OVER_UNSTAFFED', 'Nobody of that team is there now, and this cannot wait.', [
      'teamId',
    ]);
  }
  return ok({
    fromTeamId: from?.id ?? null,
    fromSide: from?.side ?? null,
    toTeamId: to.id,
    toSide: to.side,
    sideChanges,
    reason,
    note: text.value === '' ? null : text.value,
    clock: to.side === 'VENDOR' ? 'UC' : 'OLA',
    asAgreed,
  });
}

function isOwner(to: HandOverTeam, responsibility: Responsibility): boolean {
  if (responsibility.owner !== to.side) return false;
  return responsibility.teamId === null || responsibility.teamId === to.id;
}
