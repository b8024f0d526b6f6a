import type { Desk } from '../../src/index.ts';
import { must } from './must.ts';

/** A rule set in force that every assignment goes through, and none matches. */
export async function buildTriage(desk: Desk, marker: string) {
  const { ruleSetId } = await must(
    desk.triage.createRuleSet({
      name: `Front desk ${marker}`,
      mode: 'ALL',
      rules: [
        {
          id: 'assigned',
          name: `Nothing ${marker}`,
          enabled: true,
          triggers: ['ASSIGNED'],
          when: { kind: 'TEST', field: 'title', operator: 'CONTAINS', values: ['no such title'] },
          actions: [{ kind: 'ADD_NOTE', body: marker }],
          timesPerTicket: null,
        },
        {
          id: 'hourly',
          name: `Nothing for hours ${marker}`,
          enabled: true,
          triggers: ['SCHEDULED'],
          when: { kind: 'TEST', field: 'title', operator: 'CONTAINS', values: ['no such title'] },
          actions: [{ kind: 'ADD_NOTE', body: marker }],
          timesPerTicket: 1,
          everyMinutes: 60,
        },
      ],
    }),
  );
  await must(desk.triage.publishRuleSet({ ruleSetId, expectedVersion: 1 }));
  return { ruleSetId };
}
