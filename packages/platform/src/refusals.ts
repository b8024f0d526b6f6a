import type { InputPath, Refusal } from '@wardline/kernel';
import { refusal } from '@wardline/kernel';
import type { TransitionRefused } from '@wardline/ticket-core';

/** The record changed since it was read; `current` is the version it has now. */
export interface VersionConflict extends Refusal<'VERSION_CONFLICT'> {
  readonly recordId: string;
  readonly current: number;
}

/** Everything a use case may answer instead of doing what it was asked. */
export type PlatformRefusal = Refusal | TransitionRefused | VersionConflict;

/**
 * Absent, foreign and forbidden are the same answer, so that nobody learns which ids exist.
 */
export function notFound(path: InputPath): Refusal<'NOT_FOUND'> {
  const field = path.at(-1) ?? 'record';
  return refusal('NOT_FOUND', `${field} names nothing that you can use here.`, path);
}

/** Only where the record itself is readable to the caller: it says nothing about what exists. */
export function forbidden(permission: string): Refusal<'FORBIDDEN'> {
  return refusal(
    'FORBIDDEN',
    `This needs the permission ${permission} here, which you do not have.`,
  );
}

export function versionConflict(recordId: string, current: number): VersionConflict {
  return {
    ...refusal(
      'VERSION_CONFLICT',
      `The record has changed: its version is ${current} now. Read it again and send expectedVersion ${current}.`,
      ['expectedVersion'],
    ),
    recordId,
    current,
  };
}
