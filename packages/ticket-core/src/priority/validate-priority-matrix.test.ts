import { expect, test } from 'vitest';
import { DEFAULT_PRIORITY_MATRIX, type PriorityMatrix } from './priority.ts';
import { validatePriorityMatrix } from './validate-priority-matrix.ts';

const { base, careImpactFloors } = DEFAULT_PRIORITY_MATRIX;
const changed = (change: Partial<PriorityMatrix>) =>
  validatePriorityMatrix({ ...DEFAULT_PRIORITY_MATRIX, ...change }).map(({ code, path }) => [
    code,
    path.join('.'),
  ]);

test('the default is sound', () => {
  expect(changed({})).toEqual([]);
});

test('a milder case may not be more urgent than a graver one', () => {
  expect(changed({ base: { ...base, LOW: { ...base.LOW, LOW: 'P2' } } })).toEqual([
    ['NOT_MONOTONE', 'base.LOW.LOW'],
    ['NOT_MONOTONE', 'base.LOW.LOW'],
  ]);
  expect(changed({ careImpactFloors: { ...careImpactFloors, CARE_STOPPED: null } })).toEqual([
    ['NOT_MONOTONE', 'careImpactFloors.CARE_DELAYED'],
  ]);
});

test('a patient at risk is P1 for every MSP', () => {
  expect(changed({ careImpactFloors: { ...careImpactFloors, PATIENT_AT_RISK: 'P2' } })).toEqual([
    ['PATIENT_AT_RISK_NOT_P1', 'careImpactFloors.PATIENT_AT_RISK'],
  ]);
});

test('holes and unknown values are reported, also from callers without types', () => {
  const floors = { ...DEFAULT_PRIORITY_MATRIX.criticalityFloors, LOW: 'P9' as never };
  expect(changed({ criticalityFloors: floors })).toEqual([
    ['VALUE_UNKNOWN', 'criticalityFloors.LOW'],
  ]);
  expect(changed({ base: {} as never })).toHaveLength(18);
});
