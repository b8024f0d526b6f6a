import { describedEnum } from '../builder.ts';

export const StaffTicketVisibility = describedEnum(
  'StaffTicketVisibility',
  'What the staff of a clinic see of its tickets.',
  {
    OWN: 'Only those they requested or watch.',
    CLINIC: 'All that are not confidential, besides their own.',
  },
);

export const LocationKind = describedEnum('LocationKind', 'What kind of place a location is.', {
  SITE: 'A piece of ground with an address.',
  BUILDING: 'A building.',
  FLOOR: 'A floor.',
  ROOM: 'A room.',
  BAY: 'A bay or bed place in a room.',
  STORAGE: 'Where things are kept.',
  VEHICLE: 'An ambulance or a mobile unit.',
  PATIENT_HOME: 'At a patient’s home (telehealth, loaned devices).',
});

export const TeamSide = describedEnum('TeamSide', 'Whose team it is.', {
  PROVIDER: 'The MSP’s.',
  CLIENT: 'A clinic’s own (co-managed).',
  VENDOR: 'A vendor’s.',
});
