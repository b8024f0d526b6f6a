import { TicketFilter, TicketOrder } from '../filters.ts';
import { Node } from '../node/node.type.ts';
import { column, idField, many, one } from '../reading/fields.ts';
import { Asset, Clinic, Location, Ticket } from '../rows.ts';
import { DateTime } from '../scalars.ts';
import { Domain } from '../tickets/ticket.enums.ts';
import {
  AssetKind,
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
    registeredAt: column(t, 'registeredAt', DateTime, {
      description: 'When it was put on the register.',
    }),
    updatedAt: column(t, 'updatedAt', DateTime, { description: 'When it last changed.' }),
    version: column(t, 'version', 'Int', { description: 'Grows by one with each change.' }),
  }),
});
