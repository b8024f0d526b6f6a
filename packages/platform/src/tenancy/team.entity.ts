import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { DOMAINS } from '@wardline/ticket-core';
import type { TeamAssignment } from '../dispatch/team-assignment.ts';
import { instant, tenantKey, version } from '../orm/columns.ts';
import { inClinics, isProvider, me, walled, wholeMsp } from '../orm/policies.ts';

export const TEAM_SIDES = ['PROVIDER', 'CLIENT', 'VENDOR'] as const;
export type TeamSide = (typeof TEAM_SIDES)[number];

const mspTeamOr = (clinicRule: string, mspRule: string) =>
  `((clinic_id is null and ${mspRule}) or (clinic_id is not null and ${clinicRule}))`;

/** Who does the work: an MSP desk, field service, a clinic's own IT, HTM, facilities, a vendor. */
export const TeamEntity = defineEntity({
  name: 'Team',
  tableName: 'team',
  properties: {
    ...tenantKey(),
    clinicId: p.uuid().strictNullable(),
    name: p.text(),
    domain: p.enum(DOMAINS),
    side: p.enum(TEAM_SIDES),
    /** When somebody of it is there; null: around the clock. */
    coverageCalendarId: p.uuid().nullable(),
    /** How work finds a person in it; null: as `DEFAULT_ASSIGNMENT` says. */
    assignment: p.json<TeamAssignment>().nullable(),
    createdAt: instant(),
    version: version(),
  },
  ...walled({
    // A team's name stands on tickets its clients may read, so an MSP's own teams are known to all of it.
    select: mspTeamOr(inClinics('known'), 'true'),
    insert: mspTeamOr(inClinics('full'), wholeMsp),
    update: mspTeamOr(inClinics('full'), wholeMsp),
  }),
});

export type TeamRow = InferEntity<typeof TeamEntity>;

export const TeamMemberEntity = defineEntity({
  name: 'TeamMember',
  tableName: 'team_member',
  properties: {
    mspId: p.uuid().primary(),
    teamId: p.uuid().primary(),
    personId: p.uuid().primary(),
  },
  indexes: [{ properties: ['mspId', 'personId'] }],
  ...walled({
    select: `(${isProvider} or person_id = ${me})`,
    insert: isProvider,
    delete: isProvider,
  }),
});
