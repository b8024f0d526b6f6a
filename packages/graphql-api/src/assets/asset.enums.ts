import { describedEnum } from '../builder.ts';

export const AssetKind = describedEnum('AssetKind', 'What an asset is.', {
  WORKSTATION: 'A desktop or notebook, imaging workstations included.',
  SERVER: 'A server, physical or virtual.',
  NETWORK: 'Switch, router, access point, firewall.',
  MOBILE: 'Phone or tablet.',
  PRINTER: 'Printer, scanner, label printer.',
  SOFTWARE_SERVICE: 'Software as it is used.',
  EHR: 'The electronic health record.',
  TELEHEALTH_KIT: 'Equipment for remote visits.',
  SENSOR: 'Temperature, door, leak and other sensors.',
  MEDICAL_DEVICE: 'A medical device; `deviceClass` says which kind.',
  HVAC: 'Heating, ventilation, air conditioning.',
  LIGHTING: 'Lighting, emergency lighting included.',
  FIRE_SAFETY: 'Detection, alarm, extinguishing.',
  ACCESS_CONTROL: 'Doors, locks, badges.',
  POWER: 'Supply, UPS, generator.',
  WATER: 'Water, sterile water, steam.',
  NURSE_CALL: 'The nurse call system.',
  SERVICE: 'A service others depend on as a whole.',
});

export const AssetState = describedEnum('AssetState', 'Where an asset is in its life.', {
  PLANNED: 'Wanted.',
  ORDERED: 'On order.',
  RECEIVED: 'Arrived.',
  INCOMING_INSPECTION: 'Being inspected before first use.',
  INSTALLED: 'In its place, not yet in service.',
  IN_SERVICE: 'In use.',
  OUT_OF_SERVICE: 'Not to be used; see the reason.',
  DECOMMISSIONING: 'Being taken out.',
  SANITIZED: 'Its data are destroyed.',
  DISPOSED: 'Gone.',
});

export const OutOfServiceReason = describedEnum(
  'OutOfServiceReason',
  'Why an asset is out of service.',
  {
    UNDER_REPAIR: 'Being repaired.',
    RECALLED: 'Recalled by its maker.',
    QUARANTINED: 'Kept apart: infected, suspect or evidence.',
    LOANED: 'Lent to somebody.',
  },
);

export const AssetRelationKind = describedEnum(
  'AssetRelationKind',
  'How one asset stands to another: "asset is … related".',
  {
    DEPENDS_ON: 'Needs it to do its work.',
    HOSTED_ON: 'Runs on it: a virtual machine on a server.',
    CONNECTED_TO: 'Reaches the network through it.',
    POWERED_BY: 'Is on this circuit, UPS or generator.',
    COOLED_BY: 'Is kept cool by it.',
    PART_OF: 'Is a part of it: what stops either stops the other.',
  },
);

export const Criticality = describedEnum('Criticality', 'How much care depends on an asset.', {
  LIFE_SUPPORT: 'A life hangs on it.',
  HIGH_RISK: 'Its failure can harm.',
  CARE_CRITICAL: 'Care stops without it.',
  BUSINESS: 'Work stops without it.',
  LOW: 'It can wait.',
});

export const EphiAnswer = describedEnum(
  'EphiAnswer',
  'Whether an asset holds electronic protected health information.',
  {
    YES: 'It does.',
    NO: 'It does not.',
    UNKNOWN: 'Nobody has said; treated as yes.',
  },
);
