import {
  answerSwap as decideAnswer,
  proposeSwap as decideProposal,
  type Swap,
  type SwapAnswer,
  type SwapFacts,
} from '@wardline/dispatch';
import { type ClinicId, err, isUuid, ok, type PersonId, type Result } from '@wardline/kernel';
import { authorize } from '../access/authorize.ts';
import { checkNewId } from '../checks.ts';
import { notFound, type PlatformRefusal, versionConflict } from '../refusals.ts';
import type { Session } from '../session.ts';
import { TeamEntity } from '../tenancy/team.entity.ts';
import { type UnitOfWork, unitOfWork, type WorkResult } from '../unit-of-work.ts';
import { RotationSwapEntity } from './dispatch.entity.ts';
import { memberIdsOf } from './managed-team.ts';
import { insertOverride } from './overrides.ts';
import { absencesOf, type LoadedRotation, lockRotation, overridesOf } from './rotation.store.ts';

/** Time in a layer; epoch milliseconds. */
export interface SwapPart {
  readonly layerId: string;
  readonly from: number;
  readonly to: number;
}

export interface ProposeSwap {
  readonly id?: string | undefined;
  readonly rotationId: string;
  /** What you give. */
  readonly gives: SwapPart;
  /** Whose time you take. */
  readonly personId: string;
  readonly takes: SwapPart;
}

export interface AnswerSwap {
  readonly swapId: string;
  readonly expectedVersion: number;
  readonly answer: SwapAnswer;
}

type Done = Promise<WorkResult<{ readonly swapId: string; readonly rotationId: string }>>;

/** Asks somebody to change time on call with you. */
export function proposeSwap(session: Session, input: ProposeSwap): Done {
  return unitOfWork(session, async (uow) => {
    const loaded = await lockRotation(uow, input.rotationId);
    if (!loaded) return err(notFound(['rotationId']));
    const { actor, mspId } = session.principal.principal;
    const by = await actingMember(uow, loaded);
    if (!by.ok) return by;
    const memberIds = await memberIdsOf(uow, loaded.teamId);
    if (!memberIds.includes(input.personId)) return err(notFound(['personId']));
    const id = checkNewId(input.id, uow.newId);
    if (!id.ok) return id;
    const { gives, takes } = input;
    const proposed = decideProposal(
      loaded.rotation,
      {
        id: id.value,
        gives: { ...gives, personId: actor.id as PersonId },
        takes: { ...takes, personId: input.personId as PersonId },
      },
      await swapFacts(uow, loaded, [actor.id, input.personId]),
    );
    if (!proposed.ok) return proposed;
    uow.em.create(
      RotationSwapEntity,
      {
        mspId,
        id: id.value,
        rotationId: loaded.rotation.id,
        state: 'PROPOSED',
        givesPersonId: actor.id,
        givesLayerId: gives.layerId,
        givesFrom: gives.from,
        givesTo: gives.to,
        takesPersonId: input.personId,
        takesLayerId: takes.layerId,
        takesFrom: takes.from,
        takesTo: takes.to,
        createdAt: uow.now,
        version: 1,
      },
      { persist: true },
    );
    record(uow, 'SwapProposed', id.value, loaded, by.value);
    return ok({ swapId: id.value, rotationId: loaded.rotation.id });
  });
}

/** Agrees to a swap, which puts it into effect; or declines it, or withdraws one's own. */
export function answerSwap(session: Session, input: AnswerSwap): Done {
  return unitOfWork(session, async (uow) => {
    const { mspId, actor } = session.principal.principal;
    const row = isUuid(input.swapId)
      ? await uow.em.findOne(RotationSwapEntity, { mspId, id: input.swapId })
      : null;
    const loaded = row && (await lockRotation(uow, row.rotationId));
    if (!row || !loaded) return err(notFound(['swapId']));
    const by = await actingMember(uow, loaded);
    if (!by.ok) return by;
    if (row.version !== input.expectedVersion) return err(versionConflict(row.id, row.version));
    const swap: Swap = {
      id: row.id,
      state: row.state,
      gives: {
        personId: row.givesPersonId as PersonId,
        layerId: row.givesLayerId,
        from: row.givesFrom,
        to: row.givesTo,
      },
      takes: {
        personId: row.takesPersonId as PersonId,
        layerId: row.takesLayerId,
        from: row.takesFrom,
        to: row.takesTo,
      },
    };
    const people = [row.givesPersonId, row.takesPersonId];
    const facts = await swapFacts(uow, loaded, people);
    const answered = decideAnswer(
      loaded.rotation,
      swap,
      input.answer,
      actor.id as PersonId,
      facts,
      uow.newId,
    );
    if (!answered.ok) return answered;
    row.state = answered.value.swap.state;
    for (const override of answered.value.overrides) {
      insertOverride(uow, loaded.rotation.id, override);
    }
    record(uow, 'SwapAnswered', row.id, loaded, by.value, { state: row.state });
    return ok({ swapId: row.id, rotationId: loaded.rotation.id });
  });
}

/** Swaps are between members of the team, in person; whoever else asks, may not. */
async function actingMember(
  uow: UnitOfWork,
  { teamId }: LoadedRotation,
): Promise<Result<string, PlatformRefusal>> {
  const { actor, mspId } = uow.session.principal.principal;
  const members = await memberIdsOf(uow, teamId);
  if (actor.kind === 'MEMBER' && members.includes(actor.id)) return ok('own time on call');
  const team = await uow.em.findOne(TeamEntity, { mspId, id: teamId });
  const clinicId = (team?.clinicId ?? null) as ClinicId | null;
  return authorize(uow, 'team:manage', { clinicId, organizationId: null });
}

async function swapFacts(
  uow: UnitOfWork,
  { rotation }: LoadedRotation,
  people: readonly string[],
): Promise<SwapFacts> {
  return {
    now: uow.now,
    overrides: await overridesOf(uow, [rotation.id], uow.now),
    absences: await absencesOf(uow, people, uow.now),
    timeZones: uow.session.engine.ports.timeZones,
  };
}

function record(
  uow: UnitOfWork,
  type: string,
  recordId: string,
  { rotation }: LoadedRotation,
  authority: string,
  more: Readonly<Record<string, unknown>> = {},
) {
  const common = { recordType: 'RotationSwap', clinicId: null, authority };
  uow.record({ ...common, type, recordId, facts: { rotationId: rotation.id, ...more } });
}
