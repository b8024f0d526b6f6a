import type { PlatformRefusal, WorkResult } from '@wardline/platform';
import { CommandFailed } from './command.ts';

/** @throws CommandFailed with what was refused and why. */
export function must<T>(result: WorkResult<T>, what: string): T {
  if (result.ok) return result.value;
  throw new CommandFailed(explainRefusal(result.error, what));
}

function explainRefusal({ code, message, path }: PlatformRefusal, what: string): string {
  const field = path.length === 0 ? '' : ` (${path.join('.')})`;
  return `The ${what} was refused: ${message} [${code}]${field}`;
}
