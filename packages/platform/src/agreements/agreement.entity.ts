import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { AGREEMENT_KINDS } from '@wardline/sla-engine';
import { instant, tenantKey, version } from '../orm/columns.ts';
import { isProvider, walled, wholeMsp } from '../orm/policies.ts';

// A client sees the agreements that bind it, and the law; never the MSP's internal or vendor ones.
// Whether it is bound, the coverage says, which has a policy of its own.
const binds = (agreementId: string) => `exists (select 1 from agreement_coverage c
  where c.msp_id = ${agreementId.split('.')[0]}.msp_id and c.agreement_id = ${agreementId})`;

/** What was promised to whom. What it promises, its versions say; whom it covers, its coverage. */
export const AgreementEntity = defineEntity({
  name: 'Agreement',
  tableName: 'agreement',
  properties: {
    ...tenantKey(),
    name: p.text(),
    kind: p.enum(AGREEMENT_KINDS),
    /** Of an OLA or a vendor's contract: whose promise it is. Null: whoever has the ticket. */
    teamId: p.uuid().strictNullable(),
    /** The first instant at which it covers no ticket any more; null: without end. */
    validUntil: instant().strictNullable(),
    createdAt: instant(),
    /** Of itself, its versions or its coverage: `version` counts changes of all of them. */
    updatedAt: instant(),
    version: version(),
  },
  ...walled({
    select: `(${isProvider} or (kind in ('SLA', 'REGULATORY') and ${binds('agreement.id')}))`,
    insert: wholeMsp,
    update: wholeMsp,
  }),
});
export type AgreementRow = InferEntity<typeof AgreementEntity>;
