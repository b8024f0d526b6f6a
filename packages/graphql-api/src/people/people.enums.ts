import { describedEnum } from '../builder.ts';

export const PersonSide = describedEnum('PersonSide', 'Whose person somebody is.', {
  PROVIDER: 'The MSP’s.',
  CLIENT: 'A client’s: clinic staff, patients, vendors, referring practices.',
});

export const Role = describedEnum('Role', 'What somebody may do, as a bundle of permissions.', {
  MSP_ADMIN: 'Everything in the MSP.',
  DISPATCHER: 'Assigns and sorts; runs teams and locations.',
  TECHNICIAN: 'Works on tickets and assets.',
  AUDITOR: 'Reads everything, the audit trail included; changes nothing.',
  ORG_ADMIN: 'Sees all clinics of an organization; manages their people.',
  CLINIC_ADMIN: 'Sees all of a clinic; manages its people.',
  CLINIC_STAFF: 'Asks for help; sees what the clinic shares.',
  EXTERNAL: 'Asks for help; sees their own tickets only.',
});

export const GrantEffect = describedEnum('GrantEffect', 'What a grant does.', {
  ALLOW: 'Gives the role.',
  DENY: 'Takes away what the role could do. Deny beats allow.',
});

export const Permission = describedEnum(
  'Permission',
  'One thing that may be done. As a scope of an API key: what the key is limited to.',
  {
    MSP_READ: 'Read the MSP.',
    MSP_MANAGE: 'Manage the MSP.',
    ORGANIZATION_READ: 'Read organizations.',
    ORGANIZATION_MANAGE: 'Manage organizations.',
    CLINIC_READ: 'Read clinics.',
    CLINIC_MANAGE: 'Manage clinics.',
    LOCATION_READ: 'Read locations.',
    LOCATION_MANAGE: 'Manage locations.',
    TEAM_READ: 'Read teams.',
    TEAM_MANAGE: 'Manage teams and who is in them.',
    MEMBER_READ: 'Read people and their grants.',
    MEMBER_MANAGE: 'Manage people.',
    GRANT_MANAGE: 'Give and take roles. Never for API keys.',
    APIKEY_MANAGE: 'Make and end API keys. Never for API keys.',
    CALENDAR_READ: 'Read calendars.',
    CALENDAR_MANAGE: 'Manage calendars.',
    AGREEMENT_READ: 'Read agreements.',
    AGREEMENT_MANAGE: 'Manage agreements.',
    ASSET_READ: 'Read assets.',
    ASSET_MANAGE: 'Manage assets.',
    TICKET_READ: 'Read tickets, public parts.',
    TICKET_READ_INTERNAL: 'Read internal notes and work logs.',
    TICKET_CREATE: 'Open tickets.',
    TICKET_UPDATE: 'Change fields of tickets.',
    TICKET_TRANSITION: 'Take tickets through their lifecycle.',
    TICKET_WORK: 'Take tickets along as those who do the work, not as who asks.',
    TICKET_ASSIGN: 'Assign tickets.',
    TICKET_REPLY: 'Reply to requesters.',
    TICKET_NOTE: 'Write internal notes.',
    TICKET_SET_AGREEMENT: 'Choose the agreement that measures a ticket.',
    TICKET_WORKLOG: 'Log work.',
    TICKET_CORRECT_WORK: 'Correct and take back work that others logged.',
    TICKET_WATCH: 'Add and remove watchers.',
    TICKET_LINK: 'Link, merge and split tickets.',
    TICKET_TASK: 'Do and sign the tasks of tickets.',
    TICKET_APPROVE: 'Approve if asked, and let somebody stand in.',
    TICKET_RATE: 'Rate how one’s tickets were resolved.',
    TEMPLATE_READ: 'Read checklist templates.',
    TEMPLATE_MANAGE: 'Manage checklist templates.',
    TICKET_IMPORT: 'Import tickets.',
    AUDIT_READ: 'Read the audit trail.',
  },
);

/** `ticket:read-internal` ⇄ `TICKET_READ_INTERNAL`: GraphQL names have neither colon nor hyphen. */
export const toPermissionName = (permission: string) =>
  permission.toUpperCase().replace(/[:-]/g, '_') as 'MSP_READ';
export const fromPermissionName = (name: string) => {
  const [resource, ...action] = name.toLowerCase().split('_');
  return `${resource}:${action.join('-')}` as 'msp:read';
};
