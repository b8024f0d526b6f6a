import type { InferEntity } from '@mikro-orm/core';
import type { WorkPriority } from '@wardline/dispatch';
import type { PersonId } from '@wardline/kernel';
import { isOpen, TICKET_STATE_NAMES } from '@wardline/ticket-core';
import { PersonEntity } from '../people/person.entity.ts';
import type { TeamEntity } from '../tenancy/team.entity.ts';
import { TicketEntity } from '../tickets/ticket.entity.ts';
import type { UnitOfWork } from '../unit-of-work.ts';
import { calendarsById } from './co-managed.store.ts';
import { RotationEntity } from './dispatch.entity.ts';
import { memberIdsOf } from './managed-team.ts';
import { absencesOf, overridesOf } from './rotation.store.ts';
import type { TeamFacts } from './team-facts.ts';

/** Ticket states in which somebody still has work with it. */
export const OPEN_STATES = TICKET_STATE_NAMES.filter(isOpen);

/** A team with its members, their work and who is on call, as the caller sees them. */
export async function loadTeamFacts(
  uow: UnitOfWork,
  team: InferEntity<typeof TeamEntity>,
): Promise<TeamFacts> {
  const { em, session } = uow;
  const { mspId } = session.principal.principal;
  const memberIds = await memberIdsOf(uow, team.id);
  const people = await em.find(PersonEntity, { mspId, id: { $in: memberIds }, active: true });
  const byId = new Map(people.map((person) => [person.id, person]));
  const calendars = await calendarsById(
    uow,
    [team.coverageCalendarId, ...people.map((person) => person.workingCalendarId)].flatMap((id) =>
      typeof id === 'string' ? [id] : [],
    ),
  );
  const calendarOf = (id: string | null | undefined) => (id ? (calendars[id] ?? null) : null);
  const open = await em.find(
    TicketEntity,
    { mspId, assigneeId: { $in: memberIds }, state: { $in: [...OPEN_STATES] } },
    { fields: ['assigneeId', 'priority'] },
  );
  const rotations = await em.find(RotationEntity, { mspId, teamId: team.id });
  const overrides = await overridesOf(
    uow,
    rotations.map((rotation) => rotation.id),
    uow.now,
  );
  return {
    assignment: team.assignment ?? null,
    hours: calendarOf(team.coverageCalendarId),
    members: memberIds.flatMap((id) => {
      const person = byId.get(id);
      if (!person) return [];
      const openWork = open
        .filter((ticket) => ticket.assigneeId === id)
        .map(({ priority }) => ({ priority: priority as WorkPriority }));
      return [
        {
          personId: id as PersonId,
          skills: person.skills ?? [],
          hours: calendarOf(person.workingCalendarId),
          capacity: person.capacity ?? null,
          openWork,
        },
      ];
    }),
    absences: await absencesOf(uow, memberIds, uow.now),
    rotations: rotations.map(({ id, name, layers }) => ({
      rotation: { id, name, layers },
      overrides: overrides.filter((override) => override.rotationId === id),
    })),
  };
}
