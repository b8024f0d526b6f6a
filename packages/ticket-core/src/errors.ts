import type { Refusal } from '@wardline/kernel';
import type { TransitionBlocker } from './lifecycle/lifecycle.ts';
import type { TicketStateName } from './lifecycle/state.ts';

/** Every code a ticket decision refuses with, and what it means. Codes are stable; messages may improve. */
export const TICKET_ERRORS = {
  TEXT_EMPTY: 'A text that must say something is empty.',
  TEXT_TOO_LONG: 'A text has more characters than its field holds.',
  TEXT_NOT_STORABLE: 'A text contains a NUL character or half of a surrogate pair.',
  VALUE_UNKNOWN: 'The value is not one of those the field knows.',
  LIST_TOO_LONG: 'A list has more entries than allowed.',
  NOT_FOUND: 'Nothing with this id exists where the ticket could refer to it.',
  INSTANT_INVALID: 'The instant is not a whole number of milliseconds between 1900 and 2199.',
  TIME_BEFORE_OPENED: 'Something cannot happen to a ticket before it was opened.',
  MINUTES_OUT_OF_RANGE: 'Worked minutes are a whole number from 1 to 1440.',
  WORK_EXCEEDS_DAY: 'One person cannot have worked more than a day on a date.',
  WORK_INVOICED: 'What stands on an invoice is not changed any more.',
  WORK_VOIDED: 'What was taken back is not changed any more.',
  TIME_OUT_OF_ORDER: 'Something would end before it began.',
  TIME_IN_FUTURE: 'Something that happened cannot lie in the future.',
  ASSIGNEE_NOT_IN_TEAM: 'The assignee does not belong to the team.',
  PRIORITY_BELOW_CARE_FLOOR: 'The priority is lower than the care impact allows.',
  HOLD_REASON_REQUIRED: 'A ticket is put on hold for a reason.',
  RESOLUTION_CODE_REQUIRED: 'A ticket is resolved with a resolution code.',
  NOTE_REQUIRED: 'This transition needs a note.',
  OUTCOME_REQUIRED: 'A work order is completed with an outcome.',
  NOT_DONE_CODE_REQUIRED: 'A work order that could not be done says why.',
  TYPE_NOT_REQUESTABLE: 'Tickets of this type are opened by those who work on them.',
  NOT_FOR_REQUESTERS: 'Those who work on tickets decide this, not who asks for one.',
  DETAIL_REQUIRED: 'The type of the ticket needs this detail.',
  DETAIL_NOT_ACCEPTED: 'The transition, or the type of the ticket, does not take this detail.',
  DETAIL_FIXED: 'The detail cannot be changed in the present state.',
  NOT_FOR_THIS_TYPE: 'Tickets of this type have nothing of the kind.',
  LINK_TO_ITSELF: 'A ticket is not linked to itself.',
  LINK_TYPES: 'Tickets of these types are not linked so.',
  LINK_OTHER_CLINIC: 'Only a problem is linked to tickets of several clinics.',
  LINK_CYCLE: 'The links would lead in a circle.',
  LINK_TAKEN: 'The ticket has its one link of the kind already.',
  LINK_NESTED: 'A major incident is one level deep.',
  LINK_FIXED: 'A merge left this link; it stays.',
  MERGE_INTO_ITSELF: 'A ticket is not merged into itself.',
  MERGE_OTHER_CLINIC: 'Tickets of different clinics are not merged.',
  MERGE_TYPES: 'Tickets of these types are not merged.',
  MERGE_TARGET_NOT_OPEN: 'The ticket that is to go on is not open.',
  MERGE_WOULD_WIDEN: 'A confidential ticket is not merged into one that is not.',
  MERGE_HAS_CHILDREN: 'The ticket has open children.',
  REQUIRED_TASKS_OPEN: 'Required tasks of the ticket are open.',
  SPLIT_NOTHING: 'Nothing was chosen for the new ticket.',
  FOLLOWS_OPEN: 'The first ticket is not closed, and can still be reopened if it was resolved.',
  NOT_THE_REQUESTER: 'Only who asked for the ticket can do this.',
  NOT_RESOLVED: 'The ticket is not resolved.',
  SCORE_OUT_OF_RANGE: 'A score is a whole number from 1 to 5.',
  RATING_WINDOW_OVER: 'It was resolved too long ago to be rated.',
  STEPS_COUNT: 'A checklist, or a ticket, has too few or too many steps.',
  STEP_TAKES_NO_RANGE: 'Only a number has a unit and a range.',
  NUMBER_INVALID: 'A number is missing, out of place or not finite.',
  RANGE_EMPTY: 'The least allowed is more than the most allowed.',
  TAG_INVALID: 'A tag is one line of words.',
  TAGS_NOT_ACCEPTED: 'Tags are for those who work on tickets.',
  TASK_REQUIRED: 'A required step is not left out.',
  TASK_SIGNED: 'The lane has signed; what it signed stays.',
  OUT_OF_SEQUENCE: 'An earlier step of the sequence comes first.',
  LANE_NOT_DONE: 'The lane has work to do before somebody signs for it.',
  NOT_IN_LANE: 'Only somebody of the lane signs or approves for it.',
  SIGNED_OTHER_LANE: 'One person does not sign for two lanes.',
  SIGNATURE_REFUSED: 'Not signing is leaving the step open.',
  EVIDENCE_REQUIRED: 'The step needs a picture or a document.',
  PERSON_NEEDED: 'Only a person can do this.',
  OUTCOME_CONTRADICTED: 'A work order with a failed step has not passed.',
  STAGES_COUNT: 'An approval has too few or too many stages or approvers.',
  QUORUM_INVALID: 'The quorum is none of the numbers it could be.',
  APPROVAL_TOO_WEAK: 'The change asks for more approval than that.',
  APPROVER_WITHOUT_RIGHTS: 'Somebody is asked to approve who could not answer.',
  APPROVER_INVOLVED: 'Who asks for it or does it does not approve it.',
  APPROVER_NOT_IN_LANE: 'Somebody is asked to approve for a lane they do not belong to.',
  IMPLEMENTER_IS_APPROVER: 'Who approved a change does not do it.',
  APPROVAL_ASKED_FOR: 'What was asked to be approved is not freed of its approval.',
  APPROVAL_SETTLED: 'The approval is decided and not taken back any more.',
  NOT_WHO_ASKED: 'Only who asked for an approval, or manages rights, takes it back.',
  MERGE_NEEDS_APPROVAL: 'What has to be approved is not merged into what has not.',
  NOT_AN_APPROVER: 'The person is not asked to approve.',
  STAGE_NOT_OPEN: 'The stage takes no votes now.',
  VOTED_ALREADY: 'One person speaks for one approver of a ticket.',
  DURATION_INVALID: 'A duration is out of its bounds.',
  RANGE_TOO_LONG: 'The stretch of time to search is too long.',
  COUNT_INVALID: 'More or fewer are asked for than can be given.',
  TICKET_CLOSED: 'The ticket is closed or cancelled and stays as it is.',
  TRANSITION_REFUSED: 'The ticket cannot go to that state now.',
} as const;

export type TicketErrorCode = keyof typeof TICKET_ERRORS;

/** The ticket cannot take the wanted state; `blockedBy` has at least one reason. */
export interface TransitionRefused extends Refusal<'TRANSITION_REFUSED'> {
  readonly from: TicketStateName;
  readonly to: TicketStateName;
  readonly blockedBy: readonly TransitionBlocker[];
}

/** A refusal that names the field it is about in `path`. */
export type TicketInputRefused = Refusal<Exclude<TicketErrorCode, 'TRANSITION_REFUSED'>>;

export type TicketRefusal = TransitionRefused | TicketInputRefused;
