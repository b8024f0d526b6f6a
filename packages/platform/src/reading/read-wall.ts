import {
  type Grant,
  isActive,
  type Permission,
  type Principal,
  ROLE_DEFINITIONS,
} from '@wardline/access';
import type { Instant } from '@wardline/kernel';
import type { Session } from '../session.ts';
import type { Column, Shape } from './shape.ts';
import type { SqlWriter } from './sql-writer.ts';

/** Who reads, and when. */
export interface Reader {
  readonly principal: Principal;
  readonly now: Instant;
  /** Whether row-level security shows them some clinics only. */
  readonly isLimited: boolean;
  /** How many clinics they have to do with, where they are limited. */
  readonly clinics: number;
}

/** A reader as they are signed in now. */
export function readerOf({ principal: { principal, context }, now }: Session): Reader {
  const { allClinics, knownClinics } = context;
  return { principal, now, isLimited: !allClinics, clinics: knownClinics.length };
}

/** ` and …` for what row-level security implies of a shape's rows for a limited reader. */
export function narrowed({ narrowing }: Shape, alias: string, { isLimited }: Reader): string {
  if (!isLimited || !narrowing) return '';
  return ` and ${alias}.${narrowing.column} = any(${narrowing.anyOf})`;
}

/**
 * The second wall, in front of the rows that row-level security would show: a shape names the
 * permission it takes to read it. An API key without that scope reads nothing of it; a strict shape
 * shows only rows of places where the permission is held, not merely of places that are visible.
 * @returns ` and …`, or nothing where there is nothing to hold back.
 */
export function readWall(shape: Shape, alias: string, reader: Reader, sql: SqlWriter): string {
  const { only } = shape;
  const part = only ? ` and ${alias}.${only.column} = ${sql.bind(only.equals, 'text')}` : '';
  return part + permissionWall(shape, alias, reader, sql);
}

function permissionWall(shape: Shape, alias: string, reader: Reader, sql: SqlWriter): string {
  const { principal, now } = reader;
  const { permission, strict, clinicColumn } = shape.requires;
  if (principal.apiKeyScopes && !principal.apiKeyScopes.includes(permission)) return ' and false';
  if (!strict) return '';
  const held = placesWhere(principal, permission, now);
  if (held.everywhere) return '';
  if (!clinicColumn) return ' and false';
  const { clinics, organizations } = held.allowed;
  if (!held.overMsp && clinics.length + organizations.length === 0) return ' and false';
  const column = `${alias}.${clinicColumn}`;
  const within = (places: Places) =>
    `(${column} = any(${sql.bind(places.clinics, 'uuid[]')}) or ${column} in (select id from clinic where organization_id = any(${sql.bind(places.organizations, 'uuid[]')})))`;
  const allowed = held.overMsp ? 'true' : within(held.allowed);
  return ` and ${allowed} and not ${within(held.denied)}`;
}

/**
 * The wall around a single column, for what not everybody who sees the row may read of it.
 * @returns a condition on the row, or null where there is nothing to hold back.
 */
export function columnWall(
  { requires }: Column,
  alias: string,
  { principal, now }: Reader,
  sql: SqlWriter,
): string | null {
  if (!requires) return null;
  const { permission, clinicColumn, organizationColumn, ownerColumn } = requires;
  const { personId, apiKeyScopes } = principal;
  if (apiKeyScopes && !apiKeyScopes.includes(permission)) return 'false';
  const held = placesWhere(principal, permission, now);
  if (held.everywhere) return null;
  const [clinic, organization] = [`${alias}.${clinicColumn}`, `${alias}.${organizationColumn}`];
  const within = ({ clinics, organizations }: Places) =>
    `coalesce(${clinic} = any(${sql.bind(clinics, 'uuid[]')}) or ${organization} = any(${sql.bind(organizations, 'uuid[]')}) or ${clinic} in (select id from clinic where organization_id = any(${sql.bind(organizations, 'uuid[]')})), false)`;
  const allowed = held.overMsp ? 'true' : within(held.allowed);
  const own = personId ? `${alias}.${ownerColumn} = ${sql.bind(personId, 'uuid')}` : 'false';
  return `(${own} or (${allowed} and not ${within(held.denied)}))`;
}

interface Places {
  readonly clinics: readonly string[];
  readonly organizations: readonly string[];
}

function placesWhere(principal: Principal, permission: Permission, now: Instant) {
  const grants = principal.grants.filter(
    (grant) =>
      isActive(grant, now) && ROLE_DEFINITIONS[grant.role].permissions[permission] === 'ANY',
  );
  const [allowing, denying] = [
    grants.filter((grant) => grant.effect === 'ALLOW'),
    grants.filter((grant) => grant.effect === 'DENY'),
  ];
  const overMsp = (list: readonly Grant[]) => list.some((grant) => grant.scope.type === 'MSP');
  const nothing: Places = { clinics: [], organizations: [] };
  if (overMsp(denying)) {
    return { everywhere: false, overMsp: false, allowed: nothing, denied: nothing };
  }
  return {
    everywhere: overMsp(allowing) && denying.length === 0,
    /** Everywhere but where it is denied. */
    overMsp: overMsp(allowing),
    allowed: places(allowing),
    denied: places(denying),
  };
}

function places(grants: readonly Grant[]): Places {
  const clinics = grants.flatMap(({ scope }) => {
    if (scope.type === 'CLINIC') return [scope.id];
    return scope.type === 'CLINIC_GROUP' ? [...(scope.clinicIds ?? [])] : [];
  });
  const organizations = grants.flatMap(({ scope }) =>
    scope.type === 'ORGANIZATION' ? [scope.id] : [],
  );
  return { clinics, organizations };
}
