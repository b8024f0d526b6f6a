import type { Permission } from '@wardline/access';
import { err, type InputPath, isUuid, ok, type Result } from '@wardline/kernel';
import { authorize } from '../access/authorize.ts';
import { notFound, type PlatformRefusal, versionConflict } from '../refusals.ts';
import type { ClinicRow } from '../tenancy/clinic.entity.ts';
import type { UnitOfWork } from '../unit-of-work.ts';
import { actsForDesk, ticketResource } from './desk-side.ts';
import { loadClinic } from './ticket.facts.ts';
import { type LoadedTicket, lockTicket } from './ticket.store.ts';

/** A ticket that may be changed: locked, its clinic, and under which authority. */
export interface OpenedTicket extends LoadedTicket {
  readonly clinic: ClinicRow;
  readonly authority: string;
  /** Whether the caller acts as those who do the work, not as who asks. */
  readonly forDesk: boolean;
}

/** Locks a ticket and asks whether the caller may do this to it. Hidden and absent are one answer. */
export async function lockForChange(
  uow: UnitOfWork,
  ticketId: string,
  permission: Permission,
  path: InputPath = ['ticketId'],
): Promise<Result<OpenedTicket, PlatformRefusal>> {
  const loaded = isUuid(ticketId) ? await lockTicket(uow, ticketId) : null;
  const clinic = loaded && (await loadClinic(uow, loaded.row.clinicId));
  if (!loaded || !clinic) return err(notFound(path));
  const { state } = loaded;
  const resource = ticketResource(uow, state, clinic);
  const allowed = authorize(uow, permission, resource);
  if (!allowed.ok) return allowed;
  const forDesk = actsForDesk(uow, state, resource);
  return ok({ ...loaded, clinic, authority: allowed.value, forDesk });
}

/**
 * Locks two tickets, always in the same order, so that two who want both never wait for each other.
 * The first refusal in the order of the arguments is the answer.
 */
export async function lockTwo(
  uow: UnitOfWork,
  first: { readonly id: string; readonly path: InputPath },
  second: { readonly id: string; readonly path: InputPath },
  permission: Permission,
): Promise<Result<readonly [OpenedTicket, OpenedTicket], PlatformRefusal>> {
  const lock = ({ id, path }: typeof first) => lockForChange(uow, id, permission, path);
  const inOrder = first.id.toLowerCase() <= second.id.toLowerCase();
  const early = await lock(inOrder ? first : second);
  const late = await lock(inOrder ? second : first);
  const [a, b] = inOrder ? [early, late] : [late, early];
  if (!a.ok) return a;
  if (!b.ok) return b;
  return ok([a.value, b.value]);
}

/** Refuses what was decided on another version than the present one. */
export function checkVersion(
  { state }: LoadedTicket,
  expectedVersion: number | undefined,
): Result<true, PlatformRefusal> {
  if (expectedVersion === undefined || expectedVersion === state.version) return ok(true);
  return err(versionConflict(state.id, state.version));
}

/** A request that waited for the lock began before the change it waited for; its own comes after it. */
export function afterLock(uow: UnitOfWork, ...locked: readonly LoadedTicket[]): UnitOfWork {
  return { ...uow, now: Math.max(uow.now, ...locked.map(({ row }) => row.updatedAt)) };
}
