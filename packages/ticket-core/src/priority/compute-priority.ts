import { careImpactOfAnswers, describeAnswers, graverCareImpact } from './care-questions.ts';
import {
  ASSET_CRITICALITIES,
  type AssetCriticality,
  type CareImpact,
  DEFAULT_PRIORITY_MATRIX,
  type Impact,
  PRIORITIES,
  type Priority,
  type PriorityExplanation,
  type PriorityMatrix,
  type PriorityOverride,
  type PriorityReason,
  type Urgency,
} from './priority.ts';

export interface PriorityInputs {
  readonly impact: Impact;
  readonly urgency: Urgency;
  /** What somebody said it does to care. */
  readonly statedCareImpact: CareImpact;
  /** "Is a patient connected?" Left out or null: not asked or not known. */
  readonly patientConnected?: boolean | null | undefined;
  /** "Is there an alternative?" Left out or null: not asked or not known. */
  readonly alternativeAvailable?: boolean | null | undefined;
  /** Of each affected asset, in any order; the highest counts. */
  readonly criticalities: readonly AssetCriticality[];
}

/**
 * The priority and every reason for it. Impact × urgency gives the base; care impact and asset
 * criticality raise it and never lower it; the care impact that counts is the graver of what was
 * stated and what the two questions yield. A person's override takes the place of matrix and asset floor
 * (the label of a ventilator is no emergency), a rule's of the matrix only; neither of the care-impact
 * floor: what endangers a patient cannot be talked down, only corrected by correcting the care impact.
 * @example
 * computePriority({ impact: 'LOW', urgency: 'LOW', statedCareImpact: 'PATIENT_AT_RISK', criticalities: [] }).priority // 'P1'
 */
export function computePriority(
  inputs: PriorityInputs,
  matrix: PriorityMatrix = DEFAULT_PRIORITY_MATRIX,
  override: PriorityOverride | null = null,
): PriorityExplanation {
  const { impact, urgency, statedCareImpact } = inputs;
  const { patientConnected = null, alternativeAvailable = null } = inputs;
  const answers = { patientConnected, alternativeAvailable };
  const derived = careImpactOfAnswers(answers);
  const careImpact = graverCareImpact(statedCareImpact, derived);
  const criticality = highestCriticality(inputs.criticalities);
  const base = matrix.base[impact][urgency];
  const reasons: PriorityReason[] = [
    {
      code: 'MATRIX',
      message: `Impact ${impact} and urgency ${urgency} give ${base}.`,
      raisedTo: null,
    },
  ];
  let priority = base;
  if (override) {
    priority = override.priority;
    reasons.push({
      code: 'OVERRIDE',
      message: `Set to ${priority} by ${override.byRule ? 'a rule' : 'hand'}: ${override.reason}`,
      raisedTo: null,
    });
  }
  const answered = describeAnswers(answers);
  if (answered !== null) {
    const message = `${answered}: care impact ${derived}.`;
    reasons.push({ code: 'CARE_ANSWERS', message, raisedTo: null });
  }
  const raise = (code: PriorityReason['code'], cause: string, floor: Priority | null) => {
    if (floor === null || !isMoreUrgent(floor, priority)) return;
    priority = floor;
    reasons.push({ code, message: `${cause} is at least ${floor}.`, raisedTo: floor });
  };
  raise('CARE_IMPACT', `Care impact ${careImpact}`, matrix.careImpactFloors[careImpact]);
  if (criticality && (!override || override.byRule)) {
    raise('ASSET_CRITICALITY', `A ${criticality} asset`, matrix.criticalityFloors[criticality]);
  }
  return {
    priority,
    base,
    reasons,
    inputs: { impact, urgency, careImpact, statedCareImpact, ...answers, criticality },
    override,
  };
}

/** True if `a` is more urgent than `b`: `isMoreUrgent('P1', 'P2')`. */
export function isMoreUrgent(a: Priority, b: Priority): boolean {
  return PRIORITIES.indexOf(a) < PRIORITIES.indexOf(b);
}

/** The most critical of a list, or null of an empty one. */
export function highestCriticality(list: readonly AssetCriticality[]): AssetCriticality | null {
  return ASSET_CRITICALITIES.find((candidate) => list.includes(candidate)) ?? null;
}
