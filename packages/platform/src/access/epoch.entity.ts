import { defineEntity, p } from '@mikro-orm/core';
import { walled } from '../orm/policies.ts';

/**
 * Moves on with every change of an MSP's grants, credentials, people's standing, clinics, groups of
 * clinics or teams (by trigger). Every session compares it, in the transaction it works in, with the epoch its rights
 * were read under: so rights may be kept, and a change of them still counts at once.
 */
export const AccessEpochEntity = defineEntity({
  name: 'AccessEpoch',
  tableName: 'access_epoch',
  properties: { mspId: p.uuid().primary(), epoch: p.bigint('number') },
  ...walled({ select: 'true', insert: 'true', update: 'true' }),
});
