// What planning a visit must know, loaded as the planner sees it.
import { can, type Principal } from '@wardline/access';
import type { CompiledCalendar } from '@wardline/business-calendar';
import {
  isOpenVisit,
  OPEN_VISIT_STATES,
  type VisitPlanFacts,
  type VisitSlot,
} from '@wardline/dispatch';
import { err, type Instant, isUuid, type MspId, ok, type PersonId } from '@wardline/kernel';
import { GrantEntity } from '../access/grant.entity.ts';
import { toGrants } from '../access/grant-scope.ts';
import { BlackoutEntity } from '../changes/blackout.entity.ts';
import { calendarsById } from '../dispatch/co-managed.store.ts';
import { absencesOf } from '../dispatch/rotation.store.ts';
import { PersonEntity } from '../people/person.entity.ts';
import { notFound } from '../refusals.ts';
import type { ClinicRow } from '../tenancy/clinic.entity.ts';
import { TeamEntity, TeamMemberEntity } from '../tenancy/team.entity.ts';
import type { UnitOfWork } from '../unit-of-work.ts';
import { VisitEntity } from './visit.entity.ts';

/** Somebody at a time: the part of a slot that facts depend on. */
type Slot = Pick<VisitSlot, 'personId' | 'from' | 'until'>;

/** What stands around a slot; refused if there is no such person for the caller. */
export async function loadVisitFacts(uow: UnitOfWork, clinic: ClinicRow, slot: Slot) {
  const { em, session, now } = uow;
  const { mspId } = session.principal.principal;
  const { personId, from, until } = slot;
  const person = isUuid(personId) ? await em.findOne(PersonEntity, { mspId, id: personId }) : null;
  if (!person) return err(notFound(['personId']));
  const goes = person.side === 'PROVIDER' && person.active;
  const hours = await hoursOf(uow, person);
  const clinicHours = await calendarsById(uow, clinic.calendarId ? [clinic.calendarId] : []);
  const facts: VisitPlanFacts = {
    now,
    mayGo: goes && (await worksFor(uow, personId, clinic, Math.max(from, now))),
    booked: await bookedOf(uow, slot),
    absences: await absencesOf(uow, [personId], now),
    hours,
    clinicHours: clinic.calendarId ? (clinicHours[clinic.calendarId] ?? null) : null,
    blackouts: await blackoutsOf(uow, clinic.id, from, until),
  };
  return ok(facts);
}

/** Whoever may log work at a clinic works for it; auditors look at it only. */
async function worksFor(uow: UnitOfWork, personId: PersonId, clinic: ClinicRow, at: Instant) {
  const { mspId } = uow.session.principal.principal;
  const grants = await uow.em.find(GrantEntity, { mspId, personId });
  const principal: Principal = {
    mspId: mspId as MspId,
    actor: { kind: 'MEMBER', id: personId },
    personId,
    side: 'PROVIDER',
    apiKeyScopes: null,
    grants: await toGrants(uow, grants),
  };
  const place = { clinicId: clinic.id as never, organizationId: clinic.organizationId as never };
  return can(principal, 'ticket:worklog', place, at).allowed;
}

/** The visits that meet a slot, as far as the caller sees them; the constraint sees all. */
async function bookedOf({ em, session }: UnitOfWork, { personId, from, until }: Slot) {
  const { mspId } = session.principal.principal;
  const rows = await em.find(VisitEntity, {
    mspId,
    personId,
    state: { $in: [...OPEN_VISIT_STATES] },
    plannedFrom: { $lt: until },
    plannedUntil: { $gt: from },
  });
  // One that was changed in this transaction may no longer be open.
  return rows.filter(({ state }) => isOpenVisit(state));
}

/** A person's own hours; or those of their teams, of which one without hours is always there. */
async function hoursOf(
  uow: UnitOfWork,
  person: { readonly id: string; readonly workingCalendarId?: string | null | undefined },
): Promise<CompiledCalendar[]> {
  const { em, session } = uow;
  const { mspId } = session.principal.principal;
  const own = person.workingCalendarId;
  if (own) return Object.values(await calendarsById(uow, [own]));
  const memberships = await em.find(TeamMemberEntity, { mspId, personId: person.id });
  const ids = memberships.map(({ teamId }) => teamId);
  const teams = await em.find(TeamEntity, { mspId, id: { $in: ids } });
  const coverage = teams.map(({ coverageCalendarId }) => coverageCalendarId ?? null);
  const covered = coverage.filter((id) => id !== null);
  if (covered.length < coverage.length) return [];
  return Object.values(await calendarsById(uow, covered));
}

async function blackoutsOf(
  { em, session }: UnitOfWork,
  clinicId: string,
  from: Instant,
  until: Instant,
) {
  const { mspId } = session.principal.principal;
  const rows = await em.find(BlackoutEntity, {
    mspId,
    clinicId,
    startsAt: { $lt: until },
    endsAt: { $gt: from },
  });
  return rows.map(({ startsAt, endsAt }) => ({ from: startsAt, until: endsAt }));
}
