// The ticket

export { type AddInternalNoteCommand, addInternalNote } from './add-internal-note.ts';
export { type AddPublicReplyCommand, addPublicReply } from './add-public-reply.ts';
export { type AddWatcherCommand, type AddWatcherFacts, addWatcher } from './add-watcher.ts';
export { type AddWorkLogCommand, type AddWorkLogFacts, addWorkLog } from './add-work-log.ts';
export { type AssignTicketCommand, assignTicket } from './assign-ticket.ts';
export {
  type AvailabilityFacts,
  type AvailableTransition,
  availableTransitions,
} from './available-transitions.ts';
export type { TicketChanges } from './check-ticket-changes.ts';
export { computePriority, isMoreUrgent, type PriorityInputs } from './compute-priority.ts';
// Refusals
export {
  TICKET_ERRORS,
  type TicketErrorCode,
  type TicketInputRefused,
  type TicketRefusal,
  type TransitionRefused,
} from './errors.ts';
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
  type WorkLogAdded,
} from './events.ts';
export { evolve, evolveAll } from './evolve.ts';
export type {
  AssetFact,
  AssignmentFacts,
  LocationFact,
  PriorityFacts,
  ReferenceFacts,
  TeamFact,
  TransitionFacts,
} from './facts.ts';
export { GUARDS } from './guards.ts';
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
} from './lifecycle.ts';
export { LIFECYCLES } from './lifecycles.ts';
// Decisions
export { type OpenTicketCommand, type OpenTicketFacts, openTicket } from './open-ticket.ts';
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
} from './priority.ts';
export { type RemoveWatcherCommand, removeWatcher } from './remove-watcher.ts';
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
} from './state.ts';
export {
  CHANNELS,
  type Channel,
  DOMAINS,
  type Domain,
  type EntryId,
  HOLD_REASONS,
  type HoldReason,
  LIMITS,
  RESOLUTION_CODES,
  type ResolutionCode,
  SERVED_TICKET_TYPES,
  TICKET_TYPES,
  type TicketState,
  type TicketType,
} from './ticket.ts';
export { formatTicketNumber, TICKET_NUMBER_PREFIXES } from './ticket-number.ts';
export { type TransitionTicketCommand, transitionTicket } from './transition-ticket.ts';
export { type UpdateTicketCommand, type UpdateTicketFacts, updateTicket } from './update-ticket.ts';
export { type LifecycleProblem, validateLifecycle } from './validate-lifecycle.ts';
export { type PriorityMatrixProblem, validatePriorityMatrix } from './validate-priority-matrix.ts';
export {
  WORK_LOG_BILLINGS,
  WORK_LOG_KINDS,
  WORK_LOG_MAX_MINUTES,
  type WorkLogBilling,
  type WorkLogKind,
} from './work-log.ts';
