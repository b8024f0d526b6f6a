import { defineEntity, p } from '@mikro-orm/core';
import { instant } from '../orm/columns.ts';
import { walled, wholeMsp } from '../orm/policies.ts';

/** When the scheduled rules of a set that have one interval are next asked, and how far a round has come. */
export const TriageScheduleEntity = defineEntity({
  name: 'TriageSchedule',
  tableName: 'triage_schedule',
  properties: {
    mspId: p.uuid().primary(),
    ruleSetId: p.uuid().primary(),
    everyMinutes: p.integer().primary(),
    /** When the next round is due; of a round under way, when it was. */
    nextRunAt: instant(),
    /** When the round under way began; null between rounds. */
    startedAt: instant().strictNullable(),
    /** The last ticket of the round that is done with; null at its beginning. */
    doneUntil: p.uuid().strictNullable(),
    /** Until when the worker that goes through the tickets has the round to itself. */
    claimedUntil: instant().strictNullable(),
  },
  indexes: [{ properties: ['mspId', 'nextRunAt'] }],
  ...walled({ select: wholeMsp, insert: wholeMsp, update: wholeMsp, delete: wholeMsp }),
});
