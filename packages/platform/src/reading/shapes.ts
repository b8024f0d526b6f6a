// Every shape there is, by name; ids in the API name one of them.
import { assetShape } from '../assets/asset.shape.ts';
import { auditEntryShape } from '../audit/audit.shape.ts';
import { calendarShape, calendarVersionShape } from '../calendars/calendar.shape.ts';
import { apiKeyShape, grantShape, personShape } from '../people/people.shape.ts';
import { agreementShape, clockShape } from '../sla/sla.shape.ts';
import {
  clinicShape,
  locationShape,
  mspShape,
  organizationShape,
  teamShape,
} from '../tenancy/tenancy.shape.ts';
import { ticketShape, timelineShape } from '../tickets/ticket.shape.ts';
import type { Shape } from './shape.ts';

export const shapes = {
  Msp: mspShape,
  Organization: organizationShape,
  Clinic: clinicShape,
  Location: locationShape,
  Team: teamShape,
  Person: personShape,
  Grant: grantShape,
  ApiKey: apiKeyShape,
  Asset: assetShape,
  Calendar: calendarShape,
  CalendarVersion: calendarVersionShape,
  Agreement: agreementShape,
  Ticket: ticketShape,
  TimelineEntry: timelineShape,
  Clock: clockShape,
  AuditEntry: auditEntryShape,
} as const;

export type ShapeName = keyof typeof shapes;

export function shapeNamed(name: string): Shape {
  const shape = Object.hasOwn(shapes, name) ? shapes[name as ShapeName] : undefined;
  if (!shape) throw new Error(`There is no shape ${name}.`);
  return shape;
}
