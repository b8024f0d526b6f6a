import { describedEnum } from '../builder.ts';

export const HandOffKind = describedEnum('HandOffKind', 'How often a turn on call ends.', {
  DAILY: 'Every day.',
  WEEKLY: 'Every week, on one day.',
  EVERY_N_DAYS: 'Every so many days.',
});

export const SwapState = describedEnum('SwapState', 'How a proposed swap stands.', {
  PROPOSED: 'It waits for the one who was asked.',
  AGREED: 'Both agreed: it holds.',
  DECLINED: 'The one who was asked declined.',
  WITHDRAWN: 'Whoever proposed it took it back.',
});

export const SwapAnswer = describedEnum('SwapAnswer', 'What becomes of a proposed swap.', {
  AGREE: 'The one who was asked agrees; it takes effect.',
  DECLINE: 'The one who was asked declines.',
  WITHDRAW: 'Whoever proposed it takes it back.',
});

export const ShiftReason = describedEnum('ShiftReason', 'Why somebody is on call.', {
  TURN: 'It is their turn.',
  OVERRIDE: 'A dispatcher put them there instead of somebody.',
  SWAP: 'They changed with somebody.',
});

export const UncoveredReason = describedEnum('UncoveredReason', 'Why a layer has nobody.', {
  NOT_STARTED: 'Its first turn has not begun.',
  ENDED: 'It has ended.',
  OUTSIDE_HOURS: 'It is on call at other hours.',
});

export const AssignmentStrategy = describedEnum(
  'AssignmentStrategy',
  'How a team’s work finds a person among those who can get it.',
  {
    ROUND_ROBIN: 'In turn.',
    LEAST_LOADED: 'Whoever holds the least open work, weighted by priority.',
    BEST_SKILLED: 'Whoever is the most above the skills that are needed.',
  },
);

export const RejectionCode = describedEnum('RejectionCode', 'Why somebody cannot get work.', {
  EXCLUDED: 'They must not, for a reason of its own.',
  ABSENT: 'They are away.',
  OUTSIDE_HOURS: 'They do not work at this hour and are not on call.',
  NOT_ON_CALL: 'Only who is on call gets it.',
  SKILL_MISSING: 'They lack a skill.',
  SKILL_TOO_LOW: 'They have a skill, but not well enough.',
  AT_CAPACITY: 'They hold as much as they can.',
});

export const Side = describedEnum('AgreementSide', 'Who does the work, seen from the contract.', {
  MSP: 'The managed service provider.',
  IN_HOUSE_IT: 'The clinic’s own IT.',
  HTM: 'The clinic’s medical engineering.',
  FACILITIES: 'The clinic’s facilities.',
  VENDOR: 'A vendor.',
});

export const HandOverReason = describedEnum('HandOverReason', 'Why work passes to somebody else.', {
  OUT_OF_SCOPE: 'It is not theirs by the contract.',
  SKILL_NEEDED: 'It needs somebody who knows this.',
  ACCESS_NEEDED: 'It needs hands or rights they do not have.',
  OUTSIDE_HOURS: 'They are closed.',
  CAPACITY: 'They have too much.',
  VENDOR_CONTRACT: 'A vendor’s contract or warranty covers it.',
  FOLLOW_THE_SUN: 'The next zone takes over.',
  RETURNED: 'It comes back; the note says why.',
  OTHER: 'Something else; the note says what.',
});

export const LaneHoursWhen = describedEnum('LaneHoursWhen', 'Of a calendar’s hours.', {
  INSIDE: 'While it is open.',
  OUTSIDE: 'While it is closed.',
});

export const LaneMismatch = describedEnum('LaneMismatch', 'What of a lane did not fit.', {
  DOMAIN: 'The trade.',
  CATEGORY: 'The category.',
  TICKET_TYPE: 'The ticket type.',
  PRIORITY: 'The priority.',
  TIER: 'The support tier.',
  HOURS: 'The hour.',
});
