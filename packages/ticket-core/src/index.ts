// The ticket

export {
  APPROVAL_DECISIONS,
  type ApprovalDecision,
  type ApprovalStage,
  type ApprovalStageId,
  type ApprovalVote,
  type CountedStage,
  type Delegation,
  openStages,
  outcomeOfStage,
  type StageOutcome,
  summarizeApprovals,
} from './approvals/approval.ts';
export {
  type DecideApprovalCommand,
  type DecideApprovalFacts,
  decideApproval,
} from './approvals/decide-approval.ts';
export { evolveApprovals } from './approvals/evolve-approvals.ts';
export { involvedIn } from './approvals/involvement.ts';
export type { MergedApprovals } from './approvals/merge-refused.ts';
export {
  type RequestApprovalCommand,
  type RequestApprovalFacts,
  requestApproval,
  type StageInput,
} from './approvals/request-approval.ts';
export { voidApprovals } from './approvals/void-approvals.ts';
export {
  type WithdrawApprovalCommand,
  type WithdrawApprovalFacts,
  withdrawApproval,
} from './approvals/withdraw-approval.ts';
export {
  assessRisk,
  RISK_LEVELS,
  RISK_THRESHOLDS,
  type RiskAssessment,
  type RiskAsset,
  type RiskLevel,
  type RiskReason,
} from './change/assess-risk.ts';
export {
  type Blackout,
  findConflicts,
  type ScheduledChange,
  type WindowConflict,
  type WindowFacts,
} from './change/find-conflicts.ts';
export { joinWindows, overlap, withoutWindows } from './change/intervals.ts';
export { keepsApproval, MOVABLE_MS } from './change/keeps-approval.ts';
export {
  type ProposedWindow,
  type ProposeWindowsQuery,
  proposeWindows,
} from './change/propose-windows.ts';
export { RISK_QUESTIONS, type RiskQuestion } from './change/risk-questions.ts';
export {
  BREACH_VERDICTS,
  type BreachVerdict,
  CHANGE_KINDS,
  type ChangeDetails,
  type ChangeKind,
  type CompatibilityTest,
  type DetailedType,
  detailsOf,
  type Involved,
  NOT_DONE_CODES,
  type NotDoneCode,
  type ProblemDetails,
  type RequestDetails,
  type RiskAnswers,
  SEVERITIES,
  type SecurityIncidentDetails,
  type Severity,
  TEST_RESULTS,
  type TestResult,
  type TicketDetails,
  type TicketDetailsInput,
  type TimeWindow,
  WORK_ORDER_KINDS,
  type WorkOrderDetails,
  type WorkOrderKind,
} from './details/details.ts';
// Refusals
export {
  TICKET_ERRORS,
  type TicketErrorCode,
  type TicketInputRefused,
  type TicketRefusal,
  type TransitionRefused,
} from './errors.ts';
export type {
  ApprovalDecided,
  ApprovalRequested,
  ApprovalsWithdrawn,
  ChecklistStarted,
  EntryCopied,
  LinkAdded,
  LinkRemoved,
  MergeReceived,
  NotificationRecorded,
  ServiceRestored,
  TaskCompleted,
  TaskSkipped,
  TicketMerged,
  TicketRated,
  TicketSplit,
  VisitPlanned,
  VisitProgressed,
  VisitRescheduled,
  WithdrawalCause,
} from './events.ts';
// Events
export {
  EDITABLE_FIELDS,
  type EditableField,
  type FieldChange,
  type InternalNoteAdded,
  type PublicReplyAdded,
  TICKET_EVENT_TYPES,
  type TicketAssigned,
  type TicketEvent,
  type TicketOpened,
  type TicketPriorityChanged,
  type TicketStateChanged,
  type TicketUpdated,
  type WatcherAdded,
  type WatcherRemoved,
  WITHDRAWAL_CAUSES,
  type WorkLogAdded,
  type WorkLogCorrected,
  type WorkLogTerms,
} from './events.ts';
export { evolve, evolveAll } from './evolve.ts';
export type {
  ApprovalSummary,
  AssetFact,
  AssignmentFacts,
  ChildFact,
  LocationFact,
  PriorityFacts,
  ReferenceFacts,
  TeamFact,
  TransitionFacts,
} from './facts.ts';
export {
  type AvailabilityFacts,
  type AvailableTransition,
  availableTransitions,
} from './lifecycle/available-transitions.ts';
export { extendLifecycle, type LifecycleExtension } from './lifecycle/extend-lifecycle.ts';
export { GUARDS } from './lifecycle/guards.ts';
export {
  DEFAULT_REOPEN_WINDOW_MS,
  type Guard,
  type GuardContext,
  type Guards,
  type Lifecycle,
  type Lifecycles,
  REQUIREMENTS,
  type Requirement,
  type TransitionBlocker,
  type TransitionRule,
} from './lifecycle/lifecycle.ts';
export { LIFECYCLES } from './lifecycle/lifecycles.ts';
// States and lifecycles
export {
  categoryOf,
  isFinal,
  isOpen,
  STATE_CATEGORIES,
  type StateCategory,
  TICKET_STATE_NAMES,
  TICKET_STATES,
  type TicketStateName,
} from './lifecycle/state.ts';
export { type TakeUpAnsweredCommand, takeUpAnswered } from './lifecycle/take-up-answered.ts';
export { type TransitionTicketCommand, transitionTicket } from './lifecycle/transition-ticket.ts';
export { type LifecycleProblem, validateLifecycle } from './lifecycle/validate-lifecycle.ts';
export {
  type RecordNotificationCommand,
  recordNotification,
} from './milestones/record-notification.ts';
export {
  type RecordServiceRestoredCommand,
  recordServiceRestored,
} from './milestones/record-service-restored.ts';
export {
  type CareAnswers,
  careImpactOfAnswers,
  graverCareImpact,
} from './priority/care-questions.ts';
export { computePriority, isMoreUrgent, type PriorityInputs } from './priority/compute-priority.ts';
// Priority
export {
  ASSET_CRITICALITIES,
  type AssetCriticality,
  CARE_IMPACTS,
  type CareImpact,
  DEFAULT_PRIORITY_MATRIX,
  IMPACTS,
  type Impact,
  PRIORITIES,
  type Priority,
  type PriorityExplanation,
  type PriorityMatrix,
  type PriorityOverride,
  type PriorityReason,
  URGENCIES,
  type Urgency,
} from './priority/priority.ts';
export { reprioritize } from './priority/reprioritize.ts';
export {
  type PriorityMatrixProblem,
  validatePriorityMatrix,
} from './priority/validate-priority-matrix.ts';
export { type AddLinkCommand, addLink, type LinkFacts } from './relations/add-link.ts';
export { childFact } from './relations/child-fact.ts';
export {
  type CorrectiveWorkOrderCommand,
  type CorrectiveWorkOrderFacts,
  callsForCorrection,
  openCorrectiveWorkOrder,
} from './relations/corrective-work-order.ts';
export {
  type FollowUpFacts,
  type FollowUpTicketCommand,
  followUpTicket,
} from './relations/follow-up-ticket.ts';
export {
  LINK_KINDS,
  LINK_RULES,
  type LinkEnd,
  type LinkKind,
  leadsTo,
  MANUAL_LINK_KINDS,
  type ManualLinkKind,
  normalLink,
  type TicketLink,
} from './relations/link.ts';
export {
  type MergedTickets,
  type MergeFacts,
  type MergeTicketCommand,
  mergeTicket,
} from './relations/merge-ticket.ts';
export {
  FAN_OUT_CLINICS,
  type FanOutFacts,
  type FanOutPlan,
  type PlanFanOutCommand,
  type PlannedTicket,
  planFanOut,
  type ToldTicket,
} from './relations/plan-fan-out.ts';
export {
  type RemoveLinkCommand,
  type RemoveLinkFacts,
  removeLink,
} from './relations/remove-link.ts';
export { type ChildTicket, resolveChildren } from './relations/resolve-children.ts';
export {
  type EntryFact,
  type SplitFacts,
  type SplitTicketCommand,
  type SplitTickets,
  splitTicket,
} from './relations/split-ticket.ts';
export {
  DEFAULT_RATING_WINDOW_MS,
  type RateTicketCommand,
  type RatingFacts,
  rateTicket,
} from './requester/rate-ticket.ts';
export { checkSteps, type StepInput } from './tasks/check-steps.ts';
export {
  type CompleteTaskCommand,
  completeTask,
  skipTask,
  type TaskFacts,
} from './tasks/complete-task.ts';
export { evolveTasks } from './tasks/evolve-tasks.ts';
export {
  type ChecklistFacts,
  type StartChecklistCommand,
  startChecklist,
} from './tasks/start-checklist.ts';
export { summarizeTasks, type TaskSummary } from './tasks/summarize-tasks.ts';
export {
  CHECKLIST_ORDERS,
  type ChecklistId,
  type ChecklistOrder,
  STEP_KINDS,
  type Step,
  type StepKind,
  TASK_LIMITS,
  TASK_STATUSES,
  type TaskAnswer,
  type TaskId,
  type TaskState,
  type TaskStatus,
} from './tasks/task.ts';
export { type AddWatcherCommand, type AddWatcherFacts, addWatcher } from './tickets/add-watcher.ts';
export { type AssignTicketCommand, assignTicket } from './tickets/assign-ticket.ts';
export type { TicketChanges } from './tickets/check-ticket-changes.ts';
// Decisions
export { type OpenTicketCommand, type OpenTicketFacts, openTicket } from './tickets/open-ticket.ts';
export { type RemoveWatcherCommand, removeWatcher } from './tickets/remove-watcher.ts';
export { checkTag, foldTag } from './tickets/tags.ts';
export {
  CHANNELS,
  type Channel,
  DOMAINS,
  type Domain,
  type EntryId,
  HOLD_REASONS,
  type HoldReason,
  LANES,
  type Lane,
  LIMITS,
  NOTIFIED_PARTIES,
  type Notification,
  type NotifiedParty,
  type Rating,
  REQUESTABLE_TYPES,
  RESOLUTION_CODES,
  type ResolutionCode,
  TICKET_TYPES,
  type TicketState,
  type TicketType,
} from './tickets/ticket.ts';
export { formatTicketNumber, TICKET_NUMBER_PREFIXES } from './tickets/ticket-number.ts';
export {
  type UpdateTicketCommand,
  type UpdateTicketFacts,
  updateTicket,
} from './tickets/update-ticket.ts';
export { type AddInternalNoteCommand, addInternalNote } from './timeline/add-internal-note.ts';
export { type AddPublicReplyCommand, addPublicReply } from './timeline/add-public-reply.ts';
export {
  type AddWorkLogCommand,
  type AddWorkLogFacts,
  addWorkLog,
} from './timeline/add-work-log.ts';
export {
  checkWorkTime,
  WORK_LOG_WARNINGS,
  type WorkDay,
  type WorkLogWarning,
  type WorkSpan,
} from './timeline/check-work-time.ts';
export {
  type CorrectWorkLogCommand,
  checkWorkOpen,
  correctWorkLog,
  type WorkLogChanges,
  type WorkLogFacts,
} from './timeline/correct-work-log.ts';
export {
  WORK_LOG_BILLINGS,
  WORK_LOG_KINDS,
  WORK_LOG_MAX_MINUTES,
  type WorkLogBilling,
  type WorkLogKind,
} from './timeline/work-log.ts';
export { type RecordVisitCommand, recordVisit } from './visits/record-visit.ts';
export type { VisitPlan } from './visits/visit-plan.ts';
