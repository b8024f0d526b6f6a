import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { Calendar } from '@wardline/business-calendar';
import { instant, tenantKey, version } from '../orm/columns.ts';
import { walled, wholeMsp } from '../orm/policies.ts';

/** Opening hours in a time zone, as the SLA clocks read them: what holds now of its versions. */
export const CalendarEntity = defineEntity({
  name: 'Calendar',
  tableName: 'calendar',
  properties: {
    ...tenantKey(),
    name: p.text(),
    /** The hours of its current version. */
    definition: p.json<Calendar>(),
    /** The number of its current version. */
    currentNumber: p.integer(),
    createdAt: instant(),
    version: version(),
  },
  ...walled({ select: 'true', insert: wholeMsp, update: wholeMsp }),
});
export type CalendarRow = InferEntity<typeof CalendarEntity>;
