import {
  type ClinicId,
  checkText,
  err,
  isUuid,
  type OrganizationId,
  ok,
  parseInstant,
  refusal,
} from '@wardline/kernel';
import {
  type ChecklistId,
  startChecklist,
  type TaskId,
  type TicketState,
} from '@wardline/ticket-core';
import { asService } from '../access/as-service.ts';
import { authorize } from '../access/authorize.ts';
import { serviceContext } from '../access/signed-in.ts';
import { checkNewId, checkOptionalText } from '../checks.ts';
import { takeTurns } from '../orm/take-turns.ts';
import { notFound } from '../refusals.ts';
import type { Session } from '../session.ts';
import {
  ChecklistTemplateEntity,
  type ChecklistTemplateRow,
} from '../tasks/checklist-template.entity.ts';
import { type AlongWithOpening, type OpenTicket, openTicketIn } from '../tickets/open-ticket.ts';
import { loadClinic } from '../tickets/ticket.facts.ts';
import { type UnitOfWork, unitOfWork, type WorkResult } from '../unit-of-work.ts';
import { hrSteps } from './hr-checklist.ts';
import { HR_EVENT_KINDS, HrEventEntity, type HrEventKind } from './work.entity.ts';

export interface RecordHrEvent {
  readonly id?: string | undefined;
  readonly kind: HrEventKind;
  readonly clinicId: string;
  readonly personName: string;
  /** The date on the wall calendar from which it holds. */
  readonly effectiveOn: string;
  /** What the person works as, afterwards. */
  readonly role?: string | null | undefined;
  /** What access is about: `EHR`, `Badge`, `VPN`. */
  readonly systems?: readonly string[] | undefined;
  /** The checklist to work through in place of Wardline's own for such events. */
  readonly checklistTemplateId?: string | undefined;
  readonly externalId?: string | null | undefined;
}

const TITLES: Readonly<Record<HrEventKind, string>> = {
  STARTER: 'New at the clinic: access for',
  MOVER: 'New tasks: access of',
  LEAVER: 'Leaves the clinic: access of',
};
const NAMES: Readonly<Record<HrEventKind, string>> = {
  STARTER: 'Access of a new colleague',
  MOVER: 'Access after new tasks',
  LEAVER: 'Access of a leaver',
};
/** As many as leave room for a template's own steps. */
const MOST_SYSTEMS = 50;

/**
 * Takes over that somebody begins, moves or leaves, and opens the ticket for their access with its
 * checklist. The ticket is confidential: that somebody leaves is not their colleagues' to read. An event
 * that the other system names by an id of its own is taken over once; the same id with other content is
 * refused with `EXTERNAL_ID_REUSED`, for it would be lost.
 */
export function recordHrEvent(
  session: Session,
  input: RecordHrEvent,
): Promise<WorkResult<{ readonly hrEventId: string; readonly ticketId: string }>> {
  return unitOfWork(session, async (uow) => {
    const { kind, clinicId, effectiveOn, systems = [] } = input;
    const id = checkNewId(input.id, uow.newId);
    if (!id.ok) return id;
    if (!HR_EVENT_KINDS.includes(kind)) {
      const message = `kind is one of ${HR_EVENT_KINDS.join(', ')}.`;
      return err(refusal('VALUE_UNKNOWN', message, ['kind']));
    }
    const name = checkText(input.personName, { path: ['personName'], max: 150 });
    if (!name.ok) return name;
    if (parseInstant(`${effectiveOn}T00:00:00Z`) === null) {
      const message = 'effectiveOn is a date: 2026-12-24.';
      return err(refusal('DATE_INVALID', message, ['effectiveOn']));
    }
    const role = checkOptionalText(input.role, 'role');
    if (!role.ok) return role;
    const externalId = checkOptionalText(input.externalId, 'externalId');
    if (!externalId.ok) return externalId;
    if (systems.length > MOST_SYSTEMS) {
      const message = `Name at most ${MOST_SYSTEMS} systems.`;
      return err(refusal('LIST_TOO_LONG', message, ['systems']));
    }
    for (const [index, system] of systems.entries()) {
      const text = checkText(system, { path: ['systems', index], max: 100 });
      if (!text.ok) return text;
    }
    const clinic = await loadClinic(uow, clinicId);
    if (!clinic) return err(notFound(['clinicId']));
    // Before anything is looked up: what is known already is told to none but those who may record it.
    const allowed = authorize(uow, 'ticket:create', {
      clinicId: clinic.id as ClinicId,
      organizationId: clinic.organizationId as OrganizationId,
      requesterId: null,
    });
    if (!allowed.ok) return allowed;
    const { mspId } = session.principal.principal;
    if (externalId.value !== null) await takeTurns(uow, 'HR event', clinic.id, externalId.value);
    const known =
      externalId.value !== null
        ? await uow.em.findOne(HrEventEntity, { mspId, clinicId, externalId: externalId.value })
        : null;
    if (known) {
      const same =
        known.kind === kind && known.personName === name.value && known.effectiveOn === effectiveOn;
      if (same) return ok({ hrEventId: known.id, ticketId: known.ticketId });
      const message = `This externalId is another event: a ${known.kind} of ${known.effectiveOn}. Send the id of the event, not of the person.`;
      return err(refusal('EXTERNAL_ID_REUSED', message, ['externalId']));
    }
    const template = await findTemplate(uow, input.checklistTemplateId);
    if (template === null) return err(notFound(['checklistTemplateId']));
    const roleText = role.value === null ? '' : ` Role: ${role.value}.`;
    const opened = await openOnOwnAccount(
      uow,
      {
        type: 'SERVICE_REQUEST',
        clinicId: clinicId as ClinicId,
        requesterId: null,
        title: `${TITLES[kind]} ${name.value}`,
        description: `Effective on ${effectiveOn}.${roleText}`,
        confidential: true,
        channel: 'API',
        domain: 'IT',
        category: 'Access',
      },
      (ticket) => startHrChecklist(uow, ticket, input, template),
    );
    if (!opened.ok) return opened;
    const { ticketId } = opened.value;
    uow.em.create(
      HrEventEntity,
      {
        mspId,
        id: id.value,
        kind,
        clinicId,
        personName: name.value,
        effectiveOn,
        externalId: externalId.value,
        ticketId,
        recordedAt: uow.now,
      },
      { persist: true },
    );
    uow.record({
      type: 'HrEventRecorded',
      recordType: 'HrEvent',
      recordId: id.value,
      clinicId,
      facts: { kind, ticketId },
      authority: allowed.value,
    });
    return ok({ hrEventId: id.value, ticketId });
  });
}

/**
 * Who runs a clinic tells of its people, and gives no steps to tickets: the checklist, and with it the
 * ticket, is written on Wardline's own account, in the caller's name. Nothing is looked up in there that
 * the caller has named, but the clinic, which they were let through to.
 */
function openOnOwnAccount(uow: UnitOfWork, ticket: OpenTicket, along: AlongWithOpening) {
  const { session } = uow;
  const context = serviceContext(session.principal.principal.mspId);
  const principal = { ...session.principal, context };
  return asService(uow, () =>
    openTicketIn({ ...uow, session: { ...session, principal } }, ticket, along),
  );
}

/** The template that is named; undefined: none is; null: there is no such one. */
async function findTemplate(uow: UnitOfWork, id: string | undefined) {
  if (id === undefined) return undefined;
  if (!isUuid(id)) return null;
  const { mspId } = uow.session.principal.principal;
  return uow.em.findOne(ChecklistTemplateEntity, { mspId, id, active: true });
}

function startHrChecklist(
  uow: UnitOfWork,
  ticket: TicketState,
  { kind, systems = [] }: RecordHrEvent,
  template: ChecklistTemplateRow | undefined,
) {
  const steps = hrSteps(kind, template?.steps ?? null, systems);
  return startChecklist(
    ticket,
    {
      at: uow.now,
      by: uow.session.principal.principal.actor,
      id: uow.newId() as ChecklistId,
      taskIds: steps.map(() => uow.newId() as TaskId),
      name: template?.name ?? NAMES[kind],
      order: template?.order ?? 'PARALLEL',
      steps,
      template: template ? { id: template.id, version: template.number } : null,
    },
    { taskCount: 0 },
  );
}
