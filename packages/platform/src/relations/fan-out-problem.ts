import {
  type AssetId,
  type ClinicId,
  err,
  type Instant,
  isUuid,
  ok,
  type Result,
  refusal,
  type TicketId,
} from '@wardline/kernel';
import {
  type FanOutFacts,
  isOpen,
  type LinkAdded,
  openTicket,
  type PlannedTicket,
  planFanOut,
  type TicketEvent,
  type TicketState,
  type TicketStateName,
  type ToldTicket,
  updateTicket,
} from '@wardline/ticket-core';
import { AssetEntity } from '../assets/asset.entity.ts';
import { OPEN_STATES } from '../dispatch/team-facts.store.ts';
import { LOCKED } from '../orm/lock.ts';
import { asksForAll } from '../reading/asks-for-all.ts';
import { findIds } from '../reading/find-ids.ts';
import type { Filter } from '../reading/shape.ts';
import { notFound, type PlatformRefusal } from '../refusals.ts';
import type { Session } from '../session.ts';
import { keepEvents } from '../tickets/keep-events.ts';
import { openNumbered } from '../tickets/open-numbered.ts';
import { loadPriorityMatrix } from '../tickets/priority-matrix.ts';
import { TicketAssetEntity, TicketEntity } from '../tickets/ticket.entity.ts';
import { loadAssets, loadClinic } from '../tickets/ticket.facts.ts';
import { afterLock, lockForChange } from '../tickets/ticket-access.ts';
import { type UnitOfWork, unitOfWork, type WorkResult } from '../unit-of-work.ts';
import { TicketLinkEntity } from './ticket-link.entity.ts';

/** The most assets one fan-out names one by one, and the most it finds by a filter. */
export const FAN_OUT_ASSETS = { named: 500, found: 5000 } as const;

export interface FanOutProblem {
  /** The problem. */
  readonly ticketId: string;
  /** What each clinic reads; it names no other clinic. */
  readonly title: string;
  readonly description?: string | undefined;
  /** What is affected, over all clinics; up to 500. */
  readonly assetIds?: readonly string[] | undefined;
  /** What else is affected, as a list of assets would be asked for: a maker and a model. Up to 5,000. */
  readonly assetFilter?: Filter | undefined;
}

export interface FannedOut {
  readonly ticketId: string;
  /** The tickets that were opened, one a clinic. */
  readonly openedIds: readonly string[];
  readonly openedCount: number;
  /** How many open tickets of clinics told before have more assets now. */
  readonly extendedCount: number;
  /** How many affected assets found no room in their clinic's ticket. */
  readonly omittedAssetCount: number;
}

/** Tells every clinic that a problem hits, each in a ticket of its own; none learns of another. */
export function fanOutProblem(
  session: Session,
  { ticketId, assetIds = [], assetFilter, ...words }: FanOutProblem,
): Promise<WorkResult<FannedOut>> {
  return unitOfWork(session, async (asked) => {
    const found = await lockForChange(asked, ticketId, 'ticket:link');
    if (!found.ok) return found;
    const problem = found.value;
    const assets = await loadAffected(asked, assetIds, assetFilter);
    if (!assets.ok) return assets;
    const { told, since } = await lockTold(asked, problem.state.id);
    const now = Math.max(afterLock(asked, problem).now, since);
    const uow = { ...asked, now };
    const plan = planFanOut(problem.state, words, { assets: assets.value, told });
    if (!plan.ok) return plan;
    const openedIds: string[] = [];
    const { opened: toOpen, extended, omitted } = plan.value;
    for (const planned of toOpen) {
      const opened = await tell(uow, problem.state, planned, problem.authority);
      if (!opened.ok) return opened;
      openedIds.push(opened.value);
    }
    for (const { id, assetIds } of extended) {
      const added = await extend(uow, id, assetIds);
      if (!added.ok) return added;
    }
    const links = openedIds.map((id) => linkTo(uow, problem.state, id));
    await keepEvents(uow, problem, links);
    return ok({
      ticketId: problem.state.id,
      openedIds,
      openedCount: openedIds.length,
      extendedCount: extended.length,
      omittedAssetCount: omitted.length,
    });
  });
}

async function tell(
  uow: UnitOfWork,
  problem: TicketState,
  { clinicId, title, description, assetIds }: PlannedTicket,
  authority: string,
): Promise<WorkResult<string>> {
  const clinic = await loadClinic(uow, clinicId);
  if (!clinic) return err(notFound(['assetIds']));
  const id = uow.newId() as TicketId;
  const command = {
    at: uow.now,
    by: uow.session.principal.principal.actor,
    id,
    type: 'INCIDENT',
    clinicId,
    requesterId: null,
    title,
    description,
    channel: 'MONITORING',
    domain: problem.domain,
    impact: problem.impact,
    urgency: problem.urgency,
    careImpact: problem.statedCareImpact,
    assetIds,
  } as const;
  const facts = {
    lifecycle: uow.session.engine.lifecycles.INCIDENT.lifecycle,
    clinicExists: true,
    assets: await loadAssets(uow, assetIds),
    priorityMatrix: await loadPriorityMatrix(uow),
  };
  const opened = await openNumbered(
    uow,
    { clinic, assets: facts.assets, type: 'INCIDENT', authority },
    (number) => openTicket({ ...command, number }, facts),
    (events) => events,
  );
  return opened.ok ? ok(id) : opened;
}

/** Says in a ticket of a clinic told before what else of theirs is affected. */
async function extend(
  uow: UnitOfWork,
  ticketId: string,
  assetIds: readonly AssetId[],
): Promise<Result<true, PlatformRefusal>> {
  const found = await lockForChange(uow, ticketId, 'ticket:update');
  if (!found.ok) return found;
  const decided = updateTicket(
    found.value.state,
    { at: uow.now, by: uow.session.principal.principal.actor, changes: { assetIds } },
    {
      assets: await loadAssets(uow, assetIds),
      priorityMatrix: await loadPriorityMatrix(uow),
    },
  );
  if (!decided.ok) return decided;
  await keepEvents(uow, found.value, decided.value);
  return ok(true);
}

function linkTo(uow: UnitOfWork, problem: TicketState, id: string): TicketEvent {
  const toId = id as TicketId;
  const linked: LinkAdded = {
    type: 'LinkAdded',
    ticketId: problem.id,
    at: uow.now,
    by: uow.session.principal.principal.actor,
    link: { kind: 'PROBLEM_OF', fromId: problem.id, toId },
    targetId: toId,
    number: problem.number,
  };
  return linked;
}

type Affected = FanOutFacts['assets'];

async function loadAffected(
  uow: UnitOfWork,
  named: readonly string[],
  filter: Filter | undefined,
): Promise<Result<Affected, PlatformRefusal>> {
  if (named.length > FAN_OUT_ASSETS.named) {
    const message = `Name at most ${FAN_OUT_ASSETS.named} affected assets, or say which by a filter.`;
    return err(refusal('LIST_TOO_LONG', message, ['assetIds']));
  }
  const forAll = filter !== undefined && asksForAll(filter);
  if (forAll || (named.length === 0 && filter === undefined)) {
    const message = 'Name the affected assets, or say which by a filter of at least one condition.';
    return err(refusal('ASSETS_REQUIRED', message, [forAll ? 'assetFilter' : 'assetIds']));
  }
  const limit = { most: FAN_OUT_ASSETS.found, path: ['assetFilter'] };
  const found = filter ? await findIds(uow, 'Asset', filter, limit) : ok([]);
  if (!found.ok) return found;
  const { mspId } = uow.session.principal.principal;
  const ids = [...named.filter(isUuid), ...found.value];
  const rows = await uow.em.find(AssetEntity, { mspId, id: { $in: ids } });
  const known = new Set<string>(rows.map((row) => row.id));
  const missing = named.findIndex((id) => !known.has(id));
  if (missing >= 0) return err(notFound(['assetIds', missing]));
  return ok(rows.map((row) => ({ id: row.id as AssetId, clinicId: row.clinicId as ClinicId })));
}

/** The tickets of the problem, those that are open locked: what they are, they stay. */
async function lockTold(
  uow: UnitOfWork,
  problemId: string,
): Promise<{ readonly told: readonly ToldTicket[]; readonly since: Instant }> {
  const { mspId } = uow.session.principal.principal;
  const links = await uow.em.find(TicketLinkEntity, {
    mspId,
    fromId: problemId,
    kind: 'PROBLEM_OF',
  });
  const ids = { $in: links.map((link) => link.toId) };
  if (links.length === 0) return { told: [], since: uow.now };
  const stillOpen = { mspId, id: ids, state: { $in: [...OPEN_STATES] } };
  await uow.em.find(TicketEntity, stillOpen, { orderBy: { id: 'asc' }, ...LOCKED });
  const tickets = await uow.em.find(TicketEntity, { mspId, id: ids });
  const affected = await uow.em.find(TicketAssetEntity, { mspId, ticketId: ids });
  const told = tickets.map(({ id, clinicId, state }) => ({
    id: id as TicketId,
    clinicId: clinicId as ClinicId,
    assetIds: affected
      .filter((link) => link.ticketId === id)
      .sort((a, b) => a.position - b.position)
      .map((link) => link.assetId as AssetId),
    isOpen: isOpen(state as TicketStateName),
  }));
  return { told, since: Math.max(...tickets.map(({ updatedAt }) => updatedAt)) };
}
