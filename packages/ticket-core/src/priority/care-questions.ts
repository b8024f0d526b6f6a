import { CARE_IMPACTS, type CareImpact } from './priority.ts';

/** The two questions a desk asks first when a device is concerned. Null: not asked or not known. */
export interface CareAnswers {
  /** "Is a patient connected to it, or does one depend on it now?" */
  readonly patientConnected: boolean | null;
  /** "Is there another one, or another way to give the care?" */
  readonly alternativeAvailable: boolean | null;
}

/**
 * What the answers mean for care. What is not known counts as the worse answer once the other one
 * is alarming: with a patient connected, an alternative that nobody has seen is none. Nothing
 * answered means nothing.
 */
export function careImpactOfAnswers(answers: CareAnswers): CareImpact {
  const { patientConnected, alternativeAvailable } = answers;
  if (patientConnected === true) return alternativeAvailable ? 'CARE_DELAYED' : 'PATIENT_AT_RISK';
  if (alternativeAvailable === false) return 'CARE_DELAYED';
  return alternativeAvailable === true ? 'WORKAROUND' : 'NONE';
}

/** The graver of two: `graverCareImpact('NONE', 'CARE_STOPPED')` is `'CARE_STOPPED'`. */
export function graverCareImpact(a: CareImpact, b: CareImpact): CareImpact {
  return CARE_IMPACTS.indexOf(a) > CARE_IMPACTS.indexOf(b) ? a : b;
}

/** The answers in words, for the explanation of a priority; null if nothing was answered. */
export function describeAnswers(answers: CareAnswers): string | null {
  const { patientConnected, alternativeAvailable } = answers;
  if (patientConnected === null && alternativeAvailable === null) return null;
  const patient = {
    true: 'A patient is connected',
    false: 'No patient is connected',
    null: 'Whether a patient is connected is not known',
  }[`${patientConnected}`];
  const alternative = {
    true: 'there is an alternative',
    false: 'there is no alternative',
    null: 'an alternative is not known',
  }[`${alternativeAvailable}`];
  return `${patient}, ${alternative}`;
}
