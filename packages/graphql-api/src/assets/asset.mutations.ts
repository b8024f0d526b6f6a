import { builder } from '../builder.ts';
import { defineMutation } from '../mutations/define-mutation.ts';
import { given } from '../mutations/given.ts';
import { optionalUuidOf, uuidOf } from '../node/global-id.ts';
import { Asset, AssetRelation } from '../rows.ts';
import {
  AssetKind,
  AssetRelationKind,
  AssetState,
  Criticality,
  EphiAnswer,
  OutOfServiceReason,
} from './asset.enums.ts';

const asset = {
  description: 'The asset.',
  record: { type: Asset, shape: 'Asset', id: 'assetId' },
} as const;
const conflictsOn = 'Asset' as const;
const target = { assetId: 'The asset.', expectedVersion: 'The version you decided on.' };

defineMutation('assetCreate', {
  description: 'Puts an asset on a clinic’s register.',
  input: builder.inputType('AssetCreateInput', {
    description: 'An asset to register.',
    fields: (t) => ({
      id: t.string({
        description:
          'Your own UUID for it, made beforehand; a retry with the same one cannot make a second.',
      }),
      clinicId: t.id({ required: true, description: 'The clinic.' }),
      kind: t.field({
        type: AssetKind,
        required: true,
        description: 'What it is; cannot be changed.',
      }),
      name: t.string({ required: true, description: 'What people call it.' }),
      deviceClass: t.string({
        description: 'Which kind of medical device; required for those, refused for others.',
      }),
      criticality: t.field({ type: Criticality, description: 'Default: LOW.' }),
      ephi: t.field({ type: EphiAnswer, description: 'Default: UNKNOWN.' }),
      state: t.field({ type: AssetState, description: 'Default: PLANNED.' }),
      outOfServiceReason: t.field({
        type: OutOfServiceReason,
        description: 'With OUT_OF_SERVICE.',
      }),
      tag: t.string({ description: 'The label on it; unique in the MSP.' }),
      serial: t.string({ description: 'The serial number.' }),
      manufacturer: t.string({ description: 'Who made it.' }),
      model: t.string({ description: 'The model.' }),
      locationId: t.id({ description: 'Where it should be; of the same clinic.' }),
    }),
  }),
  returns: { asset },
  run: (desk, { clinicId, locationId, ...input }) =>
    desk.assets.register({
      ...given(input),
      kind: input.kind,
      name: input.name,
      clinicId: uuidOf('Clinic', clinicId) as never,
      locationId: optionalUuidOf('Location', locationId) as never,
    }),
});

defineMutation('assetUpdate', {
  description: 'Changes what is known about an asset.',
  input: builder.inputType('AssetUpdateInput', {
    description: 'New values for some fields; what is left out stays, null is unknown.',
    fields: (t) => ({
      assetId: t.id({ required: true, description: target.assetId }),
      expectedVersion: t.int({ required: true, description: target.expectedVersion }),
      name: t.string({ description: 'What people call it.' }),
      deviceClass: t.string({ description: 'Which kind of medical device.' }),
      criticality: t.field({ type: Criticality, description: 'How much care depends on it.' }),
      ephi: t.field({ type: EphiAnswer, description: 'Whether it holds ePHI.' }),
      tag: t.string({ description: 'The label on it.' }),
      serial: t.string({ description: 'The serial number.' }),
      manufacturer: t.string({ description: 'Who made it.' }),
      model: t.string({ description: 'The model.' }),
      locationId: t.id({ description: 'Where it should be.' }),
    }),
  }),
  returns: { asset },
  conflictsOn,
  run: (desk, { assetId, expectedVersion, name, criticality, ephi, locationId, ...input }) =>
    desk.assets.update({
      assetId: uuidOf('Asset', assetId),
      expectedVersion,
      changes: {
        ...input,
        ...given({ name, criticality, ephi }),
        locationId: optionalUuidOf('Location', locationId) as never,
      },
    }),
});

defineMutation('assetTransition', {
  description: 'Takes an asset along one arrow of its lifecycle.',
  input: builder.inputType('AssetTransitionInput', {
    description: 'A state to take an asset to.',
    fields: (t) => ({
      assetId: t.id({ required: true, description: target.assetId }),
      expectedVersion: t.int({ required: true, description: target.expectedVersion }),
      to: t.field({ type: AssetState, required: true, description: 'Where to.' }),
      outOfServiceReason: t.field({
        type: OutOfServiceReason,
        description: 'With OUT_OF_SERVICE.',
      }),
      note: t.string({ description: 'Why.' }),
    }),
  }),
  returns: { asset },
  conflictsOn,
  run: (desk, { assetId, ...input }) =>
    desk.assets.transition({ ...input, assetId: uuidOf('Asset', assetId) }),
});

defineMutation('assetRelationAdd', {
  description:
    'Says how an asset stands to another one of its organization; the same again changes nothing. Impact, risk of changes and their conflicts follow from it.',
  input: builder.inputType('AssetRelationAddInput', {
    description: 'Two assets: the first is `kind` the second.',
    fields: (t) => ({
      id: t.string({
        description:
          'Your own UUID for it, made beforehand; a retry with the same one cannot make a second.',
      }),
      assetId: t.id({ required: true, description: 'The asset it is said of.' }),
      kind: t.field({ type: AssetRelationKind, required: true, description: 'How it stands.' }),
      relatedAssetId: t.id({ required: true, description: 'The other asset.' }),
    }),
  }),
  returns: {
    asset,
    relation: {
      description: 'The relation.',
      record: { type: AssetRelation, shape: 'AssetRelation', id: 'relationId' },
    },
  },
  run: (desk, { id, assetId, kind, relatedAssetId }) =>
    desk.assets.relate({
      ...given({ id }),
      kind,
      assetId: uuidOf('Asset', assetId),
      relatedAssetId: uuidOf('Asset', relatedAssetId),
    }),
});

defineMutation('assetRelationRemove', {
  description: 'Takes back how an asset was said to stand to another.',
  input: builder.inputType('AssetRelationRemoveInput', {
    description: 'A relation to take back.',
    fields: (t) => ({
      relationId: t.id({ required: true, description: 'The relation.' }),
    }),
  }),
  returns: { asset },
  run: (desk, { relationId }) =>
    desk.assets.unrelate({ relationId: uuidOf('AssetRelation', relationId) }),
});
