import type { Criticality } from '@wardline/asset-registry';
import { formatInstant, type Instant } from '@wardline/kernel';
import type { AgreementKind } from '@wardline/sla-engine';
import type { Domain, TicketType } from '@wardline/ticket-core';
import type { UnitOfWork } from '../unit-of-work.ts';
import { AgreementEntity } from './agreement.entity.ts';
import { COVERAGE_LEVELS, type CoverageLevel } from './agreement-coverage.entity.ts';
import { AgreementVersionEntity } from './agreement-version.entity.ts';
import type { AgreementConditions, AgreementTerms } from './terms.ts';

/** What of a ticket decides which agreements measure it. */
export interface MeasuredTicket {
  readonly clinicId: string;
  readonly organizationId: string;
  readonly type: TicketType;
  readonly domain: Domain;
  readonly category: string | null;
  readonly assets: readonly { readonly id: string; readonly criticality: Criticality }[];
  readonly teamId: string | null;
  readonly openedAt: Instant;
}

/** An agreement in force, by one version of its terms. */
export interface AgreementInForce {
  readonly id: string;
  readonly name: string;
  readonly kind: AgreementKind;
  readonly teamId: string | null;
  readonly number: number;
  readonly terms: AgreementTerms;
}

export interface ChosenAgreement {
  readonly agreement: AgreementInForce;
  readonly lane: string;
  readonly level: CoverageLevel;
  /** Why this one and no other, for people. */
  readonly reason: string;
}

interface Candidate extends AgreementInForce {
  readonly level: CoverageLevel;
  readonly validFrom: Instant;
}

/**
 * The agreements that measure a ticket: of each lane the one that fits it most closely of those in
 * force at the instant it opened (see {@link COVERAGE_LEVELS}), the latest of equals. Every regulation
 * is a lane of its own: two laws hold beside each other.
 */
export async function chooseAgreements(
  uow: UnitOfWork,
  ticket: MeasuredTicket,
): Promise<ChosenAgreement[]> {
  const lanes = new Map<string, Candidate[]>();
  for (const candidate of await findCandidates(uow, ticket)) {
    if (!applies(candidate.terms.conditions, ticket)) continue;
    const lane = laneOf(candidate);
    lanes.set(lane, [...(lanes.get(lane) ?? []), candidate]);
  }
  return [...lanes].map(([lane, rivals]) => {
    const [best] = rivals.sort(compareFit) as [Candidate];
    const others = new Set(rivals.map((rival) => rival.id)).size - 1;
    const beside = others === 0 ? 'no other' : `${others} other`;
    return {
      agreement: best,
      lane,
      level: best.level,
      reason: `${REASONS[best.level]}; ${beside} ${best.kind} agreement in force applied.`,
    };
  });
}

/** An agreement as it stands at an instant, whatever it covers; null if it is not in force. */
export async function findInForce(
  { em, session }: UnitOfWork,
  id: string,
  at: Instant,
): Promise<AgreementInForce | null> {
  const { mspId } = session.principal.principal;
  const agreement = await em.findOne(AgreementEntity, { mspId, id });
  if (!agreement || (agreement.validUntil !== null && agreement.validUntil <= at)) return null;
  const [version] = await em.find(
    AgreementVersionEntity,
    { mspId, agreementId: id, state: 'PUBLISHED', validFrom: { $lte: at } },
    { orderBy: { validFrom: 'desc', number: 'desc' }, limit: 1 },
  );
  if (!version) return null;
  const { name, kind, teamId } = agreement;
  return { id, name, kind, teamId, number: version.number, terms: version.terms };
}

/** What there can be one agreement of at a time. */
export function laneOf({ kind, id, teamId }: Pick<AgreementInForce, 'kind' | 'id' | 'teamId'>) {
  if (kind === 'REGULATORY') return `${kind}:${id}`;
  return teamId === null ? kind : `${kind}:${teamId}`;
}

const REASONS: Readonly<Record<CoverageLevel, string>> = {
  TICKET: 'It was chosen for this ticket',
  ASSET: 'It covers an affected asset',
  CONTRACT_LINE: 'It belongs to a line of the contract',
  SERVICE: 'It covers an affected service',
  CLINIC: 'It covers the clinic',
  ORGANIZATION: 'It covers the organization',
  MSP: 'It is the MSP’s default',
};

/** Whether an agreement with these conditions measures such a ticket. */
export function applies(conditions: AgreementConditions, ticket: MeasuredTicket): boolean {
  const { ticketTypes, domains, categories, criticalities } = conditions;
  return (
    (ticketTypes === null || ticketTypes.includes(ticket.type)) &&
    (domains === null || domains.includes(ticket.domain)) &&
    (categories === null || (ticket.category !== null && categories.includes(ticket.category))) &&
    (criticalities === null ||
      ticket.assets.some(({ criticality }) => criticalities.includes(criticality)))
  );
}

function compareFit(a: Candidate, b: Candidate): number {
  const closer = COVERAGE_LEVELS.indexOf(a.level) - COVERAGE_LEVELS.indexOf(b.level);
  return closer || b.validFrom - a.validFrom || (a.id < b.id ? 1 : -1);
}

// One statement: whatever covers the ticket, each agreement by the version in force when it opened.
const CANDIDATES = `
select a.id, a.name, a.kind, a.team_id, c.level, v.number, v.terms, v.valid_from
from (select $1::uuid as msp, $2::uuid as clinic, $3::uuid as organization, $4::uuid as team,
  $5::text as domain, $6::text as category, $7::timestamptz as opened_at, $8::uuid[] as assets) t
join agreement_coverage c on c.msp_id = t.msp and (c.level = 'MSP'
  or (c.level = 'CLINIC' and c.clinic_id = t.clinic)
  or c.organization_id = t.organization
  or c.asset_id = any(t.assets)
  or c.contract_line_id in (
    select l.id from contract_line l join contract k on k.msp_id = l.msp_id and k.id = l.contract_id
    where l.msp_id = t.msp and l.organization_id = t.organization
      and (l.clinic_id is null or l.clinic_id = t.clinic)
      and (l.domains is null or l.domains @> to_jsonb(t.domain))
      and (l.categories is null or l.categories @> to_jsonb(t.category))
      and k.valid_from <= t.opened_at and (k.valid_until is null or k.valid_until > t.opened_at)))
join agreement a on a.msp_id = c.msp_id and a.id = c.agreement_id
  and (a.valid_until is null or a.valid_until > t.opened_at)
  and (a.team_id is null or a.team_id = t.team)
join lateral (
  select number, terms, valid_from from agreement_version
  where msp_id = a.msp_id and agreement_id = a.id and state = 'PUBLISHED' and valid_from <= t.opened_at
  order by valid_from desc, number desc limit 1
) v on true`;

interface Row extends Pick<Candidate, 'id' | 'name' | 'kind' | 'level' | 'number' | 'terms'> {
  readonly team_id: string | null;
  readonly valid_from: string | Date;
}

async function findCandidates(
  { run, session }: UnitOfWork,
  ticket: MeasuredTicket,
): Promise<Candidate[]> {
  const { clinicId, organizationId, teamId, domain, category, openedAt, assets } = ticket;
  const rows = await run<Row>(CANDIDATES, [
    session.principal.principal.mspId,
    clinicId,
    organizationId,
    teamId,
    domain,
    category,
    formatInstant(openedAt),
    assets.map((asset) => asset.id),
  ]);
  return rows.map(({ team_id, valid_from, ...row }) => ({
    ...row,
    teamId: team_id,
    validFrom: new Date(valid_from).getTime(),
  }));
}
