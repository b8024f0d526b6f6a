import { defineEntity, p } from '@mikro-orm/core';
import type { PriorityMatrix } from '@wardline/ticket-core';
import { DISPATCHER_ROLE } from '../database/app-role.ts';
import { instant, version } from '../orm/columns.ts';
import { walled, wholeMsp } from '../orm/policies.ts';

/** The tenant: the isolation boundary every other row belongs to. */
export const MspEntity = defineEntity({
  name: 'Msp',
  tableName: 'msp',
  properties: {
    id: p.uuid().primary(),
    name: p.text(),
    /** Null: the default one. */
    priorityMatrix: p.json<PriorityMatrix>().strictNullable(),
    createdAt: instant(),
    version: version(),
  },
  ...walled(
    { select: 'true', insert: wholeMsp, update: wholeMsp },
    // The dispatcher sees that there are MSPs; its role may read nothing of them but the id.
    `id = (select nullif(current_setting('app.msp_id', true), '')::uuid)
      or current_user = '${DISPATCHER_ROLE}'`,
  ),
});
