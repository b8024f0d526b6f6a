import { formatInstant, type Instant } from '@wardline/kernel';
import type { UnitOfWork } from '../unit-of-work.ts';
import type { TriageRuleSetRow } from './triage.entity.ts';
import { TriageScheduleEntity } from './triage-schedule.entity.ts';

/** A worker that has died lets go of its round after this long. Milliseconds. */
const CLAIM_MS = 120_000;

/** A round that a worker has to itself until `claimedUntil`. */
export interface ClaimedRound {
  readonly ruleSetId: string;
  readonly everyMinutes: number;
  readonly startedAt: Instant;
  /** The last ticket that is done with; null: none yet. */
  readonly doneUntil: string | null;
  readonly claimedUntil: Instant;
}

/** Has what is in force asked at its intervals: new ones at once, those it had as before. */
export async function keepSchedules(uow: UnitOfWork, set: TriageRuleSetRow): Promise<void> {
  const { mspId, id: ruleSetId } = set;
  const wanted = new Set(
    (set.published?.rules ?? []).flatMap(({ enabled, everyMinutes }) =>
      enabled ? (everyMinutes ?? []) : [],
    ),
  );
  for (const row of await uow.em.find(TriageScheduleEntity, { mspId, ruleSetId })) {
    if (!wanted.delete(row.everyMinutes)) uow.em.remove(row);
  }
  for (const everyMinutes of wanted) {
    uow.add(TriageScheduleEntity, {
      ...{ mspId, ruleSetId, everyMinutes, nextRunAt: uow.now },
      ...{ startedAt: null, doneUntil: null, claimedUntil: null },
    });
  }
}

interface ClaimedRow {
  readonly rule_set_id: string;
  readonly every_minutes: number;
  readonly started_at: string;
  readonly done_until: string | null;
}

/**
 * Takes the round that is due longest and that nobody works on: a new one, or one that a worker left
 * unfinished. Null: there is none.
 */
export async function claimRound(uow: UnitOfWork): Promise<ClaimedRound | null> {
  const claimedUntil = uow.now + CLAIM_MS;
  const [row] = await uow.run<ClaimedRow>(CLAIM, [
    uow.session.principal.principal.mspId,
    formatInstant(uow.now),
    formatInstant(claimedUntil),
  ]);
  return row
    ? {
        ruleSetId: row.rule_set_id,
        everyMinutes: row.every_minutes,
        startedAt: Date.parse(row.started_at),
        doneUntil: row.done_until,
        claimedUntil,
      }
    : null;
}

const CLAIM = `
update triage_schedule s set claimed_until = $3::timestamptz,
  started_at = coalesce(s.started_at, $2::timestamptz)
from (select d.rule_set_id, d.every_minutes from triage_schedule d
  join triage_rule_set r on r.msp_id = d.msp_id and r.id = d.rule_set_id
  where d.msp_id = $1::uuid and d.next_run_at <= $2::timestamptz
    and (d.claimed_until is null or d.claimed_until <= $2::timestamptz)
    and r.enabled and r.published_number > 0
  order by d.next_run_at, d.rule_set_id, d.every_minutes limit 1
  for update of d skip locked) due
where s.msp_id = $1::uuid and s.rule_set_id = due.rule_set_id and s.every_minutes = due.every_minutes
returning s.rule_set_id, s.every_minutes, s.done_until,
  to_char(s.started_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as started_at`;

/**
 * Notes how far a round has come and keeps it, or ends it: the next is due an interval after this one
 * began.
 * @param doneUntil the last ticket that is done with; null: all are.
 * @returns null where it is ended, and where somebody else has taken it over meanwhile.
 */
export async function advanceRound(
  uow: UnitOfWork,
  round: ClaimedRound,
  doneUntil: string | null,
): Promise<ClaimedRound | null> {
  const { mspId } = uow.session.principal.principal;
  const claimedUntil = uow.now + CLAIM_MS;
  const key = [mspId, round.ruleSetId, round.everyMinutes, formatInstant(round.claimedUntil)];
  const rows = doneUntil
    ? await uow.run(KEEP, [...key, doneUntil, formatInstant(claimedUntil)])
    : await uow.run(END, [...key, formatInstant(round.startedAt + round.everyMinutes * 60_000)]);
  return doneUntil && rows.length > 0 ? { ...round, doneUntil, claimedUntil } : null;
}

/** Leaves a round where it is, for whoever comes next. */
export async function releaseRound(uow: UnitOfWork, round: ClaimedRound): Promise<void> {
  const { mspId } = uow.session.principal.principal;
  const { ruleSetId, everyMinutes, claimedUntil } = round;
  await uow.run(RELEASE, [mspId, ruleSetId, everyMinutes, formatInstant(claimedUntil)]);
}

// Whoever's claim has run out and was taken by another changes nothing any more.
const MINE = `msp_id = $1::uuid and rule_set_id = $2::uuid and every_minutes = $3::integer
  and claimed_until = $4::timestamptz`;
const KEEP = `update triage_schedule set done_until = $5::uuid, claimed_until = $6::timestamptz
  where ${MINE} returning 1`;
const END = `update triage_schedule set done_until = null, started_at = null, claimed_until = null,
  next_run_at = $5::timestamptz where ${MINE} returning 1`;
const RELEASE = `update triage_schedule set claimed_until = null where ${MINE} returning 1`;
