import { isMoreUrgent } from './compute-priority.ts';
import {
  ASSET_CRITICALITIES,
  CARE_IMPACTS,
  IMPACTS,
  PRIORITIES,
  type Priority,
  type PriorityMatrix,
  URGENCIES,
} from './priority.ts';

/** A mistake in an MSP's priority matrix; `path` leads to the value. */
export interface PriorityMatrixProblem {
  readonly code: 'VALUE_UNKNOWN' | 'NOT_MONOTONE' | 'PATIENT_AT_RISK_NOT_P1';
  readonly message: string;
  readonly path: readonly string[];
}

/**
 * Checks a matrix before it is stored: every cell a priority, nothing graver ever less urgent than
 * something milder, and a patient at risk always P1 (that row is not an MSP's to change).
 * @returns every problem; an empty list for a sound matrix.
 */
export function validatePriorityMatrix(matrix: PriorityMatrix): readonly PriorityMatrixProblem[] {
  const rows = [
    ...IMPACTS.map((impact) => URGENCIES.map((urgency) => cell(['base', impact, urgency], matrix))),
    ...URGENCIES.map((urgency) => IMPACTS.map((impact) => cell(['base', impact, urgency], matrix))),
    CARE_IMPACTS.toReversed().map((care) => cell(['careImpactFloors', care], matrix)),
    ASSET_CRITICALITIES.map((criticality) => cell(['criticalityFloors', criticality], matrix)),
  ];
  const problems = rows.flatMap(problemsOfRow);
  if (matrix.careImpactFloors.PATIENT_AT_RISK !== 'P1') {
    problems.push({
      code: 'PATIENT_AT_RISK_NOT_P1',
      message: 'A patient at risk is always P1.',
      path: ['careImpactFloors', 'PATIENT_AT_RISK'],
    });
  }
  return problems;
}

interface Cell {
  readonly path: readonly string[];
  readonly value: unknown;
}

function cell(path: readonly string[], matrix: PriorityMatrix): Cell {
  let value: unknown = matrix;
  for (const key of path) value = (value as Record<string, unknown> | undefined)?.[key];
  return { path, value };
}

/** A row runs from gravest to mildest: priorities may only fall along it. */
function problemsOfRow(row: readonly Cell[]): PriorityMatrixProblem[] {
  return row.flatMap(({ path, value }, index): readonly PriorityMatrixProblem[] => {
    const mayBeNull = path[0] !== 'base';
    if (!isPriority(value) && !(mayBeNull && value === null)) {
      return [{ code: 'VALUE_UNKNOWN', message: `${path.join('.')} must be P1 to P5.`, path }];
    }
    const graver = row[index - 1];
    if (!graver || !falls(graver.value, value)) return [];
    const message = `${path.join('.')} is more urgent than ${graver.path.join('.')}.`;
    return [{ code: 'NOT_MONOTONE', message, path }];
  });
}

function falls(graver: unknown, milder: unknown): boolean {
  if (!isPriority(milder)) return false;
  return graver === null || (isPriority(graver) && isMoreUrgent(milder, graver));
}

function isPriority(value: unknown): value is Priority {
  return PRIORITIES.some((priority) => priority === value);
}
