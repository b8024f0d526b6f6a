import { defineEntity, p } from '@mikro-orm/core';
import { instant, tenantKey } from '../orm/columns.ts';
import { walled, wholeMsp } from '../orm/policies.ts';

/** A fact for the world outside, committed with its cause: ids and facts, no free text, no PHI. */
export const OutboxEventEntity = defineEntity({
  name: 'OutboxEvent',
  tableName: 'outbox_event',
  properties: {
    ...tenantKey(),
    at: instant(),
    type: p.text(),
    recordType: p.text(),
    recordId: p.uuid(),
    clinicId: p.uuid().strictNullable(),
    facts: p.json<Record<string, unknown>>(),
    publishedAt: instant().strictNullable(),
  },
  indexes: [
    {
      name: 'outbox_event_unpublished',
      expression:
        'create index outbox_event_unpublished on outbox_event (msp_id, id) where published_at is null',
    },
  ],
  ...walled({ select: wholeMsp, insert: 'true', update: wholeMsp }),
});
