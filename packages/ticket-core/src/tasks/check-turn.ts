import { type PersonId, refusal } from '@wardline/kernel';
import type { TicketInputRefused } from '../errors.ts';
import type { Lane, TicketType } from '../tickets/ticket.ts';
import { holdsBack } from './summarize-tasks.ts';
import type { TaskState } from './task.ts';

interface TurnFacts {
  readonly tasks: readonly TaskState[];
  readonly lanes: readonly Lane[];
}

/** Whether it is this step's turn, and this person's. */
export function checkTurn(
  task: TaskState,
  personId: PersonId,
  type: TicketType,
  { tasks, lanes }: TurnFacts,
): TicketInputRefused | null {
  const ofList = tasks.filter(({ checklistId }) => checklistId === task.checklistId);
  const signed = ofList.some(
    (each) => each.kind === 'SIGNATURE' && each.lane === task.lane && each.status === 'DONE',
  );
  if (signed) {
    return refusal('TASK_SIGNED', `${task.lane} has signed: what it signed stays.`, ['taskId']);
  }
  const before = ofList.find(
    (each) =>
      task.order === 'SEQUENCE' &&
      each.position < task.position &&
      each.required &&
      each.status === 'OPEN',
  );
  if (before) return refusal('OUT_OF_SEQUENCE', `First: ${before.title}.`, ['taskId']);
  return task.kind === 'SIGNATURE'
    ? checkSignature(task, personId, type, ofList, { tasks, lanes })
    : null;
}

/**
 * Whoever signs belongs to the lane, signs for no other one, and signs work that is done: what failed
 * could not be mended under a signature, and would hold the ticket back for good.
 */
function checkSignature(
  task: TaskState,
  personId: PersonId,
  type: TicketType,
  ofList: readonly TaskState[],
  { tasks, lanes }: TurnFacts,
): TicketInputRefused | null {
  if (!lanes.includes(task.lane)) {
    return refusal('NOT_IN_LANE', `Only somebody of ${task.lane} signs this.`, ['taskId']);
  }
  const other = tasks.find(
    (each) =>
      each.kind === 'SIGNATURE' && each.lane !== task.lane && each.answer?.personId === personId,
  );
  if (other) {
    return refusal(
      'SIGNED_OTHER_LANE',
      `You signed for ${other.lane}: another person signs for ${task.lane}.`,
      ['taskId'],
    );
  }
  const undone = ofList.find(
    (each) =>
      each.lane === task.lane &&
      each.kind !== 'SIGNATURE' &&
      each.required &&
      holdsBack(type, each.status),
  );
  return undone
    ? refusal('LANE_NOT_DONE', `${task.lane} still has to do: ${undone.title}.`, ['taskId'])
    : null;
}
