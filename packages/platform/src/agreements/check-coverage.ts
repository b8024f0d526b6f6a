import { err, ok, type Result, refusal } from '@wardline/kernel';
import { AssetEntity } from '../assets/asset.entity.ts';
import { ContractLineEntity } from '../contracts/contract.entity.ts';
import { rowExists } from '../orm/row-exists.ts';
import { notFound, type PlatformRefusal } from '../refusals.ts';
import { ClinicEntity } from '../tenancy/clinic.entity.ts';
import { OrganizationEntity } from '../tenancy/organization.entity.ts';
import type { UnitOfWork } from '../unit-of-work.ts';
import type { AgreementCoverageRow } from './agreement-coverage.entity.ts';

/** One thing an agreement is to cover: exactly one of the fields. */
export interface CoverageInput {
  readonly clinicId?: string | null | undefined;
  readonly organizationId?: string | null | undefined;
  /** An asset; one of the kinds SERVICE, SOFTWARE_SERVICE and EHR covers what concerns the service. */
  readonly assetId?: string | null | undefined;
  readonly contractLineId?: string | null | undefined;
  /** True: whatever no other agreement covers more closely. */
  readonly everybody?: boolean | null | undefined;
}

export type CoverageColumns = Pick<
  AgreementCoverageRow,
  'level' | 'clinicId' | 'organizationId' | 'assetId' | 'contractLineId'
>;

const NOTHING = { clinicId: null, organizationId: null, assetId: null, contractLineId: null };
const FIELDS = ['clinicId', 'organizationId', 'assetId', 'contractLineId'] as const;
const SERVICE_KINDS: readonly string[] = ['SERVICE', 'SOFTWARE_SERVICE', 'EHR'];

/** A coverage as it is stored, or why it cannot be. */
export async function checkCoverage(
  uow: UnitOfWork,
  input: CoverageInput,
  path: readonly (string | number)[],
): Promise<Result<CoverageColumns, PlatformRefusal>> {
  const given = FIELDS.filter((field) => (input[field] ?? null) !== null);
  const field = given[0];
  if (given.length + (input.everybody === true ? 1 : 0) !== 1) {
    const message = `Give exactly one of ${FIELDS.join(', ')}, or everybody: true.`;
    return err(refusal('COVERAGE_AMBIGUOUS', message, path));
  }
  if (field === undefined) return ok({ ...NOTHING, level: 'MSP' });
  const id = String(input[field]);
  const missing = err(notFound([...path, field]));
  switch (field) {
    case 'clinicId':
      if (!(await rowExists(uow, ClinicEntity, id))) return missing;
      return ok({ ...NOTHING, level: 'CLINIC', clinicId: id });
    case 'organizationId':
      if (!(await rowExists(uow, OrganizationEntity, id))) return missing;
      return ok({ ...NOTHING, level: 'ORGANIZATION', organizationId: id });
    case 'contractLineId':
      if (!(await rowExists(uow, ContractLineEntity, id))) return missing;
      return ok({ ...NOTHING, level: 'CONTRACT_LINE', contractLineId: id });
    case 'assetId': {
      if (!(await rowExists(uow, AssetEntity, id))) return missing;
      const { mspId } = uow.session.principal.principal;
      const { kind, clinicId } = await uow.em.findOneOrFail(AssetEntity, { mspId, id });
      const level = SERVICE_KINDS.includes(kind) ? 'SERVICE' : 'ASSET';
      return ok({ ...NOTHING, level, assetId: id, clinicId });
    }
  }
}
