import type { Column, Shape } from '../reading/shape.ts';

const id = (of: string) => ({ column: 'id', kind: 'id', of, sortable: true }) as const;
const ref = (column: string, of: string): Column => ({ column, kind: 'id', of });
const at = (column: string): Column => ({ column, kind: 'instant', sortable: true });
const text = (column: string): Column => ({ column, kind: 'text' });

export const absenceShape: Shape = {
  name: 'Absence',
  table: 'absence',
  requires: { permission: 'team:read' },
  columns: {
    id: id('Absence'),
    personId: ref('person_id', 'Person'),
    kind: text('kind'),
    beginsAt: at('begins_at'),
    endsAt: at('ends_at'),
  },
  one: { person: { to: 'Person', column: 'person_id' } },
  many: {},
  defaultOrder: [{ field: 'endsAt', direction: 'DESC' }],
};

export const rotationShape: Shape = {
  name: 'Rotation',
  table: 'rotation',
  requires: { permission: 'team:read' },
  columns: {
    id: id('Rotation'),
    name: { column: 'name', kind: 'text', sortable: true },
    layers: { column: 'layers', kind: 'json' },
    teamId: ref('team_id', 'Team'),
    createdAt: at('created_at'),
    version: { column: 'version', kind: 'integer' },
  },
  one: { team: { to: 'Team', column: 'team_id' } },
  many: {
    overrides: { to: 'RotationOverride', column: 'rotation_id' },
    swaps: { to: 'RotationSwap', column: 'rotation_id' },
  },
  defaultOrder: [{ field: 'name', direction: 'ASC' }],
};

export const rotationOverrideShape: Shape = {
  name: 'RotationOverride',
  table: 'rotation_override',
  requires: { permission: 'team:read' },
  columns: {
    id: id('RotationOverride'),
    layerId: text('layer_id'),
    personId: ref('person_id', 'Person'),
    rotationId: ref('rotation_id', 'Rotation'),
    swapId: ref('swap_id', 'RotationSwap'),
    beginsAt: at('begins_at'),
    endsAt: at('ends_at'),
    createdAt: at('created_at'),
  },
  one: {
    person: { to: 'Person', column: 'person_id' },
    rotation: { to: 'Rotation', column: 'rotation_id' },
  },
  many: {},
  // In the order in which they were made: of two that overlap, the later holds.
  defaultOrder: [{ field: 'createdAt', direction: 'ASC' }],
};

export const rotationSwapShape: Shape = {
  name: 'RotationSwap',
  table: 'rotation_swap',
  requires: { permission: 'team:read' },
  columns: {
    id: id('RotationSwap'),
    state: text('state'),
    rotationId: ref('rotation_id', 'Rotation'),
    givesLayerId: text('gives_layer_id'),
    givesFrom: at('gives_from'),
    givesTo: at('gives_to'),
    takesLayerId: text('takes_layer_id'),
    takesFrom: at('takes_from'),
    takesTo: at('takes_to'),
    createdAt: at('created_at'),
    version: { column: 'version', kind: 'integer' },
  },
  one: {
    rotation: { to: 'Rotation', column: 'rotation_id' },
    givesPerson: { to: 'Person', column: 'gives_person_id' },
    takesPerson: { to: 'Person', column: 'takes_person_id' },
  },
  many: {},
  defaultOrder: [{ field: 'createdAt', direction: 'DESC' }],
};

export const coManagedAgreementShape: Shape = {
  name: 'CoManagedAgreement',
  table: 'co_managed_agreement',
  requires: { permission: 'agreement:read' },
  columns: {
    id: id('CoManagedAgreement'),
    name: { column: 'name', kind: 'text', sortable: true },
    terms: { column: 'terms', kind: 'json' },
    clinicId: ref('clinic_id', 'Clinic'),
    createdAt: at('created_at'),
    version: { column: 'version', kind: 'integer' },
  },
  one: { clinic: { to: 'Clinic', column: 'clinic_id' } },
  many: {},
  defaultOrder: [{ field: 'createdAt', direction: 'DESC' }],
};

export const handOverShape: Shape = {
  name: 'HandOver',
  table: 'hand_over',
  requires: { permission: 'ticket:read-internal', clinicColumn: 'clinic_id', strict: true },
  columns: {
    id: id('HandOver'),
    at: at('at'),
    fromSide: text('from_side'),
    toSide: text('to_side'),
    reason: text('reason'),
    note: text('note'),
    asAgreed: { column: 'as_agreed', kind: 'boolean' },
    responsibility: { column: 'responsibility', kind: 'json' },
    ticketId: ref('ticket_id', 'Ticket'),
  },
  one: {
    ticket: { to: 'Ticket', column: 'ticket_id' },
    fromTeam: { to: 'Team', column: 'from_team_id' },
    toTeam: { to: 'Team', column: 'to_team_id' },
    by: { to: 'Person', column: 'person_id' },
  },
  many: {},
  defaultOrder: [{ field: 'at', direction: 'DESC' }],
};
