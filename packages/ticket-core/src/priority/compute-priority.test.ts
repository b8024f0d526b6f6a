import { expect, test } from 'vitest';
import { computePriority, type PriorityInputs } from './compute-priority.ts';
import { DEFAULT_PRIORITY_MATRIX } from './priority.ts';

const inputs = (given: Partial<PriorityInputs> = {}): PriorityInputs => ({
  impact: 'LOW',
  urgency: 'LOW',
  statedCareImpact: 'NONE',
  criticalities: [],
  ...given,
});

test('impact × urgency, the default', () => {
  const table = (['HIGH', 'MEDIUM', 'LOW'] as const).map((impact) =>
    (['HIGH', 'MEDIUM', 'LOW'] as const).map(
      (urgency) => computePriority(inputs({ impact, urgency })).priority,
    ),
  );
  expect(table).toEqual([
    ['P1', 'P2', 'P3'],
    ['P2', 'P3', 'P4'],
    ['P3', 'P4', 'P5'],
  ]);
});

test.each([
  ['NONE', 'P5'],
  ['WORKAROUND', 'P4'],
  ['CARE_DELAYED', 'P3'],
  ['CARE_STOPPED', 'P2'],
  ['PATIENT_AT_RISK', 'P1'],
] as const)('care impact %s makes the least of tickets %s', (careImpact, priority) => {
  expect(computePriority(inputs({ statedCareImpact: careImpact })).priority).toBe(priority);
});

test.each([
  ['LIFE_SUPPORT', 'P2'],
  ['HIGH_RISK', 'P3'],
  ['CARE_CRITICAL', 'P3'],
  ['BUSINESS', 'P5'],
  ['LOW', 'P5'],
] as const)('a %s asset makes the least of tickets %s', (criticality, priority) => {
  expect(computePriority(inputs({ criticalities: ['LOW', criticality] })).priority).toBe(priority);
});

test('the explanation tells every step', () => {
  expect(
    computePriority(
      inputs({ statedCareImpact: 'CARE_DELAYED', criticalities: ['LOW', 'LIFE_SUPPORT'] }),
    ),
  ).toEqual({
    priority: 'P2',
    base: 'P5',
    reasons: [
      { code: 'MATRIX', message: 'Impact LOW and urgency LOW give P5.', raisedTo: null },
      { code: 'CARE_IMPACT', message: 'Care impact CARE_DELAYED is at least P3.', raisedTo: 'P3' },
      {
        code: 'ASSET_CRITICALITY',
        message: 'A LIFE_SUPPORT asset is at least P2.',
        raisedTo: 'P2',
      },
    ],
    inputs: {
      impact: 'LOW',
      urgency: 'LOW',
      careImpact: 'CARE_DELAYED',
      statedCareImpact: 'CARE_DELAYED',
      patientConnected: null,
      alternativeAvailable: null,
      criticality: 'LIFE_SUPPORT',
    },
    override: null,
  });
});

test('an override replaces matrix and asset floor', () => {
  const override = { priority: 'P4', reason: 'Only its keyboard label is loose.' } as const;
  const explained = computePriority(
    inputs({ impact: 'HIGH', urgency: 'HIGH', criticalities: ['LIFE_SUPPORT'] }),
    DEFAULT_PRIORITY_MATRIX,
    override,
  );
  expect(explained).toMatchObject({ priority: 'P4', base: 'P1', override });
  expect(explained.reasons.at(-1)).toEqual({
    code: 'OVERRIDE',
    message: 'Set to P4 by hand: Only its keyboard label is loose.',
    raisedTo: null,
  });
});

test('an override never outweighs a patient', () => {
  const override = { priority: 'P5', reason: 'Set last week.' } as const;
  const explained = computePriority(
    inputs({ statedCareImpact: 'PATIENT_AT_RISK' }),
    DEFAULT_PRIORITY_MATRIX,
    override,
  );
  expect(explained.priority).toBe('P1');
  expect(explained.reasons.map(({ code }) => code)).toEqual(['MATRIX', 'OVERRIDE', 'CARE_IMPACT']);
});

test.each([
  [true, false, 'PATIENT_AT_RISK'],
  [true, null, 'PATIENT_AT_RISK'],
  [true, true, 'CARE_DELAYED'],
  [false, false, 'CARE_DELAYED'],
  [null, false, 'CARE_DELAYED'],
  [false, true, 'WORKAROUND'],
  [null, true, 'WORKAROUND'],
  [false, null, 'NONE'],
  [null, null, 'NONE'],
] as const)(
  'patient connected: %s, alternative available: %s means %s',
  (patientConnected, alternativeAvailable, careImpact) => {
    const explained = computePriority(inputs({ patientConnected, alternativeAvailable }));
    expect(explained.inputs).toMatchObject({ careImpact, statedCareImpact: 'NONE' });
    const floor = DEFAULT_PRIORITY_MATRIX.careImpactFloors[careImpact];
    expect(explained.priority).toBe(floor ?? 'P5');
  },
);

test('the answers are part of the explanation', () => {
  const explained = computePriority(
    inputs({ patientConnected: true, alternativeAvailable: false }),
  );
  expect(explained.reasons.map(({ message }) => message)).toEqual([
    'Impact LOW and urgency LOW give P5.',
    'A patient is connected, there is no alternative: care impact PATIENT_AT_RISK.',
    'Care impact PATIENT_AT_RISK is at least P1.',
  ]);
});

test('a comforting answer never lowers what was stated', () => {
  const explained = computePriority(
    inputs({
      statedCareImpact: 'CARE_STOPPED',
      patientConnected: false,
      alternativeAvailable: true,
    }),
  );
  expect(explained.priority).toBe('P2');
});
