import { defineEntity, p } from '@mikro-orm/core';
import { instant, tenantKey } from '../orm/columns.ts';
import { allClinics, isProvider, walled } from '../orm/policies.ts';

/** Through the links that the reader sees: those to their own tickets. */
const ofMyTicket = `exists (select 1 from ticket_link l where l.msp_id = known_error.msp_id
  and l.from_id = known_error.id and l.kind = 'PROBLEM_OF')`;
const problemVisible = `(${allClinics} or exists (select 1 from ticket t
  where t.msp_id = known_error.msp_id and t.id = known_error.id))`;

/**
 * What the clinics may know of a problem: how to live with it. Its id is the problem's; the problem
 * itself, which may be behind the tickets of many clients, is shown to none of them.
 */
export const KnownErrorEntity = defineEntity({
  name: 'KnownError',
  tableName: 'known_error',
  properties: {
    ...tenantKey(),
    workaround: p.text(),
    changedAt: instant(),
  },
  ...walled({
    select: `(${problemVisible} or ${ofMyTicket})`,
    insert: `(${isProvider} and ${problemVisible})`,
    update: `(${isProvider} and ${problemVisible})`,
    delete: `(${isProvider} and ${problemVisible})`,
  }),
});
