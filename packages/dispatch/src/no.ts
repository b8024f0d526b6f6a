import { type Err, err, type InputPath, refusal } from '@wardline/kernel';
import type { DispatchErrorCode, DispatchRefusal } from './errors.ts';

/** Refuses. */
export function no(
  code: DispatchErrorCode,
  message: string,
  path: InputPath = [],
): Err<DispatchRefusal> {
  return err(refusal(code, message, path));
}
