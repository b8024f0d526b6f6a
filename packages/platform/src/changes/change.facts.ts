import { type ChangeDetails, detailsOf, type TicketState } from '@wardline/ticket-core';
import { AssetEntity } from '../assets/asset.entity.ts';
import { AssetDependencyEntity } from '../assets/asset-relation.entity.ts';
import { CalendarEntity } from '../calendars/calendar.entity.ts';
import { takeTurns } from '../orm/take-turns.ts';
import { ChecklistTemplateEntity } from '../tasks/checklist-template.entity.ts';
import { ChecklistEntity } from '../tasks/task.entity.ts';
import { ClinicEntity, type ClinicRow } from '../tenancy/clinic.entity.ts';
import { TicketAssetEntity, TicketEntity } from '../tickets/ticket.entity.ts';
import { loadClinic } from '../tickets/ticket.facts.ts';
import type { UnitOfWork } from '../unit-of-work.ts';
import { BlackoutEntity } from './blackout.entity.ts';
import {
  type ClinicTimes,
  changeWindows,
  PLANNED_STATES,
  type WindowParts,
} from './change-windows.ts';
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
  const { em } = uow;
  const { mspId } = uow.session.principal.principal;
  const clinic = await loadClinic(uow, ticket.clinicId);
  // Of two that are scheduled at once, neither would see the other; what needs what ends at the organization.
  await takeTurns(uow, 'changes', clinic?.organizationId ?? '');
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
  const own = clinic && (await loadTimes(uow, clinic));
  return {
    ...(own ?? { hours: null, blackouts: [] }),
    change,
    dependents: await loadDependents(uow, ticket),
    changes: changes.map(({ id, number, details }) => ({
      id,
      number,
      window: details?.of === 'CHANGE' ? details.window : null,
    })),
  };
}

async function loadTimes(
  { em, session, now }: UnitOfWork,
  { id: clinicId, calendarId }: Pick<ClinicRow, 'id' | 'calendarId'>,
): Promise<ClinicTimes> {
  const { mspId } = session.principal.principal;
  const calendar = calendarId ? await em.findOne(CalendarEntity, { mspId, id: calendarId }) : null;
  const blackouts = await em.find(BlackoutEntity, { mspId, clinicId, endsAt: { $gt: now } });
  return {
    hours: calendar?.definition ?? null,
    blackouts: blackouts.map(({ name, startsAt: from, endsAt: until }) => ({ name, from, until })),
  };
}

/** The other clinics whose assets need what the change touches, as the caller sees them: they stand still with it. */
async function loadDependents(uow: UnitOfWork, ticket: TicketState): Promise<ClinicTimes[]> {
  const { em, session } = uow;
  const { mspId } = session.principal.principal;
  const dependsOnId = { $in: [...ticket.assetIds] };
  const needing = await em.find(AssetDependencyEntity, { mspId, dependsOnId });
  if (needing.length === 0) return [];
  const assets = await em.find(
    AssetEntity,
    {
      ...{ mspId, id: { $in: needing.map(({ assetId }) => assetId) } },
      clinicId: { $ne: ticket.clinicId },
    },
    { fields: ['clinicId'] },
  );
  const ids = [...new Set(assets.map(({ clinicId }) => clinicId))];
  if (ids.length === 0) return [];
  const clinics = await em.find(ClinicEntity, { mspId, id: { $in: ids } });
  const times: ClinicTimes[] = [];
  for (const clinic of clinics) times.push(await loadTimes(uow, clinic));
  return times;
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
