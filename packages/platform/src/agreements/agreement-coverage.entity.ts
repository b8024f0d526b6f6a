import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { instant, tenantKey } from '../orm/columns.ts';
import { inClinics, inOrganizations, isProvider, walled, wholeMsp } from '../orm/policies.ts';

/**
 * How closely an agreement fits a ticket, closest first: a choice made for the very ticket, then what
 * covers an affected asset, a line of the contract, an affected service, the clinic, its organization,
 * everybody. Per ticket the closest one in force when it opened wins.
 */
export const COVERAGE_LEVELS = [
  'TICKET',
  'ASSET',
  'CONTRACT_LINE',
  'SERVICE',
  'CLINIC',
  'ORGANIZATION',
  'MSP',
] as const;
export type CoverageLevel = (typeof COVERAGE_LEVELS)[number];

/** One thing an agreement covers: exactly one of the columns is set; none for the whole MSP. */
export const AgreementCoverageEntity = defineEntity({
  name: 'AgreementCoverage',
  tableName: 'agreement_coverage',
  properties: {
    ...tenantKey(),
    agreementId: p.uuid(),
    level: p.enum(COVERAGE_LEVELS),
    /** The clinic it concerns: of the clinic itself, and of an asset. */
    clinicId: p.uuid().strictNullable(),
    organizationId: p.uuid().strictNullable(),
    assetId: p.uuid().strictNullable(),
    contractLineId: p.uuid().strictNullable(),
    createdAt: instant(),
  },
  indexes: [
    { properties: ['mspId', 'agreementId'] },
    { properties: ['mspId', 'clinicId'] },
    { properties: ['mspId', 'organizationId'] },
    { properties: ['mspId', 'assetId'] },
    { properties: ['mspId', 'contractLineId'] },
  ],
  ...walled({
    select: `(${isProvider} or level = 'MSP'
      or (clinic_id is not null and ${inClinics('known')})
      or (organization_id is not null and ${inOrganizations('known')})
      or (contract_line_id is not null and exists (select 1 from contract_line l
        where l.msp_id = agreement_coverage.msp_id and l.id = agreement_coverage.contract_line_id)))`,
    insert: wholeMsp,
    delete: wholeMsp,
  }),
});
export type AgreementCoverageRow = InferEntity<typeof AgreementCoverageEntity>;
