import { describedEnum } from '../builder.ts';

export const BillingLineKind = describedEnum(
  'BillingLineKind',
  'How a line of a contract charges.',
  {
    BLOCK_HOURS: 'Time bought for each month.',
    PER_ASSET: 'So much for each asset; its work is included.',
    PER_CLINIC: 'So much for each clinic; its work is included.',
    FLAT: 'A fixed price; the work is included.',
    TIME_AND_MATERIAL: 'By the hour.',
  },
);

export const RoundingMode = describedEnum('RoundingMode', 'How time is rounded.', {
  UP: 'Up to the next increment.',
  NEAREST: 'To the nearest increment; half goes up.',
});

export const RoundingScope = describedEnum('RoundingScope', 'What is rounded together.', {
  ENTRY: 'Each entry by itself.',
  DAY: 'All of a person’s of one kind on one date.',
});

export const ProRataRule = describedEnum(
  'ProRataRule',
  'What a month costs in which the contract begins or ends.',
  {
    BY_DAY:
      'Its days of the month’s: each line’s price times days over days, rounded half up to the minor unit; bought minutes alike. A day counts for the contract that holds when it ends, in the time zone of the terms.',
    FULL_MONTH: 'As a whole one, if there is such a day.',
  },
);

export const TravelRule = describedEnum('TravelRule', 'How travel is charged.', {
  AS_WORK: 'As work, at its own rate.',
  PER_TRIP: 'A fixed price for each trip.',
  FREE: 'Not at all.',
});

export const AllocationOutcome = describedEnum('AllocationOutcome', 'Where time went.', {
  BLOCK: 'It used up block time.',
  INCLUDED: 'A line includes it.',
  TIME: 'A line charges it by the hour.',
  OVERAGE: 'It is charged because no line had room.',
  ABSORBED: 'The contract pays, and no line had room: nobody is charged.',
  TRIP: 'A fixed price for the trip.',
  FREE: 'Travel that costs nothing.',
  NON_BILLABLE: 'Nobody pays.',
});

export const InvoiceLineKind = describedEnum('InvoiceLineKind', 'What is charged.', {
  FIXED: 'What the contract costs whatever was done.',
  TIME: 'Time, by the hour.',
  OVERAGE: 'Time beyond the contract.',
  TRAVEL: 'Trips.',
  PART: 'A part.',
});

export const QuantityUnit = describedEnum('QuantityUnit', 'What a quantity counts.', {
  PERIOD: 'Months.',
  PART_PERIOD: 'A part of a month, by `proRata`.',
  ASSET: 'Assets.',
  CLINIC: 'Clinics.',
  HOUR: 'Hours, the after-hours percentage included.',
  TRIP: 'Trips.',
  PIECE: 'Pieces.',
});

export const WorkLogWarningCode = describedEnum(
  'WorkLogWarningCode',
  'What whoever logs work should know.',
  { OVERLAPS_OTHER_WORK: 'The person has other work logged at that time.' },
);

export const HrEventKind = describedEnum('HrEventKind', 'What happens with somebody.', {
  STARTER: 'They begin.',
  MOVER: 'They take on other tasks.',
  LEAVER: 'They leave.',
});
