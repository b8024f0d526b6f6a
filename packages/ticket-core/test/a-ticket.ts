import type {
  Actor,
  AssetId,
  ClinicId,
  Id,
  LocationId,
  PersonId,
  TeamId,
  TicketId,
} from '@wardline/kernel';
import {
  type EntryId,
  evolveAll,
  type OpenTicketCommand,
  type OpenTicketFacts,
  openTicket,
  type TicketDetailsInput,
  type TicketEvent,
  type TicketState,
  type TicketType,
  type TransitionTicketCommand,
  transitionTicket,
} from '../src/index.ts';

/** `uuid<TicketId>(7)`: a UUID that says which one it is. */
export function uuid<T extends Id<string>>(n: number): T {
  return `00000000-0000-7000-8000-${String(n).padStart(12, '0')}` as T;
}

export const riverside = uuid<ClinicId>(1);
export const lakeside = uuid<ClinicId>(2);
export const nurse = uuid<PersonId>(11);
export const technician = uuid<PersonId>(12);
export const biomed = uuid<PersonId>(13);
export const stranger = uuid<PersonId>(14);
export const desk = uuid<TeamId>(21);
export const clinicalEngineering = uuid<TeamId>(22);
export const pump = uuid<AssetId>(31);
export const ventilator = uuid<AssetId>(32);
export const printer = uuid<AssetId>(33);
export const lakesidePrinter = uuid<AssetId>(34);
export const room4 = uuid<LocationId>(41);
export const entry = (n: number) => uuid<EntryId>(100 + n);

export const byNurse: Actor = { kind: 'MEMBER', id: nurse };
export const byTechnician: Actor = { kind: 'MEMBER', id: technician };
export const byKey: Actor = { kind: 'API_KEY', id: uuid(91) };

/** 2026-11-23T09:00:00Z, a Monday. */
export const monday9 = Date.UTC(2026, 10, 23, 9);
export const minutes = (n: number) => n * 60_000;
export const days = (n: number) => n * 24 * 60 * 60_000;

export const facts: OpenTicketFacts = {
  clinicExists: true,
  people: [nurse, technician, biomed],
  assets: [
    { id: pump, clinicId: riverside, criticality: 'CARE_CRITICAL' },
    { id: ventilator, clinicId: riverside, criticality: 'LIFE_SUPPORT' },
    { id: printer, clinicId: riverside, criticality: 'LOW' },
    { id: lakesidePrinter, clinicId: lakeside, criticality: 'LOW' },
  ],
  location: { id: room4, clinicId: riverside },
  team: { id: desk, memberIds: [technician] },
};

export const report: OpenTicketCommand = {
  at: monday9,
  by: byNurse,
  id: uuid<TicketId>(1042),
  number: 'INC-1042',
  type: 'INCIDENT',
  clinicId: riverside,
  requesterId: nurse,
  title: 'Label printer in room 4 prints nothing',
  channel: 'PORTAL',
  domain: 'IT',
};

/** A ticket that was opened so; refusals are a mistake of the test. */
export function aTicket(command: Partial<OpenTicketCommand> = {}): TicketState {
  return after(null, openTicket({ ...report, ...command }, facts));
}

/** What the opening of each type must at least say. */
export const MINIMAL_DETAILS: Readonly<Partial<Record<TicketType, TicketDetailsInput>>> = {
  CHANGE: { of: 'CHANGE', kind: 'NORMAL' },
  WORK_ORDER: { of: 'WORK_ORDER', kind: 'REPAIR' },
};

/** A ticket of some type. */
export const aTicketOf = (type: TicketType, command: Partial<OpenTicketCommand> = {}) =>
  aTicket({ type, details: MINIMAL_DETAILS[type], ...command });

/** The same ticket, some steps later, a minute each. */
export function taken(
  ticket: TicketState,
  ...steps: readonly Omit<TransitionTicketCommand, 'at' | 'by'>[]
): TicketState {
  return steps.reduce(
    (state, step, index) =>
      after(
        state,
        transitionTicket(state, {
          at: ticket.openedAt + minutes(index + 1),
          by: byTechnician,
          ...step,
        }),
      ),
    ticket,
  );
}

/** The ticket after a decision that must have been accepted. */
export function after(
  ticket: TicketState | null,
  outcome: { ok: true; value: readonly TicketEvent[] } | { ok: false; error: unknown },
): TicketState {
  const state = evolveAll(ticket, accepted(outcome));
  if (!state) throw new Error('no ticket');
  return state;
}

export function accepted<T>(outcome: { ok: true; value: T } | { ok: false; error: unknown }): T {
  if (!outcome.ok) throw new Error(`refused: ${JSON.stringify(outcome.error)}`);
  return outcome.value;
}
