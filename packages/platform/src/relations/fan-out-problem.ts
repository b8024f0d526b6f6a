import {
  type AssetId,
  type ClinicId,
  err,
  isUuid,
  ok,
  type Result,
  refusal,
  type TicketId,
} from '@wardline/kernel';
import {
  type FanOutFacts,
  type LinkAdded,
  openTicket,
  type PlannedTicket,
  planFanOut,
  type TicketEvent,
  type TicketState,
} from '@wardline/ticket-core';
import { AssetEntity } from '../assets/asset.entity.ts';
import { asksForAll } from '../reading/asks-for-all.ts';
import { findIds } from '../reading/find-ids.ts';
import type { Filter } from '../reading/shape.ts';
import { notFound, type PlatformRefusal } from '../refusals.ts';
import type { Session } from '../session.ts';
import { keepEvents } from '../tickets/keep-events.ts';
import { openNumbered } from '../tickets/open-numbered.ts';
import { loadPriorityMatrix } from '../tickets/priority-matrix.ts';
import { TicketEntity } from '../tickets/ticket.entity.ts';
import { loadAssets, loadClinic } from '../tickets/ticket.facts.ts';
import { lockForChange } from '../tickets/ticket-access.ts';
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
}

/** Tells every clinic that a problem hits, each in a ticket of its own; none learns of another. */
export function fanOutProblem(
  session: Session,
  { ticketId, assetIds = [], assetFilter, ...words }: FanOutProblem,
): Promise<WorkResult<FannedOut>> {
  return unitOfWork(session, async (uow) => {
    const found = await lockForChange(uow, ticketId, 'ticket:link');
    if (!found.ok) return found;
    const problem = found.value;
    const assets = await loadAffected(uow, assetIds, assetFilter);
    if (!assets.ok) return assets;
    const told = await loadTold(uow, problem.state.id);
    const plan = planFanOut(problem.state, words, { assets: assets.value, told });
    if (!plan.ok) return plan;
    const openedIds: string[] = [];
    for (const planned of plan.value) {
      const opened = await tell(uow, problem.state, planned, problem.authority);
      if (!opened.ok) return opened;
      openedIds.push(opened.value);
    }
    const links = openedIds.map((id) => linkTo(uow, problem.state, id));
    await keepEvents(uow, problem, links);
    return ok({ ticketId: problem.state.id, openedIds, openedCount: openedIds.length });
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

/** The clinics that have a ticket of the problem. */
async function loadTold(uow: UnitOfWork, problemId: string): Promise<ClinicId[]> {
  const { mspId } = uow.session.principal.principal;
  const links = await uow.em.find(TicketLinkEntity, {
    mspId,
    fromId: problemId,
    kind: 'PROBLEM_OF',
  });
  const ids = links.map((link) => link.toId);
  if (ids.length === 0) return [];
  const tickets = await uow.em.find(TicketEntity, { mspId, id: { $in: ids } });
  return tickets.map((ticket) => ticket.clinicId as ClinicId);
}
