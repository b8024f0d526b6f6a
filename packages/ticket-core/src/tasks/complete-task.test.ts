import type { Actor, PersonId } from '@wardline/kernel';
import { describe, expect, test } from 'vitest';
import {
  accepted,
  aTicket,
  aTicketOf,
  biomed,
  byKey,
  byTechnician,
  minutes,
  monday9,
  taken,
  technician,
  uuid,
} from '../../test/a-ticket.ts';
import type { TicketRefusal } from '../errors.ts';
import type { TicketEvent } from '../events.ts';
import type { Lane } from '../tickets/ticket.ts';
import type { StepInput } from './check-steps.ts';
import { type CompleteTaskCommand, completeTask, skipTask } from './complete-task.ts';
import { evolveTasks } from './evolve-tasks.ts';
import { startChecklist } from './start-checklist.ts';
import { summarizeTasks } from './summarize-tasks.ts';
import type { ChecklistOrder, TaskId, TaskState } from './task.ts';

const at = monday9 + minutes(5);
const id = (n: number) => uuid<TaskId>(700 + n);
const by = (person: PersonId): Actor => ({ kind: 'MEMBER', id: person });
const started = (order: ChecklistOrder, ...steps: StepInput[]) =>
  startChecklist(
    aTicket(),
    {
      at,
      by: byTechnician,
      id: uuid(1),
      taskIds: steps.map((_, n) => id(n)),
      name: 'PM',
      order,
      steps,
    },
    { taskCount: 0 },
  );
const tasksOf = (order: ChecklistOrder, ...steps: StepInput[]) =>
  accepted(started(order, ...steps)).reduce<readonly TaskState[]>(evolveTasks, []);

interface Who {
  readonly person?: PersonId;
  readonly lanes?: readonly Lane[];
}
const complete = (
  tasks: readonly TaskState[],
  n: number,
  answer: Partial<CompleteTaskCommand> = {},
  { person = technician, lanes = ['IT', 'HTM'] }: Who = {},
) => completeTask(aTicket(), { at, by: by(person), taskId: id(n), ...answer }, { tasks, lanes });
const then = (
  tasks: readonly TaskState[],
  outcome: { ok: true; value: readonly TicketEvent[] } | { ok: false; error: TicketRefusal },
) => accepted(outcome).reduce(evolveTasks, tasks);

const check: StepInput = { title: 'Seal whole', kind: 'CHECK', lane: 'HTM' };
const leakage: StepInput = {
  title: 'Leakage current',
  kind: 'NUMBER',
  lane: 'HTM',
  unit: 'µA',
  min: null,
  max: 100,
};
const sign = (lane: Lane): StepInput => ({ title: `${lane} signs`, kind: 'SIGNATURE', lane });

describe('a step', () => {
  test.each([
    [99.9, 'DONE'],
    [100, 'DONE'],
    [100.01, 'FAILED'],
    [-5, 'DONE'],
  ])('%s µA is %s', (number, status) => {
    expect(
      then(tasksOf('PARALLEL', leakage), complete(tasksOf('PARALLEL', leakage), 0, { number })),
    ).toMatchObject([{ status, answer: { number, personId: technician } }]);
  });

  test('said twice is said once, corrected is told', () => {
    const tasks = tasksOf('PARALLEL', leakage);
    const failed = then(tasks, complete(tasks, 0, { number: 120 }));
    expect(accepted(complete(failed, 0, { number: 120, at: at + 1 }))).toEqual([]);
    expect(then(failed, complete(failed, 0, { number: 80 }))).toMatchObject([{ status: 'DONE' }]);
  });

  test('a check may fail, with a picture of why', () => {
    const tasks = tasksOf('PARALLEL', { ...check, evidenceRequired: true });
    expect(complete(tasks, 0, { passed: false })).toMatchObject({
      error: { code: 'EVIDENCE_REQUIRED' },
    });
    const failed = then(tasks, complete(tasks, 0, { passed: false, evidence: ['photo-1'] }));
    expect(failed).toMatchObject([{ status: 'FAILED', answer: { evidence: ['photo-1'] } }]);
  });

  test('a failed one holds an incident back, and is a finding of a work order', () => {
    const tasks = tasksOf('PARALLEL', leakage, { ...check, required: false });
    const failed = then(tasks, complete(tasks, 0, { number: 120 }));
    expect(summarizeTasks('INCIDENT', failed)).toMatchObject({
      openRequiredTasks: [{}],
      failedTasks: 1,
    });
    expect(summarizeTasks('WORK_ORDER', failed)).toMatchObject({
      openRequiredTasks: [],
      failedTasks: 1,
    });
  });

  test('that is not required is left out with a word', () => {
    const tasks = tasksOf('PARALLEL', { ...check, required: false }, check);
    const skip = (n: number, text: string) =>
      skipTask(aTicket(), { at, by: byTechnician, taskId: id(n), text }, { tasks, lanes: [] });
    expect(skip(0, ' ')).toMatchObject({ error: { code: 'TEXT_EMPTY' } });
    expect(then(tasks, skip(0, 'No seal here.'))).toMatchObject([{ status: 'SKIPPED' }, {}]);
    expect(skip(1, 'No time.')).toMatchObject({ error: { code: 'TASK_REQUIRED' } });
  });
});

describe('a sequence', () => {
  test('goes in order; what is optional may wait', () => {
    const tasks = tasksOf('SEQUENCE', check, { ...check, required: false }, leakage);
    expect(complete(tasks, 2, { number: 1 })).toMatchObject({
      error: { code: 'OUT_OF_SEQUENCE', message: 'First: Seal whole.' },
    });
    const first = then(tasks, complete(tasks, 0));
    expect(complete(first, 2, { number: 1 }).ok).toBe(true);
  });
  test('goes on after a failure: it is an answer', () => {
    const tasks = tasksOf('SEQUENCE', check, leakage);
    expect(complete(then(tasks, complete(tasks, 0, { passed: false })), 1, { number: 1 }).ok).toBe(
      true,
    );
  });
});

describe('signatures', () => {
  const tasks = tasksOf('PARALLEL', check, sign('HTM'), sign('IT'));

  test('come from the lane, after its work', () => {
    expect(complete(tasks, 1, {}, { lanes: ['IT'] })).toMatchObject({
      error: { code: 'NOT_IN_LANE' },
    });
    expect(complete(tasks, 1)).toMatchObject({ error: { code: 'LANE_NOT_DONE' } });
    expect(complete(tasks, 2).ok).toBe(true);
  });
  test('nobody signs over what failed and must be mended; on a work order it is a finding', () => {
    const failed = then(tasks, complete(tasks, 0, { passed: false }));
    expect(complete(failed, 1)).toMatchObject({ error: { code: 'LANE_NOT_DONE' } });
    expect(complete(then(failed, complete(failed, 0)), 1).ok).toBe(true);
    const found = completeTask(
      aTicketOf('WORK_ORDER'),
      { at, by: byTechnician, taskId: id(1) },
      { tasks: failed, lanes: ['HTM'] },
    );
    expect(found.ok).toBe(true);
  });
  test('what is signed stays', () => {
    const checked = then(tasks, complete(tasks, 0));
    const signed = then(checked, complete(checked, 1));
    expect(complete(signed, 0, { passed: false })).toMatchObject({
      error: { code: 'TASK_SIGNED' },
    });
    expect(complete(signed, 1, { text: 'Really.' })).toMatchObject({
      error: { code: 'TASK_SIGNED' },
    });
  });
  test('one person does not sign two lanes, whatever lanes they are of', () => {
    const signed = then(tasks, complete(tasks, 2));
    const checked = then(signed, complete(signed, 0));
    expect(complete(checked, 1)).toMatchObject({ error: { code: 'SIGNED_OTHER_LANE' } });
    expect(complete(checked, 1, {}, { person: biomed }).ok).toBe(true);
  });
});

describe('refused', () => {
  const tasks = tasksOf('PARALLEL', leakage, check, sign('HTM'), { ...check, kind: 'TEXT' });
  test.each([
    ['no number', 0, {}, 'NUMBER_INVALID'],
    ['not a number', 0, { number: Number.NaN }, 'NUMBER_INVALID'],
    ['a number for a tick', 1, { number: 1 }, 'NUMBER_INVALID'],
    ['a step of nothing', 9, {}, 'NOT_FOUND'],
    ['an answer by a key', 1, { by: byKey }, 'PERSON_NEEDED'],
    ['a signature that says no', 2, { passed: false }, 'SIGNATURE_REFUSED'],
    ['no words', 3, { text: ' ' }, 'TEXT_EMPTY'],
    ['21 pictures', 1, { evidence: Array(21).fill('x') }, 'LIST_TOO_LONG'],
    ['a picture without a name', 1, { evidence: [' '] }, 'TEXT_EMPTY'],
    ['an answer before it was opened', 1, { at: monday9 - 1 }, 'TIME_BEFORE_OPENED'],
  ])('%s', (_, n, answer, code) => {
    const done = n === 2 ? tasks.map((t) => ({ ...t, required: false })) : tasks;
    expect(complete(done, n, answer)).toMatchObject({ error: { code } });
  });
  test('anything on a closed ticket', () => {
    const closed = taken(aTicket(), { to: 'CANCELLED', note: 'x' });
    expect(
      completeTask(closed, { at, by: byTechnician, taskId: id(1) }, { tasks, lanes: [] }),
    ).toMatchObject({ error: { code: 'TICKET_CLOSED' } });
  });
});

describe('a checklist', () => {
  test.each([
    ['of no steps', [], 'STEPS_COUNT', ['steps']],
    ['of 101', Array<StepInput>(101).fill(check), 'STEPS_COUNT', ['steps']],
    [
      'with a step of no name',
      [check, { ...check, title: ' ' }],
      'TEXT_EMPTY',
      ['steps', 1, 'title'],
    ],
    [
      'with an unknown lane',
      [{ ...check, lane: 'HR' as never }],
      'VALUE_UNKNOWN',
      ['steps', 0, 'lane'],
    ],
    [
      'with an unknown kind',
      [{ ...check, kind: 'WISH' as never }],
      'VALUE_UNKNOWN',
      ['steps', 0, 'kind'],
    ],
    ['with a number of nothing', [{ ...leakage, unit: null }], 'TEXT_EMPTY', ['steps', 0, 'unit']],
    ['with an impossible range', [{ ...leakage, min: 101 }], 'RANGE_EMPTY', ['steps', 0, 'max']],
    [
      'with an endless range',
      [{ ...leakage, max: Infinity }],
      'NUMBER_INVALID',
      ['steps', 0, 'max'],
    ],
    [
      'with a tick that has a unit',
      [{ ...check, unit: 'V' }],
      'STEP_TAKES_NO_RANGE',
      ['steps', 0, 'kind'],
    ],
  ])('%s is refused', (_, steps, code, path) => {
    expect(started('PARALLEL', ...steps)).toMatchObject({ error: { code, path } });
  });
  test('too many on one ticket are refused', () => {
    const command = {
      at,
      by: byTechnician,
      id: uuid<never>(1),
      taskIds: [id(0)],
      name: 'PM',
    } as const;
    expect(
      startChecklist(
        aTicket(),
        { ...command, order: 'PARALLEL', steps: [check] },
        { taskCount: 300 },
      ),
    ).toMatchObject({ error: { code: 'STEPS_COUNT' } });
  });
  test('belongs to the ticket it was started on', () => {
    expect(accepted(started('SEQUENCE', check))).toMatchObject([
      {
        ticketId: aTicket().id,
        template: null,
        tasks: [{ position: 0, status: 'OPEN', required: true }],
      },
    ]);
  });
});
