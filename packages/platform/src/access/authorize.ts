import { can, type Permission, type Principal, type Resource } from '@wardline/access';
import { err, ok, type Result } from '@wardline/kernel';
import { forbidden, type PlatformRefusal } from '../refusals.ts';
import type { UnitOfWork } from '../unit-of-work.ts';

/**
 * May the principal do this to that? Asked after the record was loaded under row-level security, so
 * a refusal here speaks only of what the caller can see anyway.
 * @returns under which authority, for the audit entry: `ticket:assign as DISPATCHER`.
 */
export function authorize(
  uow: Pick<UnitOfWork, 'session' | 'now'>,
  permission: Permission,
  resource: Resource,
): Result<string, PlatformRefusal> {
  const { principal } = uow.session.principal;
  const decision = can(principal, permission, resource, uow.now);
  if (!decision.allowed) return err(forbidden(permission));
  return ok(`${permission} as ${decision.by?.role ?? principal.actor.kind}`);
}

/** Whether the credential itself allows it: an API key does only what its scopes name. */
export function hasScope(principal: Principal, permission: Permission): boolean {
  return principal.apiKeyScopes === null || principal.apiKeyScopes.includes(permission);
}
