import { describedEnum } from '../builder.ts';

export const Weekday = describedEnum('Weekday', 'A day of the week.', {
  MON: 'Monday.',
  TUE: 'Tuesday.',
  WED: 'Wednesday.',
  THU: 'Thursday.',
  FRI: 'Friday.',
  SAT: 'Saturday.',
  SUN: 'Sunday.',
});

export const HolidayOutcome = describedEnum('HolidayOutcome', 'What becomes of a date.', {
  ADDED: 'It becomes a holiday.',
  REPLACED: 'It was a holiday by another name.',
  UNCHANGED: 'It is like that already.',
  REMOVED: 'It is no holiday any more.',
  SHORTENED: 'It is a holiday in part: an override closes it early.',
  IGNORED: 'Nothing; the reason is told.',
});

export const IgnoredReason = describedEnum(
  'HolidayIgnoredReason',
  'Why no holiday is made of it.',
  {
    TIMED: 'It has hours; only whole days are taken over from iCalendar.',
    CANCELLED: 'The event was cancelled.',
    UNNAMED: 'The event has no summary.',
    RECURRENCE_UNSUPPORTED: 'It recurs otherwise than yearly by months, days and weekdays.',
    OUTSIDE_RANGE: 'It does not fall into the dates asked for.',
    PART_OF_DAY: 'It is a part of a day, and those were not asked for.',
    HAS_OVERRIDE: 'The date has hours of its own already.',
    CLOSED_ANYWAY: 'It is closed then in any case.',
  },
);

export const HolidayType = describedEnum('HolidayType', 'What kind of day a holiday is there.', {
  PUBLIC: 'A public holiday.',
  BANK: 'Banks and offices are closed.',
  SCHOOL: 'Schools are closed.',
  OPTIONAL: 'Most people take the day off.',
  OBSERVANCE: 'Kept, but a working day.',
});
