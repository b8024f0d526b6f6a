import type { MspId } from '@wardline/kernel';
import { evolveAll, type TicketEvent, type TicketState } from '@wardline/ticket-core';
import {
  CHAIN_START,
  type Chain,
  DEFAULT_CHAIN_LIMITS,
  type Evaluation,
  evaluateRules,
  type TriggeringEvent,
} from '@wardline/triage-rules';
import { asService } from '../access/as-service.ts';
import { servicePrincipal } from '../access/signed-in.ts';
import type { MeasuredClinic } from '../clocks/start-clocks.ts';
import { loadTemplateIds } from '../tasks/task.store.ts';
import { keepEvents } from '../tickets/keep-events.ts';
import { loadAssets, loadClinic } from '../tickets/ticket.facts.ts';
import { type LoadedTicket, lockTicket } from '../tickets/ticket.store.ts';
import type { UnitOfWork } from '../unit-of-work.ts';
import { applyAction } from './apply-action.ts';
import { asksAbout } from './asked-fields.ts';
import type { LoggedAction, LoggedOutcome } from './logged-outcome.ts';
import {
  FIELDS,
  factsOfTicket,
  type Pending,
  type TriagedTicket,
  triggersOf,
} from './ticket-facts.ts';
import { TriageRuleSetEntity, type TriageRuleSetRow, TriageRunEntity } from './triage.entity.ts';

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

function heeds({ published }: TriageRuleSetRow, pending: readonly Pending[]): boolean {
  return (published?.rules ?? []).some(
    (rule) => rule.enabled && pending.some(({ event }) => rule.triggers.includes(event.trigger)),
  );
}

async function runSet(
  uow: UnitOfWork,
  set: TriageRuleSetRow,
  ticketId: string,
  clinic: MeasuredClinic,
  { event, facts }: Pending,
  depth: number,
  done: Done,
): Promise<readonly TicketEvent[]> {
  await uow.em.flush();
  const loaded = await lockTicket(uow, ticketId);
  if (!loaded || set.published === null) return [];
  const assets = await loadAssets(uow, loaded.state.assetIds);
  const known = factsOfTicket(
    loaded.state as TriagedTicket,
    {
      criticalities: assets.map((asset) => asset.criticality),
      templateIds: asksAbout(set.published.rules, 'templateIds')
        ? ((await loadTemplateIds(uow, [ticketId])).get(ticketId) ?? [])
        : [],
    },
    uow.now,
  );
  const fired = done.fired.get(set.id) ?? [];
  const chain: Chain = { ...CHAIN_START, depth, firedRuleIds: fired, actions: done.actions };
  const evaluation = evaluateRules(
    { name: set.name, ...set.published },
    event,
    { ...known, ...facts },
    { fields: FIELDS, chain, timesFired: await timesFired(uow, set, ticketId) },
  );
  const acted = evaluation.outcomes.filter((outcome) => outcome.result === 'APPLIED');
  done.fired.set(set.id, [...fired, ...acted.map((outcome) => outcome.ruleId)]);
  done.actions += acted.reduce((sum, outcome) => sum + outcome.actions.length, 0);
  const { events, refusals } = await perform(uow, loaded, clinic, set, evaluation);
  log(uow, set, loaded.state, event, depth, evaluation, refusals);
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

/** How often each rule of a set has acted on the ticket; only asked if a rule has a limit. */
async function timesFired(
  { em, session }: UnitOfWork,
  { id: ruleSetId, published }: TriageRuleSetRow,
  ticketId: string,
): Promise<Record<string, number>> {
  if (!published?.rules.some((rule) => rule.timesPerTicket !== null)) return {};
  const { mspId } = session.principal.principal;
  const runs = await em.find(TriageRunEntity, { mspId, ticketId, ruleSetId });
  const times: Record<string, number> = {};
  for (const { outcomes } of runs) {
    for (const { ruleId, result } of outcomes) {
      if (result === 'APPLIED') times[ruleId] = (times[ruleId] ?? 0) + 1;
    }
  }
  return times;
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
