// On call

// Co-managed
export {
  type CoManagedAgreement,
  HAND_OVER_REASONS,
  type HandOverReason,
  type HandOverRule,
  type Lane,
  type LaneHours,
  SIDES,
  type Side,
  type WorkFacts,
} from './agreement.ts';
// Who gets it
export {
  type AssignmentRequest,
  type Candidate,
  DEFAULT_LOAD_WEIGHTS,
  type LoadWeights,
  MAX_SKILL_LEVEL,
  type Member,
  type Rejection,
  type Skill,
  type WeighingFacts,
  type WeighingRules,
  WORK_PRIORITIES,
  type WorkPriority,
} from './candidate.ts';
export {
  type CompiledRotation,
  compileRotation,
  type OnCall,
  type RotationFacts,
  type UncoveredReason,
} from './compile-rotation.ts';
export type { Coverage } from './coverage.ts';
export {
  decideHandOver,
  type HandOver,
  type HandOverCommand,
  type HandOverFacts,
  type HandOverTeam,
} from './decide-hand-over.ts';
export { defineCoManagedAgreement } from './define-agreement.ts';
export { defineRotation } from './define-rotation.ts';
// Refusals
export { DISPATCH_ERRORS, type DispatchErrorCode, type DispatchRefusal } from './errors.ts';
export { MAX_OVERRIDE_MS, type OverrideFacts, planOverride } from './plan-override.ts';
// Visits
export {
  type AcceptedVisit,
  MAX_VISIT_MS,
  planVisit,
  VISIT_WARNINGS,
  type VisitPlanFacts,
  type VisitSlot,
  type VisitWarning,
} from './plan-visit.ts';
export {
  type LaneCalendars,
  type LaneMismatch,
  type Responsibility,
  responsibleFor,
} from './responsible-for.ts';
export {
  type Absence,
  HAND_OFF_KINDS,
  type HandOff,
  type HandOffKind,
  type Override,
  type Rotation,
  type RotationLayer,
  type Shift,
  type ShiftReason,
  type WeeklyHours,
} from './rotation.ts';
export {
  ASSIGNMENT_STRATEGIES,
  type AssignmentPolicy,
  type AssignmentStrategy,
  FIRST_TURN,
  type RoundRobinCursor,
  type Selection,
  type SelectionReason,
  selectAssignee,
} from './select-assignee.ts';
export {
  answerSwap,
  proposeSwap,
  SWAP_ANSWERS,
  SWAP_STATES,
  type Swap,
  type SwapAnswer,
  type SwapFacts,
  type SwapSide,
  type SwapState,
} from './swap.ts';
export {
  type ProposedWork,
  proposedWork,
  type TransitionVisitCommand,
  transitionVisit,
} from './transition-visit.ts';
export {
  isOpenVisit,
  NO_ACCESS_REASONS,
  type NoAccessReason,
  OPEN_VISIT_STATES,
  VISIT_CANCEL_REASONS,
  VISIT_KINDS,
  VISIT_LIFECYCLE,
  VISIT_STATES,
  type Visit,
  type VisitArrow,
  type VisitCancelReason,
  type VisitEndReason,
  type VisitKind,
  type VisitState,
  visitArrows,
} from './visit.ts';
export { loadOf, weighCandidates } from './weigh-candidates.ts';
