import {
  type Actor,
  checkText,
  err,
  type Instant,
  ok,
  type Result,
  refusal,
} from '@wardline/kernel';
import { ASSET_LIMITS, type AssetState } from './asset.ts';
import { availableAssetTransitions } from './available-asset-transitions.ts';
import { checkAt, checkChoice } from './check-input.ts';
import type { AssetRefusal, AssetTransitionRefused } from './errors.ts';
import type { AssetStateChanged } from './events.ts';
import {
  ASSET_STATES,
  type AssetStateName,
  type AssetTransitionBlocker,
  OUT_OF_SERVICE_REASONS,
  type OutOfServiceReason,
} from './lifecycle.ts';

/** Take the asset to another state of its life. */
export interface TransitionAssetCommand {
  readonly at: Instant;
  readonly by: Actor;
  readonly to: AssetStateName;
  readonly outOfServiceReason?: OutOfServiceReason | null | undefined;
  readonly note?: string | null | undefined;
}

/**
 * Takes an asset along one arrow of its lifecycle.
 * @returns one `AssetStateChanged`; nothing when the asset is already as wanted;
 *   `TRANSITION_REFUSED` with its blockers; `…_REQUIRED` or `DETAIL_NOT_ACCEPTED` for details.
 */
export function transitionAsset(
  asset: AssetState,
  command: TransitionAssetCommand,
): Result<readonly AssetStateChanged[], AssetRefusal> {
  const { at, by, to, outOfServiceReason = null } = command;
  const known = checkChoice(to, ASSET_STATES, ['to']);
  if (!known.ok) return known;
  const moment = checkAt(at, asset.registeredAt);
  if (!moment.ok) return moment;
  if (outOfServiceReason !== null) {
    const reason = checkChoice(outOfServiceReason, OUT_OF_SERVICE_REASONS, ['outOfServiceReason']);
    if (!reason.ok) return reason;
  }
  const text = checkText(command.note ?? '', {
    path: ['note'],
    max: ASSET_LIMITS.note,
    mayBeEmpty: true,
  });
  if (!text.ok) return text;
  const note = text.value === '' ? null : text.value;
  const sameReason = outOfServiceReason === null || outOfServiceReason === asset.outOfServiceReason;
  if (to === asset.state && sameReason && note === null) return ok([]);

  const open = availableAssetTransitions(asset);
  const transition = open.find((candidate) => candidate.to === to);
  if (!transition) {
    const ways = open.map((each) => each.to).join(', ') || 'no other state';
    const message = `From ${asset.state} it goes to ${ways}, not to ${to}.`;
    return err(refused(asset, to, [{ code: 'NO_SUCH_TRANSITION', message }]));
  }
  if (transition.blockedBy.length > 0) return err(refused(asset, to, transition.blockedBy));
  const needsReason = transition.requires.includes('OUT_OF_SERVICE_REASON');
  if (needsReason && outOfServiceReason === null) {
    return err(
      refusal('OUT_OF_SERVICE_REASON_REQUIRED', `${to} needs outOfServiceReason.`, [
        'outOfServiceReason',
      ]),
    );
  }
  if (!needsReason && outOfServiceReason !== null) {
    return err(
      refusal('DETAIL_NOT_ACCEPTED', `${to} takes no outOfServiceReason.`, ['outOfServiceReason']),
    );
  }
  if (transition.requires.includes('NOTE') && note === null) {
    return err(refusal('NOTE_REQUIRED', `${to} needs note.`, ['note']));
  }
  return ok([
    {
      type: 'AssetStateChanged',
      assetId: asset.id,
      at,
      by,
      from: asset.state,
      to,
      outOfServiceReason,
      note,
    },
  ]);
}

function refused(
  asset: AssetState,
  to: AssetStateName,
  blockedBy: readonly AssetTransitionBlocker[],
): AssetTransitionRefused {
  const why = blockedBy.map((each) => each.message).join(' ');
  return {
    code: 'TRANSITION_REFUSED',
    message: `${asset.name} cannot go from ${asset.state} to ${to}: ${why}`,
    path: ['to'],
    from: asset.state,
    to,
    blockedBy,
  };
}
