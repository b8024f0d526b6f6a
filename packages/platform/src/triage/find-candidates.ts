import type { AssetCriticality } from '@wardline/ticket-core';
import { evaluateRules, hears } from '@wardline/triage-rules';
import { AssetEntity } from '../assets/asset.entity.ts';
import { groupIdsOf } from '../clinic-groups/clinic-group.store.ts';
import { loadTemplateIds } from '../tasks/task.store.ts';
import { TicketAssetEntity, TicketEntity, type TicketRow } from '../tickets/ticket.entity.ts';
import { TicketTagEntity } from '../tickets/ticket-tag.entity.ts';
import type { UnitOfWork } from '../unit-of-work.ts';
import { asksAbout } from './asked-fields.ts';
import { timesFired } from './past-runs.ts';
import { FIELDS, factsOfTicket } from './ticket-facts.ts';
import {
  type StoredRules,
  TriageRuleSetEntity,
  type TriageRuleSetRow,
  TriageRunEntity,
} from './triage.entity.ts';
import type { ClaimedRound } from './triage-schedule.store.ts';

/** A ticket that a scheduled rule would do something to, as it was when it was read. */
export interface Candidate {
  readonly ticketId: string;
  readonly clinicId: string;
}

export interface Found {
  readonly candidates: readonly Candidate[];
  /** The last ticket gone through; null: there are no more. */
  readonly last: string | null;
}

const AT_A_TIME = 200;
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

/**
 * Reads the next tickets of a round, all that have not come to their end, and tells which of them meet
 * a rule. Nothing is locked; the number of statements does not depend on the number of tickets.
 */
export async function findCandidates(uow: UnitOfWork, round: ClaimedRound): Promise<Found> {
  const { mspId } = uow.session.principal.principal;
  const { ruleSetId, everyMinutes } = round;
  const set = await uow.em.findOne(TriageRuleSetEntity, { mspId, id: ruleSetId, enabled: true });
  const event = { trigger: 'SCHEDULED', changed: [], everyMinutes } as const;
  if (!set?.published?.rules.some((rule) => hears(rule, event))) {
    return { candidates: [], last: null };
  }
  const { published } = set;
  const tickets = await uow.em.find(
    TicketEntity,
    { mspId, closedAt: null, id: { $gt: round.doneUntil ?? BEFORE_ALL } },
    { orderBy: { id: 'asc' }, limit: AT_A_TIME },
  );
  const rules = { name: set.name, ...published };
  const factsOf = await readFacts(uow, published, tickets);
  const ask = (ticket: TicketRow, times: Readonly<Record<string, number>>) =>
    evaluateRules(rules, event, factsOf(ticket), { fields: FIELDS, timesFired: times });
  // Whether a rule matches does not depend on how often it acted; whether it is the first that may, does.
  const matching = tickets.filter((ticket) =>
    ask(ticket, {}).outcomes.some(({ result }) => result === 'APPLIED'),
  );
  const before = await runsOf(uow, set, matching);
  return {
    candidates: matching
      .filter((ticket) => ask(ticket, timesFired(before.get(ticket.id) ?? [])).plan.length > 0)
      .map(({ id, clinicId }) => ({ ticketId: id, clinicId })),
    last: tickets.length < AT_A_TIME ? null : (tickets.at(-1)?.id ?? null),
  };
}

/** What the rules ask about, and no more, of all the tickets at once. */
async function readFacts(
  uow: UnitOfWork,
  { rules }: StoredRules,
  tickets: readonly TicketRow[],
): Promise<(ticket: TicketRow) => ReturnType<typeof factsOfTicket>> {
  const { mspId } = uow.session.principal.principal;
  const ids = tickets.map(({ id }) => id);
  const where = { mspId, ticketId: { $in: ids } };
  const asks = (...fields: string[]) => fields.some((field) => asksAbout(rules, field));
  const tags = asks('tags') ? await uow.em.find(TicketTagEntity, where) : [];
  const templates = asks('templateIds') ? await loadTemplateIds(uow, ids) : new Map();
  const groups = asks('clinicGroupIds')
    ? await groupIdsOf(
        uow,
        tickets.map(({ clinicId }) => clinicId),
      )
    : new Map<string, readonly string[]>();
  const links = asks('assetIds', 'assetCriticality')
    ? await uow.em.find(TicketAssetEntity, where)
    : [];
  const assetIds = [...new Set(links.map(({ assetId }) => assetId))];
  const assets =
    assetIds.length > 0 ? await uow.em.find(AssetEntity, { mspId, id: { $in: assetIds } }) : [];
  const criticality = new Map(assets.map((asset) => [asset.id, asset.criticality]));
  const tagsOf = Map.groupBy(tags, ({ ticketId }) => ticketId);
  const linksOf = Map.groupBy(links, ({ ticketId }) => ticketId);
  return (ticket) => {
    const own = linksOf.get(ticket.id) ?? [];
    return factsOfTicket(
      {
        ...ticket,
        assetIds: own.map(({ assetId }) => assetId),
        tags: (tagsOf.get(ticket.id) ?? []).map(({ tag }) => tag),
      },
      {
        criticalities: own.flatMap<AssetCriticality>(
          ({ assetId }) => criticality.get(assetId) ?? [],
        ),
        templateIds: templates.get(ticket.id) ?? [],
        clinicGroupIds: groups.get(ticket.clinicId) ?? [],
      },
      uow.now,
    );
  };
}

async function runsOf(uow: UnitOfWork, set: TriageRuleSetRow, tickets: readonly TicketRow[]) {
  const { mspId } = uow.session.principal.principal;
  const ticketId = { $in: tickets.map(({ id }) => id) };
  const runs =
    tickets.length > 0
      ? await uow.em.find(TriageRunEntity, { mspId, ticketId, ruleSetId: set.id })
      : [];
  return Map.groupBy(runs, (run) => run.ticketId);
}
