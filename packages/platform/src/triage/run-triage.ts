import type { MspId } from '@wardline/kernel';
import { evolveAll, type TicketEvent, type TicketState } from '@wardline/ticket-core';
import {
  CHAIN_START,
  type Chain,
  DEFAULT_CHAIN_LIMITS,
  type Evaluation,
  evaluateRules,
  hears,
  type TriggeringEvent,
} from '@wardline/triage-rules';
import { asService } from '../access/as-service.ts';
import { servicePrincipal } from '../access/signed-in.ts';
import { groupIdsOf } from '../clinic-groups/clinic-group.store.ts';
import type { MeasuredClinic } from '../clocks/start-clocks.ts';
import { loadTemplateIds } from '../tasks/task.store.ts';
import { keepEvents } from '../tickets/keep-events.ts';
import { loadAssets, loadClinic } from '../tickets/ticket.facts.ts';
import { type LoadedTicket, lockTicket } from '../tickets/ticket.store.ts';
import { afterLock } from '../tickets/ticket-access.ts';
import type { UnitOfWork } from '../unit-of-work.ts';
import { applyAction } from './apply-action.ts';
import { asksAbout } from './asked-fields.ts';
import type { LoggedAction, LoggedOutcome } from './logged-outcome.ts';
import { firedIn, timesFired } from './past-runs.ts';
import {
  FIELDS,
  factsOfTicket,
  type Pending,
  type ScheduledRound,
  type TriagedTicket,
  triggersOf,
} from './ticket-facts.ts';
import {
  TriageRuleSetEntity,
  type TriageRuleSetRow,
  TriageRunEntity,
  type TriageRunRow,
} from './triage.entity.ts';

/** What rules have done in this transaction. */
interface Done {
  readonly fired: Map<string, string[]>;
  actions: number;
}

/**
 * Lets the rules in force see what has just happened to a ticket, and does what they say, in the same
 * transaction. What they do may set off rules again, within the bounds of a chain; a rule acts once. An
 * action that the desk refuses is logged and leaves the rest as it is.
 */
export async function runTriage(
  uow: UnitOfWork,
  ticketId: string,
  events: readonly TicketEvent[],
  clinic: MeasuredClinic,
): Promise<void> {
  await run(uow, ticketId, clinic, triggersOf(events));
}

/** Lets the rules see that a clock of a ticket is at risk, or was breached. */
export async function runTriageForClock(
  uow: UnitOfWork,
  ticketId: string,
  clinicId: string,
  trigger: 'CLOCK_AT_RISK' | 'CLOCK_BREACHED',
  clockMetric: string,
): Promise<void> {
  const clinic = await loadClinic(uow, clinicId);
  const event = { trigger, changed: [] };
  if (clinic) await run(uow, ticketId, clinic, [{ event, facts: { clockMetric } }]);
}

/** Lets the rules of a schedule's round see a ticket; whatever comes of it sets off the others. */
export async function runTriageForRound(
  uow: UnitOfWork,
  ticketId: string,
  clinicId: string,
  round: ScheduledRound,
): Promise<void> {
  const clinic = await loadClinic(uow, clinicId);
  const { everyMinutes } = round;
  const event = { trigger: 'SCHEDULED', changed: [], everyMinutes } as const;
  if (clinic) await run(uow, ticketId, clinic, [{ event, facts: {}, round }]);
}

async function run(
  uow: UnitOfWork,
  ticketId: string,
  clinic: MeasuredClinic,
  first: readonly Pending[],
): Promise<void> {
  if (first.length === 0) return;
  const { mspId } = uow.session.principal.principal;
  const found = await uow.em.find(
    TriageRuleSetEntity,
    { mspId, enabled: true, publishedNumber: { $gt: 0 } },
    { orderBy: { position: 'asc', createdAt: 'asc', id: 'asc' } },
  );
  const sets = found.filter((set) => heeds(set, first));
  if (sets.length === 0) return;
  await asService(uow, async () => {
    // Wardline acts; the audit trail says for whom.
    const principal = servicePrincipal(mspId as MspId);
    const own: UnitOfWork = { ...uow, session: { ...uow.session, principal } };
    const done: Done = { fired: new Map(), actions: 0 };
    let pending: readonly Pending[] = first;
    for (let depth = 0; depth <= DEFAULT_CHAIN_LIMITS.depth && pending.length > 0; depth++) {
      const caused: TicketEvent[] = [];
      for (const each of pending) {
        for (const set of found.filter((candidate) => heeds(candidate, [each]))) {
          caused.push(...(await runSet(own, set, ticketId, clinic, each, depth, done)));
        }
      }
      pending = triggersOf(caused);
    }
  });
}

function heeds({ id, published }: TriageRuleSetRow, pending: readonly Pending[]): boolean {
  const rules = published?.rules ?? [];
  return pending.some(
    ({ event, round }) =>
      (round === undefined || round.ruleSetId === id) && rules.some((rule) => hears(rule, event)),
  );
}

async function runSet(
  asked: UnitOfWork,
  set: TriageRuleSetRow,
  ticketId: string,
  clinic: MeasuredClinic,
  { event, facts, round }: Pending,
  depth: number,
  done: Done,
): Promise<readonly TicketEvent[]> {
  await asked.em.flush();
  const loaded = await lockTicket(asked, ticketId);
  if (!loaded || set.published === null) return [];
  // It may have come to its end since it was found.
  if (round && loaded.row.closedAt !== null) return [];
  const uow = afterLock(asked, loaded);
  const assets = await loadAssets(uow, loaded.state.assetIds);
  const known = factsOfTicket(
    triagedOf(loaded),
    {
      criticalities: assets.map((asset) => asset.criticality),
      templateIds: asksAbout(set.published.rules, 'templateIds')
        ? ((await loadTemplateIds(uow, [ticketId])).get(ticketId) ?? [])
        : [],
      clinicGroupIds: asksAbout(set.published.rules, 'clinicGroupIds')
        ? ((await groupIdsOf(uow, [loaded.state.clinicId])).get(loaded.state.clinicId) ?? [])
        : [],
    },
    uow.now,
  );
  const past = await pastRuns(uow, set, ticketId);
  const fired = [...(done.fired.get(set.id) ?? []), ...(round ? firedIn(round, past) : [])];
  const chain: Chain = { ...CHAIN_START, depth, firedRuleIds: fired, actions: done.actions };
  const evaluation = evaluateRules(
    { name: set.name, ...set.published },
    event,
    { ...known, ...facts },
    { fields: FIELDS, chain, timesFired: timesFired(past) },
  );
  const acted = evaluation.outcomes.filter((outcome) => outcome.result === 'APPLIED');
  done.fired.set(set.id, [...fired, ...acted.map((outcome) => outcome.ruleId)]);
  done.actions += acted.reduce((sum, outcome) => sum + outcome.actions.length, 0);
  const { events, refusals } = await perform(uow, loaded, clinic, set, evaluation);
  // A round asks about every ticket: what it leaves alone is not worth a word.
  if (!round || evaluation.plan.length > 0) {
    log(uow, set, loaded.state, event, depth, evaluation, refusals);
  }
  return events;
}

/**
 * Does the plan action by action. Its events are saved together, but before a transition, whose guards
 * look at what stands around the ticket: a checklist that has just been given is part of that.
 */
async function perform(
  uow: UnitOfWork,
  loaded: LoadedTicket,
  clinic: MeasuredClinic,
  set: TriageRuleSetRow,
  { plan }: Evaluation,
) {
  const refusals = new Map<object, LoggedAction['refusal']>();
  const events: TicketEvent[] = [];
  const authority = `rules ${set.id} ${set.publishedNumber}`;
  let { state } = loaded;
  let saved = { state, events: 0 };
  const save = async () => {
    const ticket = { row: loaded.row, state: saved.state, clinic, authority };
    await keepEvents(uow, ticket, events.slice(saved.events));
    saved = { state, events: events.length };
  };
  for (const planned of plan) {
    if (planned.action.kind === 'TRANSITION') await save();
    const decided = await applyAction(uow, state, clinic, planned.action);
    if (decided.ok) {
      events.push(...decided.value);
      state = evolveAll(state, decided.value) ?? state;
    } else {
      const { code, message } = decided.error;
      refusals.set(planned, { code, message });
    }
  }
  await save();
  return { events, refusals };
}

/** What rules look at, of a locked ticket. */
function triagedOf({ row, state }: LoadedTicket): TriagedTicket {
  const { updatedAt, stateSince, requesterRepliedAt, deskRepliedAt } = row;
  return { ...state, updatedAt, stateSince, requesterRepliedAt, deskRepliedAt };
}

/** What a set has done with a ticket before; only asked if one of its rules has a limit. */
async function pastRuns(
  { em, session }: UnitOfWork,
  { id: ruleSetId, published }: TriageRuleSetRow,
  ticketId: string,
): Promise<readonly TriageRunRow[]> {
  if (!published?.rules.some((rule) => rule.timesPerTicket !== null)) return [];
  const { mspId } = session.principal.principal;
  return em.find(TriageRunEntity, { mspId, ticketId, ruleSetId });
}

function log(
  uow: UnitOfWork,
  set: TriageRuleSetRow,
  ticket: TicketState,
  { trigger }: TriggeringEvent,
  depth: number,
  { outcomes }: Evaluation,
  refusals: ReadonlyMap<object, LoggedAction['refusal']>,
): void {
  const { mspId } = uow.session.principal.principal;
  const logged: LoggedOutcome[] = outcomes.map((outcome) => ({
    ...outcome,
    actions: outcome.actions.map((action) => ({
      ...action,
      refusal: refusals.get(action) ?? null,
    })),
  }));
  uow.em.create(
    TriageRunEntity,
    {
      mspId,
      id: uow.newId(),
      ticketId: ticket.id,
      clinicId: ticket.clinicId,
      ruleSetId: set.id,
      number: set.publishedNumber,
      trigger,
      depth,
      at: uow.now,
      outcomes: logged,
    },
    { persist: true },
  );
}
