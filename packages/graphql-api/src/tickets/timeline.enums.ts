import { describedEnum } from '../builder.ts';

export const TimelineEntryKind = describedEnum(
  'TimelineEntryKind',
  'What a timeline entry is about.',
  {
    OPENED: 'The ticket was opened.',
    STATE_CHANGED: 'It went to another state.',
    ASSIGNED: 'Team or assignee changed.',
    PRIORITY_CHANGED: 'Its priority changed.',
    SERVICE_RESTORED: 'The service works again.',
    PUBLIC_REPLY: 'Words between desk and requester.',
    MERGED: 'It goes on in another ticket.',
    MERGE_RECEIVED: 'Another ticket goes on in this one.',
    SPLIT: 'A part of it has a ticket of its own.',
    RATED: 'Its requester rated it.',
    VISIT_PLANNED: 'Somebody is to come.',
    VISIT_RESCHEDULED: 'Somebody comes at another time, or somebody else comes.',
    VISIT_PROGRESSED: 'A visit went on, or came to nothing.',
    UPDATED: 'Fields changed. Internal.',
    INTERNAL_NOTE: 'Words among those who work on it. Internal.',
    WORK_LOG: 'Time was spent. Internal.',
    WORK_LOG_CORRECTED: 'Time that was spent was put right, or taken back. Internal.',
    WATCHERS_CHANGED: 'Somebody follows, or no longer. Internal.',
    LINKS_CHANGED: 'It was linked to another ticket, or no longer is. Internal.',
    CHECKLIST_STARTED: 'It was given steps to do. Internal.',
    TASK_ANSWERED: 'A step was answered or left out. Internal.',
    APPROVAL_REQUESTED: 'Somebody was asked to approve. Internal.',
    APPROVAL_DECIDED: 'Somebody approved, rejected or abstained. Internal.',
    APPROVALS_WITHDRAWN:
      'Approvals lost their force: it has changed, or they were taken back. Internal.',
    NOTIFICATION_RECORDED: 'Somebody was told because the law says so. Internal.',
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
