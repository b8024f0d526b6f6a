import { defineEntity, p } from '@mikro-orm/core';
import { APPROVAL_DECISIONS, LANES } from '@wardline/ticket-core';
import { instant, tenantKey } from '../orm/columns.ts';
import { inClinics, isProvider, me, walled, wholeMsp, withItsTicket } from '../orm/policies.ts';

const ours = `(${isProvider} and ${inClinics('full')})`;

export const STAGE_OUTCOMES = ['PENDING', 'GRANTED', 'REFUSED'] as const;

/** Some people of whom some must agree to a ticket. */
export const ApprovalStageEntity = defineEntity({
  name: 'ApprovalStage',
  tableName: 'approval_stage',
  properties: {
    ...tenantKey(),
    ticketId: p.uuid(),
    clinicId: p.uuid(),
    name: p.text(),
    position: p.integer(),
    lane: p.enum(LANES).fieldName('stage_lane').strictNullable(),
    quorum: p.integer(),
    /** Follows from the votes; kept so that what is pending can be listed. */
    outcome: p.enum(STAGE_OUTCOMES),
    requestedAt: instant(),
    /** Null: it was no person. */
    requestedById: p.uuid().strictNullable(),
    withdrawnAt: instant().strictNullable(),
  },
  indexes: [
    { properties: ['mspId', 'ticketId', 'position', 'id'] },
    { properties: ['mspId', 'requestedAt', 'id'] },
    { properties: ['mspId', 'outcome', 'requestedAt', 'id'] },
    { properties: ['mspId', 'clinicId', 'requestedAt', 'id'] },
  ],
  ...walled({
    select: withItsTicket('approval_stage'),
    insert: ours,
    update: withItsTicket('approval_stage'),
  }),
});

/** Somebody who is asked, and what they said. */
export const ApprovalVoteEntity = defineEntity({
  name: 'ApprovalVote',
  tableName: 'approval_vote',
  properties: {
    ...tenantKey(),
    stageId: p.uuid(),
    approverId: p.uuid(),
    ticketId: p.uuid(),
    clinicId: p.uuid(),
    castById: p.uuid().strictNullable(),
    decision: p.enum(APPROVAL_DECISIONS).strictNullable(),
    note: p.text().strictNullable(),
    votedAt: instant().strictNullable(),
  },
  uniques: [{ properties: ['mspId', 'stageId', 'approverId'] }],
  indexes: [{ properties: ['mspId', 'approverId'] }, { properties: ['mspId', 'ticketId'] }],
  ...walled({
    select: withItsTicket('approval_vote'),
    insert: ours,
    update: withItsTicket('approval_vote'),
  }),
});

/** Somebody stands in for somebody else, who said so themselves. */
export const ApprovalDelegationEntity = defineEntity({
  name: 'ApprovalDelegation',
  tableName: 'approval_delegation',
  properties: {
    ...tenantKey(),
    fromId: p.uuid(),
    toId: p.uuid(),
    validFrom: instant(),
    validUntil: instant(),
  },
  indexes: [{ properties: ['mspId', 'toId'] }, { properties: ['mspId', 'validFrom', 'id'] }],
  ...walled({
    select: `(${isProvider} or from_id = ${me} or to_id = ${me})`,
    // Who runs the MSP could; the one use case there is lets everybody speak for themselves alone.
    insert: `(from_id = ${me} or ${wholeMsp})`,
    update: `(from_id = ${me} or ${wholeMsp})`,
  }),
});
