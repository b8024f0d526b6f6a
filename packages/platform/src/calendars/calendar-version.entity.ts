import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { Calendar } from '@wardline/business-calendar';
import { instant, tenantKey } from '../orm/columns.ts';
import { walled, wholeMsp } from '../orm/policies.ts';
import type { ZoneRules } from './zone-rules.ts';

/**
 * What a calendar said from an instant until its next version. The application may add versions and
 * bring their time-zone data up to date; it has no right to change anything else of them.
 */
export const CalendarVersionEntity = defineEntity({
  name: 'CalendarVersion',
  tableName: 'calendar_version',
  properties: {
    ...tenantKey(),
    calendarId: p.uuid(),
    /** From 1, without gaps. */
    number: p.integer(),
    definition: p.json<Calendar>(),
    changedAt: instant(),
    /** Null: an API key or Wardline itself; the audit trail says which. */
    changedBy: p.uuid().strictNullable(),
    /** The release of the time-zone data it was last compiled with, such as `2026c`. */
    tzVersion: p.text(),
    /** What that release said of its zone, so that a later one can be compared with it. */
    zoneRules: p.json<ZoneRules>(),
  },
  uniques: [{ properties: ['mspId', 'calendarId', 'number'] }],
  ...walled({ select: 'true', insert: wholeMsp, update: wholeMsp }),
});
export type CalendarVersionRow = InferEntity<typeof CalendarVersionEntity>;
