import type { MspId, PersonId } from '@wardline/kernel';
import { inject } from 'vitest';
import type { Wardline } from '../../src/index.ts';
import { type MspWorld, type TwoMsps, testMember } from './two-msps.ts';
import type { StoredMsp } from './world-as-json.ts';

/**
 * Two MSPs as like as two eggs, as `buildTwoMsps` tells: they are in the database already. Built once a
 * run, because it takes longer than most of the tests that begin with it.
 */
export async function twoMsps(wardline: Wardline): Promise<TwoMsps> {
  const { a, b } = inject('wardlineTestTemplate').world;
  return { a: await awaken(wardline, a), b: await awaken(wardline, b) };
}

async function awaken(wardline: Wardline, msp: StoredMsp): Promise<MspWorld> {
  const mspId = msp.mspId as MspId;
  const desk = wardline.as(wardline.service(mspId));
  const people = Object.fromEntries(
    Object.entries(msp.people).map(([name, { id }]) => [
      name,
      testMember(wardline, mspId, desk, id as PersonId),
    ]),
  );
  return { ...structuredClone(msp), desk, people } as MspWorld;
}
