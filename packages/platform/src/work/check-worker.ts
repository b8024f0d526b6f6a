import { ROLE_DEFINITIONS } from '@wardline/access';
import { zoneClock } from '@wardline/business-calendar';
import {
  err,
  type Instant,
  ok,
  type PersonId,
  type Refusal,
  type Result,
  refusal,
} from '@wardline/kernel';
import {
  checkWorkTime as decideWorkTime,
  type TicketRefusal,
  WORK_LOG_MAX_MINUTES,
  type WorkLogWarning,
  type WorkSpan,
} from '@wardline/ticket-core';
import { asService } from '../access/as-service.ts';
import { GrantEntity } from '../access/grant.entity.ts';
import { lockPeople } from '../people/lock-people.ts';
import { PersonEntity } from '../people/person.entity.ts';
import type { ClinicRow } from '../tenancy/clinic.entity.ts';
import { TeamEntity, TeamMemberEntity } from '../tenancy/team.entity.ts';
import type { UnitOfWork } from '../unit-of-work.ts';
import { TimeEntryEntity } from './work.entity.ts';

const DAY = WORK_LOG_MAX_MINUTES * 60_000;

/**
 * Who has worked is somebody who works on tickets: of the provider, in a role that does, or in a team of the
 * clinic. Whoever helps out once needs no grant there; a nurse's time is on nobody's invoice.
 */
export async function checkWorker(
  { em, session }: UnitOfWork,
  personId: PersonId,
  clinic: ClinicRow,
): Promise<Result<true, Refusal>> {
  const { mspId, actor } = session.principal.principal;
  // Who may log here, and logs their own, was asked already.
  if (personId === actor.id) return ok(true);
  const person = await em.findOne(PersonEntity, { mspId, id: personId });
  if (person?.side === 'PROVIDER') {
    const grants = await em.find(GrantEntity, { mspId, personId, effect: 'ALLOW' });
    if (grants.some(({ role }) => ROLE_DEFINITIONS[role].permissions['ticket:worklog'])) {
      return ok(true);
    }
  }
  const teams = await em.find(TeamEntity, { mspId, clinicId: clinic.id });
  const inThem = { mspId, personId, teamId: { $in: teams.map(({ id }) => id) } };
  if (await em.findOne(TeamMemberEntity, inThem)) return ok(true);
  const message =
    'Work is logged for somebody of the provider who works on tickets, or of a team of the clinic.';
  return err(refusal('PERSON_DOES_NOT_WORK_HERE', message, ['personId']));
}

interface Worked extends WorkSpan {
  readonly personId: string;
  /** The entry itself, if it is one that is corrected. */
  readonly entryId?: string;
}

/**
 * Whether the person can have worked then, on the dates of the clinic. All that they logged counts; told
 * are the overlaps that the caller may see.
 */
export async function checkWorkTime(
  uow: UnitOfWork,
  { timeZone }: ClinicRow,
  { personId, entryId, ...span }: Worked,
): Promise<Result<readonly WorkLogWarning[], TicketRefusal>> {
  const { mspId } = uow.session.principal.principal;
  const { startedAt, minutes } = span;
  const days = daysOf(uow, timeZone, startedAt, startedAt + minutes * 60_000);
  const [from, to] = [days[0]?.from ?? startedAt, days.at(-1)?.to ?? startedAt];
  // Two who log for one person at once go one after the other.
  await lockPeople(uow, [personId]);
  const around = { mspId, personId, voidedAt: null, startedAt: { $gt: from - DAY, $lt: to } };
  const load = async () => {
    const rows = await uow.em.find(TimeEntryEntity, around);
    return rows.filter(({ id }) => id !== entryId);
  };
  const visible = await load();
  const all = decideWorkTime(span, await asService(uow, load), days);
  return all.ok ? decideWorkTime(span, visible, []) : all;
}

/** The dates that a time touches, on the wall calendar of a zone. */
function daysOf({ session }: UnitOfWork, zone: string, from: Instant, to: Instant) {
  const clock = zoneClock(zone, { timeZones: session.engine.ports.timeZones });
  const days: { readonly from: Instant; readonly to: Instant }[] = [];
  let date = clock.dateOf(from);
  for (;;) {
    const begins = clock.instantOf(date, '00:00') ?? from;
    const ends = clock.instantOf(date, '24:00') ?? to;
    days.push({ from: begins, to: ends });
    if (ends >= to) return days;
    date = clock.dateOf(ends);
  }
}
