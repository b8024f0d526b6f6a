import {
  AssetFilter,
  AssetOrder,
  AssetRelationFilter,
  TicketFilter,
  TicketOrder,
} from '../filters.ts';
import { Node } from '../node/node.type.ts';
import { column, idField, many, one } from '../reading/fields.ts';
import { Asset, AssetRelation, Clinic, Location, Ticket } from '../rows.ts';
import { DateTime } from '../scalars.ts';
import { Domain } from '../tickets/ticket.enums.ts';
import {
  AssetKind,
  AssetRelationKind,
  AssetState,
  Criticality,
  EphiAnswer,
  OutOfServiceReason,
} from './asset.enums.ts';

Asset.implement({
  description:
    'A thing a clinic depends on: IT, medical device, building technology, or a service.',
  interfaces: [Node],
  fields: (t) => ({
    id: idField(t, 'Asset'),
    name: column(t, 'name', 'String', { description: 'What people call it.' }),
    kind: column(t, 'kind', AssetKind, { description: 'What it is.' }),
    domain: column(t, 'domain', Domain, {
      description: 'Who looks after it; follows from the kind.',
    }),
    deviceClass: column(t, 'deviceClass', 'String', {
      nullable: true,
      description: 'Which kind of medical device.',
    }),
    criticality: column(t, 'criticality', Criticality, {
      description: 'How much care depends on it.',
    }),
    ephi: column(t, 'ephi', EphiAnswer, {
      description: 'Whether it holds electronic protected health information.',
    }),
    state: column(t, 'state', AssetState, { description: 'Where it is in its life.' }),
    outOfServiceReason: column(t, 'outOfServiceReason', OutOfServiceReason, {
      nullable: true,
      description: 'Why it is out of service; null while it is not.',
    }),
    tag: column(t, 'tag', 'String', {
      nullable: true,
      description: 'The label on it; unique in the MSP.',
    }),
    serial: column(t, 'serial', 'String', { nullable: true, description: 'The serial number.' }),
    manufacturer: column(t, 'manufacturer', 'String', {
      nullable: true,
      description: 'Who made it.',
    }),
    model: column(t, 'model', 'String', { nullable: true, description: 'The model.' }),
    clinic: one(t, 'clinic', Clinic, { description: 'The clinic it belongs to.' }),
    location: one(t, 'location', Location, { description: 'Where it should be.' }),
    tickets: many(t, 'tickets', Ticket, 'Ticket', {
      description: 'The tickets about it that you may see.',
      filter: TicketFilter,
      orderBy: TicketOrder,
    }),
    relations: many(t, 'relations', AssetRelation, 'AssetRelation', {
      description: 'What is said of it: it is `kind` another one.',
      filter: AssetRelationFilter,
    }),
    relatedFrom: many(t, 'relatedFrom', AssetRelation, 'AssetRelation', {
      description: 'What is said of others: they are `kind` it.',
      filter: AssetRelationFilter,
    }),
    dependencies: many(t, 'dependencies', Asset, 'Asset', {
      description:
        'All it needs to do its work, directly or over others. Of other clinics only what you may see.',
      filter: AssetFilter,
      orderBy: AssetOrder,
    }),
    dependents: many(t, 'dependents', Asset, 'Asset', {
      description:
        'All that stands still if it does, directly or over others: what care stops if this switch goes. Of other clinics only what you may see.',
      filter: AssetFilter,
      orderBy: AssetOrder,
    }),
    registeredAt: column(t, 'registeredAt', DateTime, {
      description: 'When it was put on the register.',
    }),
    updatedAt: column(t, 'updatedAt', DateTime, { description: 'When it last changed.' }),
    version: column(t, 'version', 'Int', { description: 'Grows by one with each change.' }),
  }),
});

AssetRelation.implement({
  description: 'How one asset stands to another of its organization: `asset` is `kind` `related`.',
  interfaces: [Node],
  fields: (t) => ({
    id: idField(t, 'AssetRelation'),
    kind: column(t, 'kind', AssetRelationKind, { description: 'How.' }),
    asset: one(t, 'asset', Asset, { description: 'The asset it is said of.' }),
    related: one(t, 'related', Asset, { description: 'The other asset.' }),
    createdAt: column(t, 'createdAt', DateTime, { description: 'When it was said.' }),
  }),
});
