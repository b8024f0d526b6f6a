import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { instant, tenantKey, version } from '../orm/columns.ts';
import { isProvider, walled, wholeMsp } from '../orm/policies.ts';
import type { AgreementTerms } from './terms.ts';

export const AGREEMENT_VERSION_STATES = ['DRAFT', 'PUBLISHED'] as const;

/**
 * What an agreement says from one instant on. A draft may change; what is published stays as it is,
 * because tickets are measured by it.
 */
export const AgreementVersionEntity = defineEntity({
  name: 'AgreementVersion',
  tableName: 'agreement_version',
  properties: {
    ...tenantKey(),
    agreementId: p.uuid(),
    /** From 1, by agreement. */
    number: p.integer(),
    state: p.enum(AGREEMENT_VERSION_STATES),
    terms: p.json<AgreementTerms>(),
    /** The first instant at which it holds; null for a draft. */
    validFrom: instant().strictNullable(),
    publishedAt: instant().strictNullable(),
    createdAt: instant(),
    version: version(),
  },
  indexes: [
    {
      name: 'agreement_version_draft',
      expression:
        "create unique index agreement_version_draft on agreement_version (msp_id, agreement_id) where state = 'DRAFT'",
    },
  ],
  uniques: [{ properties: ['mspId', 'agreementId', 'number'] }],
  ...walled({
    select: `(${isProvider} or (state = 'PUBLISHED' and exists (select 1 from agreement a
      where a.msp_id = agreement_version.msp_id and a.id = agreement_version.agreement_id)))`,
    insert: wholeMsp,
    update: wholeMsp,
    delete: `(${wholeMsp} and state = 'DRAFT')`,
  }),
});
export type AgreementVersionRow = InferEntity<typeof AgreementVersionEntity>;
