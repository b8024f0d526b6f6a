import { describedEnum } from '../builder.ts';

export const ChangeKind = describedEnum('ChangeKind', 'How a change is approved (ITIL 4).', {
  STANDARD: 'By its pre-approved model.',
  NORMAL: 'One by one, after its risk is assessed.',
  EMERGENCY: 'At once; its risk is assessed afterwards.',
});

export const ChangeResult = describedEnum('ChangeResult', 'How an implementation ended.', {
  IMPLEMENTED: 'It is done.',
  BACKED_OUT: 'It was taken back.',
});

export const WorkOrderKind = describedEnum('WorkOrderKind', 'What a work order is for.', {
  PM: 'Preventive maintenance.',
  REPAIR: 'Repair.',
  INSPECTION: 'Inspection.',
  ACCEPTANCE: 'Incoming inspection of something new.',
  RECALL: 'A recall or a field safety notice.',
});

export const TestResult = describedEnum('TestResult', 'What a test or an inspection found.', {
  PASS: 'It is as it should be.',
  FAIL: 'It is not.',
});

export const NotDoneCode = describedEnum('NotDoneCode', 'Why a work order could not be done.', {
  COULD_NOT_LOCATE: 'The asset was not found.',
  IN_USE: 'The asset was in use.',
  ACCESS_REFUSED: 'Nobody let the technician in.',
  DEFERRED: 'Put off, by decision.',
  RETIRED: 'The asset is out of service for good.',
});

export const Severity = describedEnum('Severity', 'How bad a security incident is.', {
  CRITICAL: 'Care or many records are concerned.',
  HIGH: 'Important systems are concerned.',
  MEDIUM: 'Some systems are concerned.',
  LOW: 'Hardly anything is concerned.',
});

export const BreachVerdict = describedEnum(
  'BreachVerdict',
  'Whether unsecured protected health information was breached (45 CFR 164.402).',
  {
    UNDECIDED: 'Not decided yet.',
    BREACH: 'A breach: individuals and authorities are notified.',
    LOW_PROBABILITY: 'A documented assessment found a low probability of compromise.',
    NO_PHI: 'No protected health information was involved.',
  },
);

export const NotifiedParty = describedEnum('NotifiedParty', 'Whom the law may want told.', {
  AFFECTED_INDIVIDUALS: 'Those whose data it is (45 CFR 164.404; GDPR article 34).',
  HHS: 'The Secretary of Health and Human Services (45 CFR 164.408).',
  MEDIA: 'Prominent media (45 CFR 164.406).',
  COVERED_ENTITY: 'The covered entity, by its business associate (45 CFR 164.410).',
  SUPERVISORY_AUTHORITY: 'The data protection authority (GDPR article 33).',
  FDA: 'The Food and Drug Administration (21 CFR 803).',
  MANUFACTURER: 'The maker of a device (21 CFR 803).',
  LAW_ENFORCEMENT: 'The police.',
  OTHER: 'Somebody else.',
});
