import { describedEnum } from '../builder.ts';

export const VisitKind = describedEnum('VisitKind', 'How somebody gets to the work.', {
  ON_SITE: 'They go there.',
  REMOTE: 'They connect at an agreed time.',
});

export const VisitState = describedEnum('VisitState', 'How far a visit is.', {
  PLANNED: 'It is to come.',
  EN_ROUTE: 'They are on their way. Only on site.',
  ON_SITE: 'They are there, or connected.',
  DONE: 'They did what they came for, and left.',
  NO_ACCESS: 'They could not get to the work.',
  CANCELLED: 'It does not take place.',
});

const other = 'Something else.';
export const NoAccessReason = describedEnum(
  'NoAccessReason',
  'Why somebody could not get to the work.',
  {
    NOBODY_THERE: 'Nobody let them in.',
    ROOM_IN_USE: 'The room was in use.',
    DEVICE_IN_USE: 'The device was in use.',
    ACCESS_REFUSED: 'They were sent away.',
    OTHER: other,
  },
);

export const VisitCancelReason = describedEnum(
  'VisitCancelReason',
  'Why a visit does not take place.',
  {
    CLINIC_ASKED: 'The clinic asked for it.',
    SOLVED_OTHERWISE: 'There is nothing left to do.',
    PERSON_UNAVAILABLE: 'Whoever was to go cannot.',
    PLANNED_WRONGLY: 'It was a mistake.',
    OTHER: other,
  },
);

export const VisitEndReason = describedEnum('VisitEndReason', 'Why a visit came to nothing.', {
  NOBODY_THERE: 'Nobody let them in.',
  ROOM_IN_USE: 'The room was in use.',
  DEVICE_IN_USE: 'The device was in use.',
  ACCESS_REFUSED: 'They were sent away.',
  CLINIC_ASKED: 'The clinic asked for it to be called off.',
  SOLVED_OTHERWISE: 'There was nothing left to do.',
  PERSON_UNAVAILABLE: 'Whoever was to go could not.',
  PLANNED_WRONGLY: 'It was a mistake.',
  OTHER: other,
});

export const VisitWarningCode = describedEnum(
  'VisitWarningCode',
  'What whoever plans a visit should know.',
  {
    CLINIC_CLOSED: 'The clinic is closed for part of the time.',
    BLACKOUT: 'The clinic wants nothing changed then.',
    OUTSIDE_WORKING_HOURS: 'The person does not work then; they go for a reason that was given.',
  },
);
