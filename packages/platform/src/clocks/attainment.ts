import { err, formatInstant, type Instant, ok, refusal } from '@wardline/kernel';
import { AGREEMENT_KINDS, type AgreementKind } from '@wardline/sla-engine';
import { hasScope } from '../access/authorize.ts';
import { checkTimeZone } from '../checks.ts';
import { ClinicGroupEntity } from '../clinic-groups/clinic-group.entity.ts';
import { rowExists } from '../orm/row-exists.ts';
import { forbidden, notFound } from '../refusals.ts';
import type { Session } from '../session.ts';
import { ClinicEntity } from '../tenancy/clinic.entity.ts';
import { unitOfWork, type WorkResult } from '../unit-of-work.ts';

/** What attainment can be told apart by. Team and priority are the ticket's of now. */
export const ATTAINMENT_GROUPS = [
  'KIND',
  'METRIC',
  'AGREEMENT',
  'ORGANIZATION',
  'CLINIC',
  'TEAM',
  'PRIORITY',
  'DAY',
  'WEEK',
  'MONTH',
] as const;
export type AttainmentGroup = (typeof ATTAINMENT_GROUPS)[number];

export interface AttainmentQuery {
  /** Half open: clocks decided at or after `from` and before `to`. At most ten years. */
  readonly from: Instant;
  readonly to: Instant;
  /** At most four; none gives one row for everything. */
  readonly groupBy: readonly AttainmentGroup[];
  readonly kind?: AgreementKind | undefined;
  readonly clinicId?: string | undefined;
  /** Only of the clinics of this group, as they are now. */
  readonly clinicGroupId?: string | undefined;
  /** Where days, weeks (Monday first) and months begin. Default: UTC. */
  readonly timeZone?: string | undefined;
}

/** One thing a row of attainment is about. */
export interface AttainmentKey {
  readonly by: AttainmentGroup;
  /** An id, a word of the domain, or the first instant of a period (RFC 3339); null: of nobody. */
  readonly value: string | null;
  /** What people call it, where it has a name that the caller may read. */
  readonly name: string | null;
}

export interface AttainmentRow {
  readonly group: readonly AttainmentKey[];
  readonly met: number;
  readonly breached: number;
  /** met / (met + breached), 0 to 1. */
  readonly ratio: number;
}

const MAX_SPAN_MS = 3_660 * 86_400_000;
const MAX_GROUPS = 4;
const MAX_ROWS = 1_000;

interface GroupSql {
  readonly value: string;
  readonly name?: string;
}

const period = (unit: string): GroupSql => ({
  value: `to_char(date_trunc('${unit}', d.decided_at, ?) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`,
});

const SQL: Readonly<Record<AttainmentGroup, GroupSql>> = {
  KIND: { value: 'd.kind' },
  METRIC: { value: 'd.metric' },
  AGREEMENT: {
    value: 'd.agreement_id::text',
    name: '(select name from agreement where msp_id = d.msp_id and id = d.agreement_id)',
  },
  ORGANIZATION: {
    value: 'd.organization_id::text',
    name: '(select name from organization where msp_id = d.msp_id and id = d.organization_id)',
  },
  CLINIC: {
    value: 'd.clinic_id::text',
    name: '(select name from clinic where msp_id = d.msp_id and id = d.clinic_id)',
  },
  TEAM: {
    value: 'd.team_id::text',
    name: '(select name from team where msp_id = d.msp_id and id = d.team_id)',
  },
  PRIORITY: { value: 'd.priority' },
  DAY: period('day'),
  WEEK: period('week'),
  MONTH: period('month'),
};

/** What it takes to read the names of what is grouped by. */
const NAMED_UNDER = {
  AGREEMENT: 'agreement:read',
  ORGANIZATION: 'organization:read',
  CLINIC: 'clinic:read',
  TEAM: 'team:read',
} as const;

/**
 * How well targets were kept, of the clocks the caller may see. A clock is decided when it is met or
 * becomes late, and belongs to the period of that instant: one that is late and still open counts as
 * breached already, once. Undecided and cancelled clocks do not count. The same rule as
 * `attainment` of the SLA engine, computed where the clocks are.
 */
export function slaAttainment(
  session: Session,
  query: AttainmentQuery,
): Promise<WorkResult<readonly AttainmentRow[]>> {
  return unitOfWork(session, async (uow) => {
    const { em, now } = uow;
    const { principal } = session.principal;
    if (!hasScope(principal, 'ticket:read')) return err(forbidden('ticket:read'));
    const { from, to, groupBy, kind, clinicId, clinicGroupId, timeZone = 'UTC' } = query;
    if (to <= from || to - from > MAX_SPAN_MS) {
      return err(refusal('PERIOD_INVALID', 'to lies after from, by at most ten years.', ['to']));
    }
    if (groupBy.length > MAX_GROUPS || new Set(groupBy).size < groupBy.length) {
      const message = `Group by at most ${MAX_GROUPS} things, each once.`;
      return err(refusal('GROUPS_INVALID', message, ['groupBy']));
    }
    if (groupBy.some((group) => !ATTAINMENT_GROUPS.includes(group))) {
      const message = `groupBy knows ${ATTAINMENT_GROUPS.join(', ')}.`;
      return err(refusal('VALUE_UNKNOWN', message, ['groupBy']));
    }
    if (kind !== undefined && !AGREEMENT_KINDS.includes(kind)) {
      return err(refusal('VALUE_UNKNOWN', `kind knows ${AGREEMENT_KINDS.join(', ')}.`, ['kind']));
    }
    if (clinicId !== undefined && !(await rowExists(uow, ClinicEntity, clinicId))) {
      return err(notFound(['clinicId']));
    }
    if (clinicGroupId !== undefined) {
      const readable = hasScope(principal, 'clinic:read');
      const exists = readable && (await rowExists(uow, ClinicGroupEntity, clinicGroupId));
      if (!exists) return err(notFound(['clinicGroupId']));
    }
    const zone = checkTimeZone(timeZone);
    if (!zone.ok) return zone;
    const columns = groupBy.map((group, i) => `${SQL[group].value} as v${i}`);
    const zones = groupBy.flatMap((group) => (SQL[group].value.includes('?') ? [zone.value] : []));
    const names = groupBy.flatMap((group, i) => {
      const { name } = SQL[group];
      const permission = NAMED_UNDER[group as keyof typeof NAMED_UNDER];
      return name && hasScope(principal, permission) ? [`min(${name}) as n${i}`] : [];
    });
    const list = [...columns, ...names].map((column) => `${column}, `).join('');
    const rows = await em.execute<Record<string, string | null>[]>(
      `with d as (
         select c.msp_id, c.kind, c.metric, c.agreement_id, c.clinic_id, k.organization_id, t.team_id,
           t.priority, late.at as late_at, coalesce(late.at, c.met_at) as decided_at
         from sla_clock c
         join ticket t on t.msp_id = c.msp_id and t.id = c.ticket_id
         join clinic k on k.msp_id = c.msp_id and k.id = c.clinic_id
         cross join lateral (select coalesce(c.breached_at,
           case when c.status = 'RUNNING' and c.due_at <= ? then c.due_at end) as at) late
         where c.msp_id = ? and c.status <> 'CANCELLED'
           and (?::text is null or c.kind = ?) and (?::uuid is null or c.clinic_id = ?::uuid)
           and (?::uuid is null or c.clinic_id in (select m.clinic_id from clinic_group_clinic m
             where m.msp_id = c.msp_id and m.group_id = ?::uuid)))
       select ${list}count(*) filter (where d.late_at is null) as met,
         count(*) filter (where d.late_at is not null) as breached
       from d where d.decided_at >= ? and d.decided_at < ?
       ${groupBy.length > 0 ? `group by ${groupBy.map((_, i) => i + 1).join(', ')}` : ''}
       having count(*) > 0
       order by ${groupBy.map((_, i) => `${i + 1}, `).join('')}met limit ${MAX_ROWS}`,
      [
        ...[formatInstant(now), principal.mspId, kind ?? null, kind ?? null],
        ...[clinicId ?? null, clinicId ?? null],
        ...[clinicGroupId ?? null, clinicGroupId ?? null],
        ...zones,
        ...[formatInstant(from), formatInstant(to)],
      ],
    );
    return ok(rows.map((row) => rowOf(row, groupBy)));
  });
}

function rowOf(
  row: Readonly<Record<string, string | null>>,
  groupBy: readonly AttainmentGroup[],
): AttainmentRow {
  const [met, breached] = [Number(row.met), Number(row.breached)];
  return {
    group: groupBy.map((by, i) => ({
      by,
      value: row[`v${i}`] ?? null,
      name: row[`n${i}`] ?? null,
    })),
    met,
    breached,
    ratio: met / (met + breached),
  };
}
