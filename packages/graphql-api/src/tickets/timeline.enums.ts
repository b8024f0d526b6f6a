import { describedEnum } from '../builder.ts';

export const TimelineEntryKind = describedEnum(
  'TimelineEntryKind',
  'What a timeline entry is about.',
  {
    OPENED: 'The ticket was opened.',
    STATE_CHANGED: 'It went to another state.',
    ASSIGNED: 'Team or assignee changed.',
    PRIORITY_CHANGED: 'Its priority changed.',
    PUBLIC_REPLY: 'Words between desk and requester.',
    UPDATED: 'Fields changed. Internal.',
    INTERNAL_NOTE: 'Words among those who work on it. Internal.',
    WORK_LOG: 'Time was spent. Internal.',
    WATCHERS_CHANGED: 'Somebody follows, or no longer. Internal.',
    SLA: 'A clock came into danger or was breached, or another agreement was chosen. Internal.',
  },
);

export const SlaEntryEvent = describedEnum(
  'SlaEntryEvent',
  'What happened to the promises that hold for a ticket.',
  {
    AT_RISK: 'A clock reached the share of its budget at which the agreement warns.',
    BREACHED: 'A clock passed its due instant.',
    ESCALATED: 'A step of an escalation policy was taken.',
    AGREEMENT_SET: 'Somebody chose another agreement.',
  },
);
