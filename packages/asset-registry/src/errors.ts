import type { Refusal } from '@wardline/kernel';
import type { AssetStateName, AssetTransitionBlocker } from './lifecycle.ts';

/** Every code an asset decision refuses with, and what it means. Codes are stable; messages may improve. */
export const ASSET_ERRORS = {
  TEXT_EMPTY: 'A text that must say something is empty.',
  TEXT_TOO_LONG: 'A text has more characters than its field holds.',
  TEXT_NOT_STORABLE: 'A text contains a NUL character or half of a surrogate pair.',
  VALUE_UNKNOWN: 'The value is not one of those the field knows.',
  NOT_FOUND: 'Nothing with this id exists where the asset could refer to it.',
  INSTANT_INVALID: 'The instant is not a whole number of milliseconds between 1900 and 2199.',
  TIME_BEFORE_REGISTERED: 'Something cannot happen to an asset before it was registered.',
  DEVICE_CLASS_REQUIRED: 'A medical device says what kind of device it is.',
  DEVICE_CLASS_NOT_ACCEPTED: 'Only a medical device has a device class.',
  OUT_OF_SERVICE_REASON_REQUIRED: 'An asset is taken out of service for a reason.',
  NOTE_REQUIRED: 'This transition needs a note.',
  DETAIL_NOT_ACCEPTED: 'The state does not take this detail.',
  ASSET_DISPOSED: 'The asset is disposed of and its record stays as it is.',
  RELATION_TO_ITSELF: 'An asset is related to another one, not to itself.',
  RELATION_IN_A_CIRCLE: 'A part is no part of itself, and nothing is hosted on itself.',
  RELATIONS_TOO_MANY: 'The asset has as many relations of the kind as one may have.',
  DEPENDENCIES_TOO_MANY: 'More would depend on each other than is kept of one relation.',
  OTHER_ORGANIZATION: 'Assets of different organizations are not related.',
  TRANSITION_REFUSED: 'The asset cannot go to that state now.',
} as const;

export type AssetErrorCode = keyof typeof ASSET_ERRORS;

/** The asset cannot take the wanted state; `blockedBy` has at least one reason. */
export interface AssetTransitionRefused extends Refusal<'TRANSITION_REFUSED'> {
  readonly from: AssetStateName;
  readonly to: AssetStateName;
  readonly blockedBy: readonly AssetTransitionBlocker[];
}

/** A refusal that names the field it is about in `path`. */
export type AssetInputRefused = Refusal<Exclude<AssetErrorCode, 'TRANSITION_REFUSED'>>;

export type AssetRefusal = AssetTransitionRefused | AssetInputRefused;
