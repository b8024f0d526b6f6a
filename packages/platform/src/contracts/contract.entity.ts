import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { DOMAINS } from '@wardline/ticket-core';
import { instant, tenantKey, version } from '../orm/columns.ts';
import { inClinics, inOrganizations, isProvider, walled, wholeMsp } from '../orm/policies.ts';

/** What an organization has bought, and for how long. Its lines say what in particular. */
export const ContractEntity = defineEntity({
  name: 'Contract',
  tableName: 'contract',
  properties: {
    ...tenantKey(),
    organizationId: p.uuid(),
    name: p.text(),
    /** The first and, if it ends, the last instant but one at which it holds. */
    validFrom: instant(),
    validUntil: instant().strictNullable(),
    createdAt: instant(),
    version: version(),
  },
  indexes: [{ properties: ['mspId', 'organizationId'] }],
  // What was bought concerns those who run the organization, not everybody who works there.
  ...walled({
    select: `(${isProvider} or ${inOrganizations('full')})`,
    insert: wholeMsp,
    update: wholeMsp,
  }),
});
export type ContractRow = InferEntity<typeof ContractEntity>;

/** One thing bought: which clinic's work, of which trade and category, it pays for. */
export const ContractLineEntity = defineEntity({
  name: 'ContractLine',
  tableName: 'contract_line',
  properties: {
    ...tenantKey(),
    contractId: p.uuid(),
    organizationId: p.uuid(),
    /** Null: all clinics of the organization. */
    clinicId: p.uuid().strictNullable(),
    name: p.text(),
    /** Null: every trade. */
    domains: p.json<readonly (typeof DOMAINS)[number][]>().strictNullable(),
    /** Null: every category. */
    categories: p.json<readonly string[]>().strictNullable(),
    createdAt: instant(),
    version: version(),
  },
  indexes: [{ properties: ['mspId', 'contractId'] }, { properties: ['mspId', 'organizationId'] }],
  ...walled({
    select: `(${isProvider} or ${inOrganizations('full')}
      or (clinic_id is not null and ${inClinics('full')}))`,
    insert: wholeMsp,
    update: wholeMsp,
    delete: wholeMsp,
  }),
});
