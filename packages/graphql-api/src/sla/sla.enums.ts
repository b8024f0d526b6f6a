import { describedEnum } from '../builder.ts';

export const AgreementKind = describedEnum('AgreementKind', 'With whom an agreement is made.', {
  SLA: 'With the customer.',
  OLA: 'With a team of the house.',
  UC: 'With a vendor (underpinning contract).',
});

export const ClockMetric = describedEnum('ClockMetric', 'What a clock measures.', {
  FIRST_RESPONSE: 'Until the desk’s first words to the requester.',
  RESOLVE: 'Until the ticket is resolved.',
});

export const ClockStatus = describedEnum('ClockStatus', 'How a clock stands now.', {
  NOT_STARTED: 'It begins later.',
  RUNNING: 'It counts (in opening hours).',
  PAUSED: 'It stands still while the ticket waits.',
  MET: 'Stopped in time.',
  BREACHED: 'Stopped too late, or overdue and running on.',
  CANCELLED: 'It does not matter any more.',
});
