import type { PlatformRefusal, WorkResult } from '../../src/index.ts';

/** The value of a use case that has to succeed; anything else is a mistake of the test. */
export async function must<T>(result: Promise<WorkResult<T>>): Promise<T> {
  const settled = await result;
  if (!settled.ok) throw new Error(`Refused: ${JSON.stringify(settled.error)}`);
  return settled.value;
}

/** The refusal of a use case that has to be refused. */
export async function refused(result: Promise<WorkResult<unknown>>): Promise<PlatformRefusal> {
  const settled = await result;
  if (settled.ok) throw new Error(`Not refused: ${JSON.stringify(settled.value)}`);
  return settled.error;
}
