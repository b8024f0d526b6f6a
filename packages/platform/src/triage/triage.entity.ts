import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { type RuleSet, TRIGGERS } from '@wardline/triage-rules';
import { instant, tenantKey, version } from '../orm/columns.ts';
import { inClinics, isProvider, walled, wholeMsp } from '../orm/policies.ts';
import type { LoggedOutcome } from './logged-outcome.ts';

/** Rules without the name of their set. */
export type StoredRules = Omit<RuleSet, 'name'>;

/** Rules that tickets go through: a draft that can be tried out, and what is in force. */
export const TriageRuleSetEntity = defineEntity({
  name: 'TriageRuleSet',
  tableName: 'triage_rule_set',
  properties: {
    ...tenantKey(),
    name: p.text(),
    enabled: p.boolean(),
    /** Sets run in this order; those alike in the order in which they were made. */
    position: p.integer(),
    draft: p.json<StoredRules>(),
    /** Null: nothing is in force yet. */
    published: p.json<StoredRules>().strictNullable(),
    /** The number of what is in force; 0 for nothing. */
    publishedNumber: p.integer(),
    createdAt: instant(),
    version: version(),
  },
  // Whoever opens a ticket lets the rules run; who may read them, their shape says.
  ...walled({ select: 'true', insert: wholeMsp, update: wholeMsp }),
});
export type TriageRuleSetRow = InferEntity<typeof TriageRuleSetEntity>;

/** What was in force from an instant on; append-only. */
export const TriageRuleSetVersionEntity = defineEntity({
  name: 'TriageRuleSetVersion',
  tableName: 'triage_rule_set_version',
  properties: {
    ...tenantKey(),
    ruleSetId: p.uuid(),
    number: p.integer(),
    rules: p.json<StoredRules>(),
    publishedAt: instant(),
    /** Who published it, if a person did. */
    personId: p.uuid().strictNullable(),
  },
  uniques: [{ properties: ['mspId', 'ruleSetId', 'number'] }],
  ...walled({ select: wholeMsp, insert: wholeMsp }),
});

/** What rules did with a ticket because of something, and why others did not; append-only. */
export const TriageRunEntity = defineEntity({
  name: 'TriageRun',
  tableName: 'triage_run',
  properties: {
    ...tenantKey(),
    ticketId: p.uuid(),
    clinicId: p.uuid(),
    ruleSetId: p.uuid(),
    number: p.integer(),
    trigger: p.enum(TRIGGERS),
    /** 0: set off by a person, a machine or a clock; else by rules. */
    depth: p.integer(),
    at: instant(),
    outcomes: p.json<readonly LoggedOutcome[]>(),
  },
  indexes: [{ properties: ['mspId', 'ticketId', 'at', 'id'] }],
  ...walled({
    select: `(${isProvider} and ${inClinics('full')})`,
    insert: `(${isProvider} and ${inClinics('full')})`,
  }),
});
export type TriageRunRow = InferEntity<typeof TriageRunEntity>;
