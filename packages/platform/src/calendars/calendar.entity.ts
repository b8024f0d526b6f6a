import { defineEntity, p } from '@mikro-orm/core';
import type { CalendarInput } from '@wardline/business-calendar';
import { instant, tenantKey, version } from '../orm/columns.ts';
import { walled, wholeMsp } from '../orm/policies.ts';

/** Opening hours in a time zone, as the SLA clocks read them. */
export const CalendarEntity = defineEntity({
  name: 'Calendar',
  tableName: 'calendar',
  properties: {
    ...tenantKey(),
    name: p.text(),
    definition: p.json<CalendarInput>(),
    createdAt: instant(),
    version: version(),
  },
  ...walled({ select: 'true', insert: wholeMsp, update: wholeMsp }),
});
