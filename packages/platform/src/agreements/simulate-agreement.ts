import { err, formatInstant, type Instant, isUuid, ok, refusal } from '@wardline/kernel';
import {
  beginSla,
  clockStatusAt,
  type Metric,
  type Policy,
  type ReadStatus,
  simulate,
} from '@wardline/sla-engine';
import { authorize } from '../access/authorize.ts';
import { AssetEntity } from '../assets/asset.entity.ts';
import { loadHours, namesIn } from '../calendars/clock-hours.ts';
import { aroundTheClock } from '../calendars/compiled-calendars.ts';
import { clockHistories } from '../clocks/clock-history.ts';
import { TicketSlaEntity, type TicketSlaRow } from '../clocks/ticket-sla.entity.ts';
import { loadEscalations } from '../escalations/load-escalations.ts';
import { notFound } from '../refusals.ts';
import type { Session } from '../session.ts';
import { ClinicEntity } from '../tenancy/clinic.entity.ts';
import { TicketAssetEntity, TicketEntity, type TicketRow } from '../tickets/ticket.entity.ts';
import { type UnitOfWork, unitOfWork, type WorkResult } from '../unit-of-work.ts';
import { AgreementEntity, type AgreementRow } from './agreement.entity.ts';
import { AgreementVersionEntity } from './agreement-version.entity.ts';
import {
  type AgreementInForce,
  applies,
  laneOf,
  type MeasuredTicket,
} from './choose-agreements.ts';
import { COVERED_TICKETS } from './covered-tickets.ts';
import { calendarsOfTerms, policyOfAgreement } from './policy-of-agreement.ts';

export interface SimulateAgreement {
  readonly agreementId: string;
  /** Which version to try. Default: the draft, else the latest. */
  readonly number?: number | undefined;
  /** Tickets opened at or after `from` and before `to`; the latest first. */
  readonly from: Instant;
  readonly to: Instant;
  /** The most tickets to try it on, 1 to 500. Default 200. */
  readonly limit?: number | undefined;
}

/** How the clocks of one promise came out. */
export interface Outcome {
  readonly met: number;
  readonly breached: number;
  /** Running or paused, and not late. */
  readonly open: number;
}

export interface SimulatedChange {
  readonly ticketId: string;
  readonly metric: Metric;
  readonly cycle: number;
  /** Null: there was, or would be, no such clock. */
  readonly before: ReadStatus | null;
  readonly after: ReadStatus | null;
  readonly dueBefore: Instant | null;
  readonly dueAfter: Instant | null;
}

export interface AgreementSimulation {
  /** How many tickets it was tried on, and whether there were more in the period. */
  readonly tickets: number;
  readonly isCut: boolean;
  readonly number: number;
  readonly outcomes: readonly {
    readonly metric: Metric;
    readonly before: Outcome;
    readonly after: Outcome;
  }[];
  /** The clocks that would have ended otherwise, at most 100. */
  readonly changes: readonly SimulatedChange[];
}

const MAX_TICKETS = 500;
const DEFAULT_TICKETS = 200;
const MAX_CHANGES = 100;

/**
 * What the tickets of a period would have done under a version of an agreement, beside what they did
 * under the one they had. Tries it on tickets the agreement measures, and as long as it was never in
 * force on those it would cover. Changes nothing.
 */
export function simulateAgreement(
  session: Session,
  input: SimulateAgreement,
): Promise<WorkResult<AgreementSimulation>> {
  return unitOfWork(session, async (uow) => {
    const { agreementId, from, to, limit = DEFAULT_TICKETS } = input;
    const { mspId } = session.principal.principal;
    const agreement =
      isUuid(agreementId) && (await uow.em.findOne(AgreementEntity, { mspId, id: agreementId }));
    if (!agreement) return err(notFound(['agreementId']));
    const allowed = authorize(uow, 'agreement:manage', { clinicId: null, organizationId: null });
    if (!allowed.ok) return allowed;
    if (to <= from) {
      return err(refusal('PERIOD_INVALID', 'to must lie after from.', ['to']));
    }
    if (!Number.isInteger(limit) || limit < 1 || limit > MAX_TICKETS) {
      const message = `limit is from 1 to ${MAX_TICKETS}.`;
      return err(refusal('LIMIT_OUT_OF_RANGE', message, ['limit']));
    }
    const version = await findVersion(uow, agreement.id, input.number);
    if (!version) return err(notFound(['number']));
    const { name, kind, teamId } = agreement;
    const { number, terms } = version;
    const tried: AgreementInForce = { id: agreement.id, name, kind, teamId, number, terms };
    const found = await findTickets(uow, agreement, from, to, limit + 1);
    const changes = await tryOn(uow, tried, found.slice(0, limit));
    const metrics = [...new Set(changes.map((change) => change.metric))];
    return ok({
      tickets: Math.min(found.length, limit),
      isCut: found.length > limit,
      number,
      outcomes: metrics.map((metric) => {
        const own = changes.filter((change) => change.metric === metric);
        return {
          metric,
          before: outcomeOf(own.map((change) => change.before)),
          after: outcomeOf(own.map((change) => change.after)),
        };
      }),
      changes: changes.filter(({ before, after }) => before !== after).slice(0, MAX_CHANGES),
    });
  });
}

async function findVersion({ em, session }: UnitOfWork, agreementId: string, number?: number) {
  const { mspId } = session.principal.principal;
  // The draft is always the latest.
  const [version] = await em.find(
    AgreementVersionEntity,
    { mspId, agreementId, ...(number === undefined ? {} : { number }) },
    { orderBy: { number: 'desc' }, limit: 1 },
  );
  return version ?? null;
}

async function findTickets(
  { em, session }: UnitOfWork,
  agreement: AgreementRow,
  from: Instant,
  to: Instant,
  limit: number,
): Promise<TicketRow[]> {
  const { mspId } = session.principal.principal;
  const ids = await em.execute<{ id: string }[]>(COVERED_TICKETS, [
    agreement.id,
    agreement.id,
    agreement.id,
    mspId,
    formatInstant(from),
    formatInstant(to),
    limit,
  ]);
  return em.find(
    TicketEntity,
    { mspId, id: { $in: ids.map((row) => row.id) } },
    { orderBy: { openedAt: 'desc', id: 'desc' } },
  );
}

/** Every clock there was or would be, before and after. */
async function tryOn(
  uow: UnitOfWork,
  agreement: AgreementInForce,
  tickets: readonly TicketRow[],
): Promise<SimulatedChange[]> {
  const { em, now } = uow;
  const { mspId } = uow.session.principal.principal;
  const ids = tickets.map((ticket) => ticket.id);
  const clinicIds = [...new Set(tickets.map((ticket) => ticket.clinicId))];
  const clinics = await em.find(ClinicEntity, { mspId, id: { $in: clinicIds } });
  const links = await em.find(TicketAssetEntity, { mspId, ticketId: { $in: ids } });
  const assets = await em.find(AssetEntity, {
    mspId,
    id: { $in: [...new Set(links.map((link) => link.assetId))] },
  });
  const lane = laneOf(agreement);
  const measured = await em.find(TicketSlaEntity, { mspId, ticketId: { $in: ids }, lane });
  const histories = await clockHistories(uow, ids);
  const escalations = await loadEscalations(uow, [agreement.terms]);
  const hours = await loadHours(uow, [
    ...namesIn(measured),
    ...clinics.flatMap((clinic) => [
      ...calendarsOfTerms(agreement.terms, clinic),
      aroundTheClock(clinic.timeZone),
    ]),
  ]);
  const trials = tickets.flatMap((ticket) => {
    const clinic = clinics.find(({ id }) => id === ticket.clinicId);
    if (!clinic) return [];
    const affected = links.filter((link) => link.ticketId === ticket.id);
    const facts: MeasuredTicket = {
      ...ticket,
      organizationId: clinic.organizationId,
      assets: assets.filter((asset) => affected.some(({ assetId }) => assetId === asset.id)),
    };
    const hoursOf = (calendarId: string) => hours.keyAt(calendarId, ticket.openedAt);
    const parts = { clinic, type: ticket.type, escalations, hoursOf };
    const policy = policyOfAgreement(agreement, parts);
    const isMeasured = applies(agreement.terms.conditions, facts);
    const sla = measured.find(({ ticketId }) => ticketId === ticket.id) ?? null;
    return [{ ticketId: ticket.id, policy: isMeasured ? policy : null, sla }];
  });
  const { calendars } = hours;
  return trials.flatMap(({ ticketId, policy, sla }) => {
    const history = histories.get(ticketId) ?? [];
    // The hours changed meanwhile under any agreement.
    const eventsUnder = (policy: Policy) => [
      ...history,
      ...hours.changesFor({ policies: [policy], fold: beginSla(policy) }, now),
    ];
    const would = policy
      ? simulate(policy, [{ id: ticketId, events: eventsUnder(policy) }], { calendars }, now).clocks
      : [];
    return compare(ticketId, sla, would, calendars, now);
  });
}

function compare(
  ticketId: string,
  sla: TicketSlaRow | null,
  would: ReturnType<typeof simulate>['clocks'],
  calendars: Parameters<typeof clockStatusAt>[2],
  now: Instant,
): SimulatedChange[] {
  const before = new Map(
    (sla?.fold.clocks ?? []).map((clock) => [
      `${clock.metric}/${clock.cycle}`,
      { clock, reading: clockStatusAt(clock, now, calendars) },
    ]),
  );
  const after = new Map(would.map((each) => [`${each.clock.metric}/${each.clock.cycle}`, each]));
  return [...new Set([...before.keys(), ...after.keys()])].map((key) => {
    const [was, is] = [before.get(key), after.get(key)];
    const clock = (was ?? is)?.clock as NonNullable<typeof was>['clock'];
    return {
      ticketId,
      metric: clock.metric,
      cycle: clock.cycle,
      before: was?.reading.status ?? null,
      after: is?.reading.status ?? null,
      dueBefore: was?.reading.dueAt ?? null,
      dueAfter: is?.reading.dueAt ?? null,
    };
  });
}

function outcomeOf(statuses: readonly (ReadStatus | null)[]): Outcome {
  const count = (...wanted: ReadStatus[]) =>
    statuses.filter((status) => status !== null && wanted.includes(status)).length;
  return {
    met: count('MET'),
    breached: count('BREACHED'),
    open: count('RUNNING', 'PAUSED', 'NOT_STARTED'),
  };
}
