import { builder } from '../builder.ts';
import { defineMutation } from '../mutations/define-mutation.ts';
import { uuidOf } from '../node/global-id.ts';
import { Blackout, Clinic } from '../rows.ts';
import { DateTime } from '../scalars.ts';

const BlackoutCreateInput = builder.inputType('BlackoutCreateInput', {
  description: 'A time at which a clinic wants nothing changed.',
  fields: (t) => ({
    id: t.string({
      description:
        'Your own UUID for it, made beforehand: a retry with the same one cannot make a second. Not the opaque id of the API.',
    }),
    clinicId: t.id({ required: true, description: 'The clinic.' }),
    name: t.string({ required: true, description: 'Why: an audit, month end.' }),
    from: t.field({ type: DateTime, required: true, description: 'Its first instant.' }),
    until: t.field({ type: DateTime, required: true, description: 'The first instant after it.' }),
  }),
});

const BlackoutRemoveInput = builder.inputType('BlackoutRemoveInput', {
  description: 'A blackout to end.',
  fields: (t) => ({
    blackoutId: t.id({ required: true, description: 'The blackout.' }),
  }),
});

defineMutation('blackoutCreate', {
  description: 'Keeps changes out of a time at a clinic.',
  input: BlackoutCreateInput,
  returns: {
    blackout: {
      description: 'The blackout.',
      record: { type: Blackout, shape: 'Blackout', id: 'blackoutId' },
    },
  },
  run: (desk, { id, clinicId, name, from, until }) =>
    desk.blackouts.add({
      id: id ?? undefined,
      clinicId: uuidOf('Clinic', clinicId),
      name,
      from,
      until,
    }),
});

defineMutation('blackoutRemove', {
  description: 'Lets changes in again.',
  input: BlackoutRemoveInput,
  returns: {
    clinic: {
      description: 'The clinic.',
      record: { type: Clinic, shape: 'Clinic', id: 'clinicId' },
    },
  },
  run: (desk, { blackoutId }) =>
    desk.blackouts.remove({ blackoutId: uuidOf('Blackout', blackoutId) }),
});
