import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { CHECKLIST_ORDERS, type Step } from '@wardline/ticket-core';
import { instant, tenantKey, version } from '../orm/columns.ts';
import { isProvider, walled, wholeMsp } from '../orm/policies.ts';

/** Steps that many tickets are given, as they are now. */
export const ChecklistTemplateEntity = defineEntity({
  name: 'ChecklistTemplate',
  tableName: 'checklist_template',
  properties: {
    ...tenantKey(),
    name: p.text(),
    /** The number of the version these steps are. */
    number: p.integer(),
    order: p.enum(CHECKLIST_ORDERS).fieldName('step_order'),
    steps: p.json<readonly Step[]>(),
    /** Whether it is the model of a standard change: what follows it needs no approval of its own. */
    preApproved: p.boolean(),
    /** Retired ones start no more checklists. */
    active: p.boolean(),
    createdAt: instant(),
    version: version(),
  },
  uniques: [{ properties: ['mspId', 'name'] }],
  ...walled({ select: isProvider, insert: wholeMsp, update: wholeMsp }),
});
export type ChecklistTemplateRow = InferEntity<typeof ChecklistTemplateEntity>;

/** What a template was, version by version: a checklist says which one it began with. */
export const ChecklistTemplateVersionEntity = defineEntity({
  name: 'ChecklistTemplateVersion',
  tableName: 'checklist_template_version',
  properties: {
    ...tenantKey(),
    templateId: p.uuid(),
    number: p.integer(),
    order: p.enum(CHECKLIST_ORDERS).fieldName('step_order'),
    steps: p.json<readonly Step[]>(),
    changedAt: instant(),
  },
  uniques: [{ properties: ['mspId', 'templateId', 'number'] }],
  ...walled({ select: isProvider, insert: wholeMsp }),
});
