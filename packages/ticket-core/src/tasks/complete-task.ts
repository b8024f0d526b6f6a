import {
  type Actor,
  checkText,
  err,
  type Instant,
  ok,
  type PersonId,
  type Result,
  refusal,
} from '@wardline/kernel';
import type { TicketInputRefused, TicketRefusal } from '../errors.ts';
import type { TaskCompleted, TaskSkipped } from '../events.ts';
import { checkAt, checkBody, checkNotFinal } from '../tickets/check-input.ts';
import { notFound } from '../tickets/check-references.ts';
import type { Lane, TicketState } from '../tickets/ticket.ts';
import { memberOf } from '../timeline/add-public-reply.ts';
import { checkTurn } from './check-turn.ts';
import { TASK_LIMITS, type TaskId, type TaskState } from './task.ts';

/** Answer a step. */
export interface CompleteTaskCommand {
  readonly at: Instant;
  readonly by: Actor;
  readonly taskId: TaskId;
  /** Of a CHECK, a PHOTO, an ATTACHMENT or a TEXT: whether it is as it should be. Default: yes. */
  readonly passed?: boolean | undefined;
  /** Of a NUMBER: what was measured. */
  readonly number?: number | null | undefined;
  /** Of a TEXT: the answer; of any other: a remark. Of a SIGNATURE: what is attested. */
  readonly text?: string | null | undefined;
  /** References to pictures and documents. */
  readonly evidence?: readonly string[] | undefined;
}

export interface TaskFacts {
  /** All tasks of the ticket. */
  readonly tasks: readonly TaskState[];
  /** The lanes the acting person belongs to. */
  readonly lanes: readonly Lane[];
}

/**
 * Answers a step, or corrects its answer as long as nobody signed the lane. A number out of its range
 * is an answer: the step has failed.
 * @returns one `TaskCompleted`, or nothing if it says the same; refusals: `TICKET_CLOSED`,
 *   `NOT_FOUND`, `TASK_…`, `OUT_OF_SEQUENCE`, `NOT_IN_LANE`, `SIGNED_OTHER_LANE`, `PERSON_NEEDED`.
 */
export function completeTask(
  ticket: TicketState,
  command: CompleteTaskCommand,
  facts: TaskFacts,
): Result<readonly TaskCompleted[], TicketRefusal> {
  const { at, by, taskId } = command;
  const ready = checkReady(ticket, command, facts.tasks);
  if (!ready.ok) return ready;
  const { task, personId } = ready.value;
  const turn = checkTurn(task, personId, ticket.type, facts);
  if (turn) return err(turn);
  const answered = checkAnswer(task, command);
  if (!answered.ok) return answered;
  const { status, number, text, evidence } = answered.value;
  const known = task.answer;
  const same =
    known !== null &&
    task.status === status &&
    known.number === number &&
    known.text === text &&
    known.evidence.join('\0') === evidence.join('\0');
  if (same) return ok([]);
  const answer = { number, text, evidence, personId, at };
  const { lane, kind } = task;
  const happened = { ticketId: ticket.id, at, by } as const;
  return ok([{ type: 'TaskCompleted', ...happened, taskId, lane, kind, status, answer }]);
}

/** Leave out a step that is not required; `text` says why. */
export function skipTask(
  ticket: TicketState,
  command: Pick<CompleteTaskCommand, 'at' | 'by' | 'taskId' | 'text'>,
  facts: TaskFacts,
): Result<readonly TaskSkipped[], TicketRefusal> {
  const { at, by, taskId } = command;
  const ready = checkReady(ticket, command, facts.tasks);
  if (!ready.ok) return ready;
  const { task, personId } = ready.value;
  if (task.required) {
    return err(refusal('TASK_REQUIRED', `${task.title} is required: do it.`, ['taskId']));
  }
  if (task.status === 'SKIPPED') return ok([]);
  const turn = checkTurn(task, personId, ticket.type, facts);
  if (turn) return err(turn);
  const text = checkBody(command.text ?? '', 'text');
  if (!text.ok) return text;
  const answer = { number: null, text: text.value, evidence: [], personId, at };
  return ok([{ type: 'TaskSkipped', ticketId: ticket.id, at, by, taskId, answer }]);
}

function checkReady(
  ticket: TicketState,
  { at, by, taskId }: Pick<CompleteTaskCommand, 'at' | 'by' | 'taskId'>,
  tasks: readonly TaskState[],
): Result<{ task: TaskState; personId: PersonId }, TicketInputRefused> {
  const open = checkNotFinal(ticket);
  if (!open.ok) return open;
  const moment = checkAt(at, ticket.openedAt);
  if (!moment.ok) return moment;
  const personId = memberOf(by);
  if (personId === null) {
    return err(refusal('PERSON_NEEDED', 'A step is answered by a person, not by a key.'));
  }
  const task = tasks.find((each) => each.id === taskId);
  return task ? ok({ task, personId }) : notFound(['taskId'], 'task');
}

type Answered = Pick<TaskState, 'status'> & {
  readonly number: number | null;
  readonly text: string | null;
  readonly evidence: readonly string[];
};

function checkAnswer(
  task: TaskState,
  { passed = true, number = null, text, evidence = [] }: CompleteTaskCommand,
): Result<Answered, TicketInputRefused> {
  const { kind, min, max } = task;
  const said = checkBody(text ?? '', 'text', kind !== 'TEXT');
  if (!said.ok) return said;
  if (kind === 'NUMBER' ? number === null || !Number.isFinite(number) : number !== null) {
    const message = kind === 'NUMBER' ? 'Give the measured number.' : `A ${kind} takes no number.`;
    return err(refusal('NUMBER_INVALID', message, ['number']));
  }
  const references = checkEvidence(task, evidence);
  if (!references.ok) return references;
  const inRange =
    number === null || ((min === null || number >= min) && (max === null || number <= max));
  if (kind === 'SIGNATURE' && !passed) {
    return err(refusal('SIGNATURE_REFUSED', 'Not signing is leaving the step open.', ['passed']));
  }
  return ok({
    status: passed && inRange ? 'DONE' : 'FAILED',
    number,
    text: said.value === '' ? null : said.value,
    evidence: references.value,
  });
}

function checkEvidence(
  { kind, evidenceRequired }: TaskState,
  evidence: readonly string[],
): Result<readonly string[], TicketInputRefused> {
  const needed = evidenceRequired || kind === 'PHOTO' || kind === 'ATTACHMENT';
  if (needed && evidence.length === 0) {
    return err(refusal('EVIDENCE_REQUIRED', 'Refer to a picture or a document.', ['evidence']));
  }
  if (evidence.length > TASK_LIMITS.evidence) {
    const message = `evidence may have at most ${TASK_LIMITS.evidence} entries.`;
    return err(refusal('LIST_TOO_LONG', message, ['evidence']));
  }
  const references: string[] = [];
  for (const [index, reference] of evidence.entries()) {
    const rule = { path: ['evidence', index], max: TASK_LIMITS.reference };
    const checked = checkText(reference, rule);
    if (!checked.ok) return checked;
    references.push(checked.value);
  }
  return ok(references);
}
