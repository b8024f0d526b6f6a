import type { Id, Instant, PersonId } from '@wardline/kernel';
import type { Lane } from '../tickets/ticket.ts';

/** What a step asks for: a tick, a measured number, a picture, a document, a signature, words. */
export const STEP_KINDS = ['CHECK', 'NUMBER', 'PHOTO', 'ATTACHMENT', 'SIGNATURE', 'TEXT'] as const;
export type StepKind = (typeof STEP_KINDS)[number];

/** Whether steps are done one after the other or in any order. */
export const CHECKLIST_ORDERS = ['SEQUENCE', 'PARALLEL'] as const;
export type ChecklistOrder = (typeof CHECKLIST_ORDERS)[number];

export type ChecklistId = Id<'Checklist'>;
export type TaskId = Id<'Task'>;

/** One step as a template has it. */
export interface Step {
  readonly title: string;
  /** How it is done; may be empty. */
  readonly instructions: string;
  readonly kind: StepKind;
  /** Whose step it is; a signature is given only by somebody of the lane. */
  readonly lane: Lane;
  /** Whether the ticket waits for it. */
  readonly required: boolean;
  /** Whether it takes a reference to a picture or a document besides its answer. */
  readonly evidenceRequired: boolean;
  /** Of a number: `V`, `µA`, `mL/h`; null for any other kind. */
  readonly unit: string | null;
  /** Of a number: the least that passes; null is no bound. */
  readonly min: number | null;
  /** Of a number: the most that passes; null is no bound. */
  readonly max: number | null;
}

/** `FAILED`: answered, and not as it should be. */
export const TASK_STATUSES = ['OPEN', 'DONE', 'FAILED', 'SKIPPED'] as const;
export type TaskStatus = (typeof TASK_STATUSES)[number];

/** How a step was answered. */
export interface TaskAnswer {
  readonly number: number | null;
  readonly text: string | null;
  /** References to pictures and documents, as their store names them. */
  readonly evidence: readonly string[];
  readonly personId: PersonId;
  readonly at: Instant;
}

/** A step of a ticket. */
export interface TaskState extends Step {
  readonly id: TaskId;
  readonly checklistId: ChecklistId;
  readonly order: ChecklistOrder;
  /** From 0, inside its checklist. */
  readonly position: number;
  readonly status: TaskStatus;
  readonly answer: TaskAnswer | null;
}

export const TASK_LIMITS = { steps: 100, evidence: 20, reference: 500, unit: 20 } as const;
