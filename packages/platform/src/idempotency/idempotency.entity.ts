import { defineEntity, p } from '@mikro-orm/core';
import { instant } from '../orm/columns.ts';
import { me, walled } from '../orm/policies.ts';

/** The first answer to a keyed request, committed with its effect; replayed to the same actor only. */
export const IdempotencyRecordEntity = defineEntity({
  name: 'IdempotencyRecord',
  tableName: 'idempotency_record',
  properties: {
    mspId: p.uuid().primary(),
    actorId: p.uuid().primary(),
    key: p.text().primary(),
    requestHash: p.text(),
    outcome: p.json<unknown>(),
    createdAt: instant(),
  },
  ...walled({
    select: `actor_id = ${me}`,
    insert: `actor_id = ${me}`,
    update: `actor_id = ${me}`,
    delete: `actor_id = ${me}`,
  }),
});
