import { type ClinicId, checkText, err, isUuid, ok, refusal } from '@wardline/kernel';
import { checkNewId, checkOptionalText } from '../checks.ts';
import type { Session } from '../session.ts';
import { openTicket } from '../tickets/open-ticket.ts';
import { unitOfWork, type WorkResult } from '../unit-of-work.ts';
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
  readonly externalId?: string | null | undefined;
}

const TITLES: Readonly<Record<HrEventKind, string>> = {
  STARTER: 'New at the clinic: access for',
  MOVER: 'New tasks: access of',
  LEAVER: 'Leaves the clinic: access of',
};
const STEPS: Readonly<Record<HrEventKind, readonly string[]>> = {
  STARTER: [
    'Confirm identity and role with the clinic',
    'Create the account with the least access the role needs',
    'Assign training that must be done before access',
    'Hand over devices and badge against signature',
  ],
  MOVER: [
    'Take away what the former role had and the new one has not',
    'Give what the new role needs',
    'Confirm the list with the clinic',
  ],
  LEAVER: [
    'Disable sign-in at the end of the last working day',
    'End sessions, tokens and remote access',
    'Take back devices and badge',
    'Pass mailbox and files on as the clinic says',
    'Confirm that nothing is left',
  ],
};
const DATE = /^\d{4}-\d{2}-\d{2}$/;

/**
 * Takes over that somebody begins, moves or leaves, and opens the ticket for their access with its
 * checklist. An event that the other system names by an id of its own is taken over once.
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
    if (!DATE.test(effectiveOn) || Number.isNaN(Date.parse(effectiveOn))) {
      return err(refusal('DATE_INVALID', 'effectiveOn is a date.', ['effectiveOn']));
    }
    const role = checkOptionalText(input.role, 'role');
    if (!role.ok) return role;
    const externalId = checkOptionalText(input.externalId, 'externalId');
    if (!externalId.ok) return externalId;
    if (systems.length > 50) {
      return err(refusal('LIST_TOO_LONG', 'Name at most 50 systems.', ['systems']));
    }
    for (const [index, system] of systems.entries()) {
      const text = checkText(system, { path: ['systems', index], max: 100 });
      if (!text.ok) return text;
    }
    const { mspId } = session.principal.principal;
    const known =
      externalId.value !== null && isUuid(clinicId)
        ? await uow.em.findOne(HrEventEntity, { mspId, clinicId, externalId: externalId.value })
        : null;
    if (known) return ok({ hrEventId: known.id, ticketId: known.ticketId });
    const checklist = [...STEPS[kind], ...systems.map((system) => `Access: ${system.trim()}`)];
    const opened = await openTicket(
      { ...session, idempotency: null, joins: uow },
      {
        type: 'SERVICE_REQUEST',
        clinicId: clinicId as ClinicId,
        requesterId: null,
        title: `${TITLES[kind]} ${name.value}`,
        description: [
          `Effective on ${effectiveOn}.${role.value === null ? '' : ` Role: ${role.value}.`}`,
          ...checklist.map((step) => `[ ] ${step}`),
        ].join('\n'),
        channel: 'API',
        domain: 'IT',
        category: 'Access',
      },
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
      authority: 'ticket:create',
    });
    return ok({ hrEventId: id.value, ticketId });
  });
}
