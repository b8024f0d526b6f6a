import {
  err,
  type InputPath,
  type Instant,
  isInstant,
  ok,
  type Result,
  refusal,
} from '@wardline/kernel';
import type { AssetInputRefused } from './errors.ts';

/** The value must be one of a closed list: callers without a type checker exist. */
export function checkChoice<T extends string>(
  value: T,
  choices: readonly T[],
  path: InputPath,
): Result<T, AssetInputRefused> {
  if (choices.includes(value)) return ok(value);
  const name = path.at(-1) ?? 'value';
  return err(refusal('VALUE_UNKNOWN', `${name} must be one of ${choices.join(', ')}.`, path));
}

/** An instant that an asset's history can hold. */
export function checkAt(
  at: Instant,
  registeredAt: Instant = at,
): Result<Instant, AssetInputRefused> {
  if (!isInstant(at)) {
    return err(
      refusal('INSTANT_INVALID', 'at must be whole milliseconds between 1900 and 2199.', ['at']),
    );
  }
  if (at < registeredAt) {
    return err(
      refusal('TIME_BEFORE_REGISTERED', 'at lies before the asset was registered.', ['at']),
    );
  }
  return ok(at);
}
