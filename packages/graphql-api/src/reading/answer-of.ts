import { ReadRefused, type WorkResult } from '@wardline/platform';

/** What a use case answers to a query: its value, or the refusal as bad input. */
export function answerOf<T>(result: WorkResult<T>): T {
  if (!result.ok) throw new ReadRefused(result.error);
  return result.value;
}
