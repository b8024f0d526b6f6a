import { describedEnum } from '../builder.ts';

export const EscalationRecipient = describedEnum(
  'EscalationRecipient',
  'Whom a step of an escalation policy tells.',
  {
    ASSIGNEE: 'Who works on the ticket.',
    TEAM: 'Everybody in its team.',
    REQUESTER: 'Who asked.',
    WATCHERS: 'Who follows it.',
    DISPATCHERS: 'The MSP’s dispatchers who may see the clinic; none to whom it is denied.',
    MSP_ADMINS: 'The MSP’s administrators.',
  },
);
