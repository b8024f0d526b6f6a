import { type ChangeDetails, detailsOf, type TicketState } from '@wardline/ticket-core';
import { AssetDependencyEntity } from '../assets/asset-relation.entity.ts';
import { CalendarEntity } from '../calendars/calendar.entity.ts';
import { takeTurns } from '../orm/take-turns.ts';
import { ChecklistTemplateEntity } from '../tasks/checklist-template.entity.ts';
import { ChecklistEntity } from '../tasks/task.entity.ts';
import { TicketAssetEntity, TicketEntity } from '../tickets/ticket.entity.ts';
import { loadClinic } from '../tickets/ticket.facts.ts';
import type { UnitOfWork } from '../unit-of-work.ts';
import { BlackoutEntity } from './blackout.entity.ts';
import { changeWindows, PLANNED_STATES, type WindowParts } from './change-windows.ts';
import { loadRiskAssets, weighAssets } from './risk.facts.ts';

/** What a change's guards must know beyond the ticket. */
export async function loadChangeFacts(uow: UnitOfWork, ticket: TicketState) {
  const change = detailsOf(ticket, 'CHANGE');
  if (!change) return {};
  const { window } = change;
  const conflicts =
    window === null
      ? []
      : changeWindows(uow.session.engine.calendars).conflicts(
          await loadWindowParts(uow, ticket, change),
          window,
        );
  return {
    ...weighAssets(change, await loadRiskAssets(uow, ticket.assetIds)),
    approvedModels: await loadModels(uow, ticket.id),
    conflicts,
  };
}

async function loadWindowParts(
  uow: UnitOfWork,
  ticket: TicketState,
  change: ChangeDetails,
): Promise<WindowParts> {
  const { em, now } = uow;
  const { mspId } = uow.session.principal.principal;
  const clinic = await loadClinic(uow, ticket.clinicId);
  // Of two that are scheduled at once, neither would see the other; what needs what ends at the organization.
  await takeTurns(uow, 'changes', clinic?.organizationId ?? '');
  const calendar = clinic?.calendarId
    ? await em.findOne(CalendarEntity, { mspId, id: clinic.calendarId })
    : null;
  const blackouts = await em.find(BlackoutEntity, {
    mspId,
    clinicId: ticket.clinicId,
    endsAt: { $gt: now },
  });
  const around = await loadAround(uow, ticket.assetIds);
  const touching = await em.find(TicketAssetEntity, {
    mspId,
    assetId: { $in: around },
    ticketId: { $ne: ticket.id },
  });
  const ids = [...new Set(touching.map(({ ticketId }) => ticketId))];
  const changes = await em.find(TicketEntity, {
    mspId,
    id: { $in: ids },
    type: 'CHANGE',
    state: { $in: [...PLANNED_STATES] },
  });
  return {
    change,
    hours: calendar?.definition ?? null,
    blackouts: blackouts.map(({ name, startsAt: from, endsAt: until }) => ({ name, from, until })),
    changes: changes.map(({ id, number, details }) => ({
      id,
      number,
      window: details?.of === 'CHANGE' ? details.window : null,
    })),
  };
}

/** What is touched with some assets: they, all that needs them, and all they need. */
async function loadAround({ em, session }: UnitOfWork, ids: readonly string[]): Promise<string[]> {
  const { mspId } = session.principal.principal;
  const assetIds = [...ids];
  const found = await em.find(AssetDependencyEntity, {
    mspId,
    $or: [{ assetId: { $in: assetIds } }, { dependsOnId: { $in: assetIds } }],
  });
  return [...new Set([...ids, ...found.flatMap((each) => [each.assetId, each.dependsOnId])])];
}

/** The pre-approved models that the ticket's checklists follow. */
async function loadModels(uow: UnitOfWork, ticketId: string): Promise<string[]> {
  const { mspId } = uow.session.principal.principal;
  const checklists = await uow.em.find(ChecklistEntity, { mspId, ticketId });
  const ids = checklists.flatMap(({ templateId }) => templateId ?? []);
  if (ids.length === 0) return [];
  const models = await uow.em.find(ChecklistTemplateEntity, {
    mspId,
    id: { $in: ids },
    preApproved: true,
    active: true,
  });
  return models.map(({ name }) => name);
}
