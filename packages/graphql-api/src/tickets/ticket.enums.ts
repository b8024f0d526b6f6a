import { describedEnum } from '../builder.ts';

export const Domain = describedEnum('Domain', 'Whose trade it is.', {
  IT: 'Information technology.',
  HTM: 'Healthcare technology management (biomed): medical devices.',
  FACILITIES: 'The building and what runs it.',
});

export const TicketType = describedEnum('TicketType', 'What kind of work a ticket is (ITIL 4).', {
  INCIDENT: 'Something does not work, or works badly.',
  SERVICE_REQUEST: 'Somebody wants something that is on offer.',
  PROBLEM: 'The cause behind incidents.',
  CHANGE: 'A change to what is in service.',
  WORK_ORDER: 'Maintenance, inspection, acceptance, recall.',
  SECURITY_INCIDENT: 'A breach or the suspicion of one.',
});

export const TicketState = describedEnum(
  'TicketState',
  'Where a ticket is in the lifecycle of its type.',
  {
    NEW: 'Nobody has looked at it.',
    TRIAGED: 'Understood and sorted; waits for somebody to begin.',
    IN_PROGRESS: 'Being worked on.',
    ON_HOLD: 'Waits for somebody or something else; see the hold reason.',
    RESOLVED: 'Done; the requester may still object.',
    CLOSED: 'Done for good.',
    CANCELLED: 'Will not be done.',
    MERGED: 'Goes on in another ticket.',
    AWAITING_APPROVAL: 'Service request: somebody has to approve it.',
    INVESTIGATING: 'Problem, security incident: the cause is looked for.',
    KNOWN_ERROR: 'Problem: the cause is known, a workaround exists.',
    CONTAINED: 'Security incident: it spreads no further.',
    ERADICATED: 'Security incident: the cause is removed.',
    RECOVERED: 'Security incident: back to normal.',
    DRAFT: 'Change: being written.',
    ASSESSED: 'Change: risk and impact are assessed.',
    APPROVED: 'Change, service request: may be done.',
    REJECTED: 'Change, service request: must not be done.',
    SCHEDULED: 'Change, work order: has its time.',
    IMPLEMENTING: 'Change: being done.',
    FAILED: 'Change: did not work out.',
    BACKED_OUT: 'Change: taken back.',
    REVIEW: 'Change: done, being looked at.',
    DISPATCHED: 'Work order: somebody is on the way.',
    NOT_DONE: 'Work order: could not be done this time.',
    COMPLETED: 'Work order: done, to be verified.',
    VERIFIED: 'Work order: verified.',
  },
);

export const HoldReason = describedEnum('HoldReason', 'What a ticket on hold waits for.', {
  REQUESTER: 'An answer of the requester, or of another of the clinic’s side; it ends the waiting.',
  VENDOR: 'A vendor.',
  CHANGE: 'A change to be done.',
  PARTS: 'Parts to arrive.',
  PATIENT_CARE_WINDOW: 'A time at which no patient needs the device.',
  PROBLEM: 'The cause behind it to be found.',
  EVIDENCE: 'Evidence, logs or proof.',
});

export const ResolutionCode = describedEnum('ResolutionCode', 'How a ticket ended.', {
  FIXED: 'Repaired.',
  FULFILLED: 'What was asked for was given.',
  WORKAROUND_GIVEN: 'There is a way around it.',
  GUIDANCE_GIVEN: 'Explained or shown.',
  FIXED_BY_VENDOR: 'A vendor repaired it.',
  RECOVERED_BY_ITSELF: 'It came back without help.',
  NO_FAULT_FOUND: 'Nothing was wrong.',
  CANNOT_REPRODUCE: 'It could not be made to happen again.',
  DUPLICATE: 'Another ticket is about the same.',
  DECLINED: 'It is not done here.',
  NOT_RECORDED: 'Imported from a source that did not say.',
});

export const Channel = describedEnum('Channel', 'How a ticket reached the desk.', {
  PORTAL: 'The portal.',
  PHONE: 'By telephone.',
  EMAIL: 'By e-mail.',
  API: 'An integration.',
  IMPORT: 'Imported from another system.',
  MONITORING: 'A machine noticed.',
  WALK_IN: 'Somebody came by.',
});

const level = (what: string) => ({
  HIGH: `High ${what}.`,
  MEDIUM: `Medium ${what}.`,
  LOW: `Low ${what}.`,
});
export const Impact = describedEnum(
  'Impact',
  'How many and how much are affected (ITIL 4).',
  level('impact'),
);
export const Urgency = describedEnum(
  'Urgency',
  'How soon it begins to hurt (ITIL 4).',
  level('urgency'),
);

export const CareImpact = describedEnum(
  'CareImpact',
  'What it does to care. Only ever raises the priority.',
  {
    NONE: 'Nothing.',
    WORKAROUND: 'Care goes on by another way.',
    CARE_DELAYED: 'Somebody waits for care.',
    CARE_STOPPED: 'Care cannot be given.',
    PATIENT_AT_RISK: 'Somebody may be harmed now.',
  },
);

export const Priority = describedEnum('Priority', 'How urgent a ticket is.', {
  P1: 'Drop everything.',
  P2: 'Today, first.',
  P3: 'Soon.',
  P4: 'When there is time.',
  P5: 'Some day.',
});

export const WorkLogKind = describedEnum('WorkLogKind', 'Where time was spent.', {
  ON_SITE: 'At the clinic.',
  REMOTE: 'From afar.',
  TRAVEL: 'On the way.',
});

export const WorkLogBilling = describedEnum('WorkLogBilling', 'Who pays for time.', {
  BILLABLE: 'Invoiced to the client.',
  NON_BILLABLE: 'The MSP bears it.',
  CONTRACT: 'Covered by the contract.',
});
