import type { Desk } from '@wardline/platform';

type RuleSet = Parameters<Desk['triage']['createRuleSet']>[0];

/** What the demo's worker sees to by itself: nobody has answered for three days, nobody has taken it for half an hour. */
export const RULES: RuleSet = {
  name: 'What waits too long',
  mode: 'ALL',
  rules: [
    {
      id: 'no-answer',
      name: 'Three days without an answer',
      enabled: true,
      triggers: ['SCHEDULED'],
      everyMinutes: 60,
      timesPerTicket: 1,
      when: {
        kind: 'ALL',
        of: [
          { kind: 'TEST', field: 'holdReason', operator: 'IS', values: ['REQUESTER'] },
          { kind: 'TEST', field: 'minutesInState', operator: 'AT_LEAST', values: [3 * 24 * 60] },
          // The imported log is of 2016, and closed long ago.
          {
            kind: 'NOT',
            of: { kind: 'TEST', field: 'channel', operator: 'IS', values: ['IMPORT'] },
          },
        ],
      },
      actions: [
        { kind: 'ADD_TAG', tag: 'no answer' },
        { kind: 'ADD_NOTE', body: 'No answer for three days. Call, or resolve it.' },
      ],
    },
    {
      id: 'nobodys',
      name: 'Half an hour and nobody’s',
      enabled: true,
      triggers: ['SCHEDULED'],
      everyMinutes: 5,
      timesPerTicket: 1,
      when: {
        kind: 'ALL',
        of: [
          { kind: 'TEST', field: 'state', operator: 'IS', values: ['NEW'] },
          { kind: 'TEST', field: 'assigneeId', operator: 'EMPTY', values: [] },
          { kind: 'TEST', field: 'ageMinutes', operator: 'AT_LEAST', values: [30] },
          {
            kind: 'NOT',
            of: { kind: 'TEST', field: 'channel', operator: 'IS', values: ['IMPORT'] },
          },
        ],
      },
      actions: [{ kind: 'ADD_TAG', tag: 'nobody’s yet' }],
    },
  ],
};
