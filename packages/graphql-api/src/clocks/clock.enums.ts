import { describedEnum } from '../builder.ts';

export const AgreementKind = describedEnum('AgreementKind', 'With whom an agreement is made.', {
  SLA: 'With the customer.',
  OLA: 'With a team of the house.',
  UC: 'With a vendor (underpinning contract).',
  REGULATORY: 'With nobody: the law wants it.',
});

export const ClockMetric = describedEnum('ClockMetric', 'What a clock measures.', {
  ACKNOWLEDGE: 'Until somebody takes the ticket up.',
  FIRST_RESPONSE: 'Until the desk’s first words to the requester.',
  NEXT_RESPONSE: 'From each unanswered message of the requester until the desk’s next words.',
  UPDATE_CADENCE: 'From one word of the desk to the next while the ticket is open.',
  RESTORE: 'Until the service works again, if need be by a workaround.',
  RESOLVE: 'Until the ticket is resolved.',
  NOTIFY: 'From the discovery until those are told whom the law names.',
});

export const ClockStatus = describedEnum('ClockStatus', 'How a clock stands now.', {
  NOT_STARTED: 'It begins later.',
  RUNNING: 'It counts (in opening hours).',
  PAUSED: 'It stands still while the ticket waits.',
  MET: 'Stopped in time.',
  BREACHED: 'Stopped too late, or overdue and running on.',
  CANCELLED: 'It does not matter any more.',
});

export const ClockTransitionType = describedEnum(
  'ClockTransitionType',
  'What a clock passed, once.',
  {
    AT_RISK: 'The share of its budget at which the agreement warns.',
    BREACHED: 'Its due instant.',
    ESCALATED: 'A step of an escalation policy. No client ever sees these.',
  },
);

export const ClockStoredStatus = describedEnum(
  'ClockStoredStatus',
  'How a clock stood at its last event, for filters: time alone does not change it.',
  {
    RUNNING: 'It counts; it may be overdue.',
    PAUSED: 'It stands still while the ticket waits.',
    MET: 'Stopped, in time or too late.',
    CANCELLED: 'It does not matter any more.',
  },
);
