import type { Actor, AssetId, ClinicId, Id, LocationId } from '@wardline/kernel';
import {
  type AssetEvent,
  type AssetState,
  evolveAssetHistory,
  type RegisterAssetCommand,
  registerAsset,
  type TransitionAssetCommand,
  transitionAsset,
} from '../src/index.ts';

/** `uuid<AssetId>(7)`: a UUID that says which one it is. */
export function uuid<T extends Id<string>>(n: number): T {
  return `00000000-0000-7000-8000-${String(n).padStart(12, '0')}` as T;
}

export const riverside = uuid<ClinicId>(1);
export const lakeside = uuid<ClinicId>(2);
export const room4 = uuid<LocationId>(41);
export const byTechnician: Actor = { kind: 'MEMBER', id: uuid(12) };
/** 2026-11-23T09:00:00Z. */
export const monday9 = Date.UTC(2026, 10, 23, 9);
export const facts = { clinicExists: true, location: { id: room4, clinicId: riverside } };

export const pump: RegisterAssetCommand = {
  at: monday9,
  by: byTechnician,
  id: uuid<AssetId>(31),
  clinicId: riverside,
  kind: 'MEDICAL_DEVICE',
  name: 'Infusion pump 7',
  deviceClass: 'infusion pump',
};

/** An asset that was registered so; refusals are a mistake of the test. */
export function anAsset(command: Partial<RegisterAssetCommand> = {}): AssetState {
  return after(null, registerAsset({ ...pump, ...command }, facts));
}

/** The same asset, some steps later. */
export function taken(
  asset: AssetState,
  ...steps: readonly Omit<TransitionAssetCommand, 'at' | 'by'>[]
): AssetState {
  return steps.reduce(
    (state, step) =>
      after(state, transitionAsset(state, { at: monday9, by: byTechnician, ...step })),
    asset,
  );
}

/** The asset after a decision that must have been accepted. */
export function after(
  asset: AssetState | null,
  outcome: { ok: true; value: readonly AssetEvent[] } | { ok: false; error: unknown },
): AssetState {
  const state = evolveAssetHistory(asset, accepted(outcome));
  if (!state) throw new Error('no asset');
  return state;
}

export function accepted<T>(outcome: { ok: true; value: T } | { ok: false; error: unknown }): T {
  if (!outcome.ok) throw new Error(`refused: ${JSON.stringify(outcome.error)}`);
  return outcome.value;
}
