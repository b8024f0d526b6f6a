import type { Grant, Scope, ScopeType } from '@wardline/access';
import type { ClinicGroupId, ClinicId, OrganizationId } from '@wardline/kernel';
import { ClinicGroupClinicEntity } from '../clinic-groups/clinic-group.entity.ts';
import type { UnitOfWork } from '../session.ts';
import type { GrantRow } from './grant.entity.ts';

/** The scope of a stored grant. `clinicIds`: those of the group, if it is over one and they were read. */
export function toScope(
  type: ScopeType,
  id: string | null,
  clinicIds: ReadonlySet<ClinicId> | null,
): Scope {
  switch (type) {
    case 'MSP':
      return { type };
    case 'ORGANIZATION':
      return { type, id: id as OrganizationId };
    case 'CLINIC':
      return { type, id: id as ClinicId };
    case 'CLINIC_GROUP':
      return { type, id: id as ClinicGroupId, clinicIds };
  }
}

/** A scope as facts name it: without the clinics a group happens to have. */
export function scopeFact(scope: Scope): Readonly<Record<string, string>> {
  return scope.type === 'MSP' ? { type: scope.type } : { type: scope.type, id: scope.id };
}

/**
 * A grant as decisions look at it. Over a group, whose clinics are not told here, it is for questions
 * about the grant as a whole; `toGrants` also reads the clinics.
 */
export function toGrant(row: GrantRow): Grant {
  return grantIn(row, null);
}

/** Grants as decisions about single clinics look at them: those over groups with the clinics of these. */
export async function toGrants(uow: UnitOfWork, rows: readonly GrantRow[]): Promise<Grant[]> {
  const groupIds = rows.flatMap(({ scopeType, scopeId }) =>
    scopeType === 'CLINIC_GROUP' && scopeId ? [scopeId] : [],
  );
  const { mspId } = uow.session.principal.principal;
  const members =
    groupIds.length === 0
      ? []
      : await uow.em.find(ClinicGroupClinicEntity, { mspId, groupId: { $in: groupIds } });
  const clinicsOf = Map.groupBy(members, ({ groupId }) => groupId);
  return rows.map((row) => {
    const clinics = clinicsOf.get(row.scopeId ?? '') ?? [];
    return grantIn(row, new Set(clinics.map(({ clinicId }) => clinicId as ClinicId)));
  });
}

function grantIn(row: GrantRow, clinicIds: ReadonlySet<ClinicId> | null): Grant {
  return {
    id: row.id,
    role: row.role,
    effect: row.effect,
    scope: toScope(row.scopeType, row.scopeId, clinicIds),
    from: row.validFrom,
    until: row.validUntil,
  };
}
