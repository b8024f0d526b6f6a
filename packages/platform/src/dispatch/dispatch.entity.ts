import { defineEntity, p } from '@mikro-orm/core';
import {
  type CoManagedAgreement,
  HAND_OVER_REASONS,
  type RotationLayer,
  SIDES,
  SWAP_STATES,
} from '@wardline/dispatch';
import { instant, tenantKey, version } from '../orm/columns.ts';
import { inClinics, isProvider, walled } from '../orm/policies.ts';

// Who is on call when is the MSP's own affair: its clients see who works on their tickets, no more.
const keptForGood = { select: isProvider, insert: isProvider, update: isProvider };

/** When somebody cannot work. */
export const AbsenceEntity = defineEntity({
  name: 'Absence',
  tableName: 'absence',
  properties: {
    ...tenantKey(),
    personId: p.uuid(),
    kind: p.text(),
    beginsAt: instant(),
    endsAt: instant(),
  },
  indexes: [{ properties: ['mspId', 'personId', 'endsAt'] }],
  ...walled({ select: isProvider, insert: isProvider, delete: isProvider }),
});

/** Who is on call for a team, by rule. */
export const RotationEntity = defineEntity({
  name: 'Rotation',
  tableName: 'rotation',
  properties: {
    ...tenantKey(),
    teamId: p.uuid(),
    name: p.text(),
    layers: p.json<readonly RotationLayer[]>(),
    createdAt: instant(),
    version: version(),
  },
  indexes: [{ properties: ['mspId', 'teamId'] }],
  ...walled(keptForGood),
});

/** Somebody takes another's time on call. */
export const RotationOverrideEntity = defineEntity({
  name: 'RotationOverride',
  tableName: 'rotation_override',
  properties: {
    ...tenantKey(),
    rotationId: p.uuid(),
    layerId: p.text(),
    personId: p.uuid(),
    beginsAt: instant(),
    endsAt: instant(),
    /** The swap it came from. */
    swapId: p.uuid().strictNullable(),
    createdAt: instant(),
  },
  indexes: [{ properties: ['mspId', 'rotationId', 'endsAt'] }],
  ...walled({ select: isProvider, insert: isProvider, delete: isProvider }),
});

/** Two people give each other time on call. */
export const RotationSwapEntity = defineEntity({
  name: 'RotationSwap',
  tableName: 'rotation_swap',
  properties: {
    ...tenantKey(),
    rotationId: p.uuid(),
    state: p.enum(SWAP_STATES),
    givesPersonId: p.uuid(),
    givesLayerId: p.text(),
    givesFrom: instant(),
    givesTo: instant(),
    takesPersonId: p.uuid(),
    takesLayerId: p.text(),
    takesFrom: instant(),
    takesTo: instant(),
    createdAt: instant(),
    version: version(),
  },
  indexes: [{ properties: ['mspId', 'rotationId'] }],
  ...walled(keptForGood),
});

/** Where round-robin stands in a team. */
export const AssignmentTurnEntity = defineEntity({
  name: 'AssignmentTurn',
  tableName: 'assignment_turn',
  properties: {
    mspId: p.uuid().primary(),
    teamId: p.uuid().primary(),
    /** Who had the last turn. */
    personId: p.uuid().strictNullable(),
    place: p.integer(),
  },
  ...walled(keptForGood),
});

/** Whose which work of a clinic is. */
export const CoManagedAgreementEntity = defineEntity({
  name: 'CoManagedAgreement',
  tableName: 'co_managed_agreement',
  properties: {
    ...tenantKey(),
    clinicId: p.uuid(),
    name: p.text(),
    terms: p.json<Omit<CoManagedAgreement, 'name'>>(),
    createdAt: instant(),
    version: version(),
  },
  indexes: [{ properties: ['mspId', 'clinicId', 'createdAt'] }],
  ...walled({
    // Both sides see what was agreed.
    select: inClinics('full'),
    insert: `(${isProvider} and ${inClinics('full')})`,
    update: `(${isProvider} and ${inClinics('full')})`,
  }),
});

/** Work that passed from one team to another, and why; append-only. */
export const HandOverEntity = defineEntity({
  name: 'HandOver',
  tableName: 'hand_over',
  properties: {
    ...tenantKey(),
    ticketId: p.uuid(),
    clinicId: p.uuid(),
    at: instant(),
    fromTeamId: p.uuid().strictNullable(),
    fromSide: p.enum(SIDES).strictNullable(),
    toTeamId: p.uuid(),
    toSide: p.enum(SIDES),
    reason: p.enum(HAND_OVER_REASONS),
    note: p.text().strictNullable(),
    /** Whether the receiver owns such work by the clinic's agreement; null: there is none. */
    asAgreed: p.boolean().strictNullable(),
    /** Whose the work is by the agreement, and by which lane. */
    responsibility: p.json<Record<string, unknown>>().strictNullable(),
    /** Who handed it over, if a person did. */
    personId: p.uuid().strictNullable(),
  },
  indexes: [{ properties: ['mspId', 'ticketId', 'at', 'id'] }],
  ...walled({
    select: `(${isProvider} and ${inClinics('full')})`,
    insert: `(${isProvider} and ${inClinics('full')})`,
  }),
});
