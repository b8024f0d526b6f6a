export type { Attainment, AttainmentQuery, MeasuredClock } from './attainment.ts';
export { attainment } from './attainment.ts';
export type { ClockState, ClockStatus, PauseCause, Segment } from './clock.ts';
export { isLive } from './clock.ts';
export type { ClockColumns, ClockReading, ReadStatus } from './clock-status.ts';
export { clockStatusAt, statusAt } from './clock-status.ts';
export type { Calendars, SlaContext } from './context.ts';
export type { PolicyInput, TargetInput } from './define-policy.ts';
export { definePolicy } from './define-policy.ts';
export { dueTransitions, fireTransitions } from './due-transitions.ts';
export type {
  PolicyRefusal,
  PolicyRefusalCode,
  SlaRefusal,
  SlaRefusalCode,
} from './errors.ts';
export { SlaContextError } from './errors.ts';
export type { EventKey, EventType, PlainEventType, TicketEvent } from './event.ts';
export { compareEvents } from './event.ts';
export type { LedgerReason, LedgerSpan } from './explain.ts';
export { explain } from './explain.ts';
export type { FoldContext } from './fold.ts';
export { fold, step } from './fold.ts';
export type { ClockForecast } from './forecast.ts';
export { forecast } from './forecast.ts';
export type {
  AgreementKind,
  Budget,
  ChangeMode,
  EscalationStep,
  Metric,
  Policy,
  StepTiming,
  Target,
} from './policy.ts';
export { AGREEMENT_KINDS, CHANGE_MODES, METRICS } from './policy.ts';
export { isAffectedBy, recomputeClock } from './recompute.ts';
export type {
  SimulatedClock,
  SimulatedTicket,
  Simulation,
  TargetSummary,
} from './simulate.ts';
export { simulate } from './simulate.ts';
export type { SlaState } from './sla-state.ts';
export { beginSla } from './sla-state.ts';
export type { TicketFacts, TicketPause, TicketPhase } from './ticket-facts.ts';
export type { Transition } from './transitions.ts';
export { BREACH } from './transitions.ts';
export type { EventMatch, Trigger } from './trigger.ts';
