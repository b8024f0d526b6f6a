import {
  type AssetId,
  type ClinicId,
  checkText,
  err,
  ok,
  type Result,
  refusal,
} from '@wardline/kernel';
import type { TicketInputRefused, TicketRefusal } from '../errors.ts';
import { checkBody, checkNotFinal } from '../tickets/check-input.ts';
import { LIMITS, type TicketState } from '../tickets/ticket.ts';

/** One cause hits many clients: tell each of them, and none of the others. */
export interface PlanFanOutCommand {
  /** What each client reads: written for all of them, naming none. */
  readonly title: string;
  readonly description?: string | undefined;
}

export interface FanOutFacts {
  /** What is affected, wherever the actor may look. */
  readonly assets: readonly { readonly id: AssetId; readonly clinicId: ClinicId }[];
  /** Clinics that have a ticket of this problem already. */
  readonly told: readonly ClinicId[];
}

/** The ticket of one clinic. */
export interface PlannedTicket {
  readonly clinicId: ClinicId;
  readonly title: string;
  readonly description: string;
  readonly assetIds: readonly AssetId[];
  /** How many affected assets found no room in the ticket. */
  readonly omittedAssets: number;
}

/** The most clinics one fan-out reaches; the rest is done by a second one. */
export const FAN_OUT_CLINICS = 100;

/**
 * The blast radius of a problem as a plan: one ticket a clinic, with that clinic's assets and nobody
 * else's, in the order of the clinics' ids. Clinics that were told already are left out, so that the
 * same fan-out twice tells nobody twice.
 * @returns the plan; refusals: `NOT_FOR_THIS_TYPE`, `TICKET_CLOSED`, texts, `LIST_TOO_LONG`.
 */
export function planFanOut(
  problem: TicketState,
  command: PlanFanOutCommand,
  facts: FanOutFacts,
): Result<readonly PlannedTicket[], TicketRefusal> {
  if (problem.type !== 'PROBLEM') {
    return err(
      refusal('NOT_FOR_THIS_TYPE', 'Only a problem is behind the tickets of many clinics.'),
    );
  }
  const open = checkNotFinal(problem);
  if (!open.ok) return open;
  const title = checkText(command.title, { path: ['title'], max: LIMITS.title });
  if (!title.ok) return title;
  const description = checkBody(command.description ?? '', 'description', true);
  if (!description.ok) return description;
  const told = new Set(facts.told);
  const byClinic = new Map<ClinicId, Set<AssetId>>();
  for (const { id, clinicId } of facts.assets) {
    if (told.has(clinicId)) continue;
    const assets = byClinic.get(clinicId) ?? new Set();
    byClinic.set(clinicId, assets.add(id));
  }
  if (byClinic.size > FAN_OUT_CLINICS) return err(tooMany(byClinic.size));
  const clinics = [...byClinic].sort(([a], [b]) => (a < b ? -1 : 1));
  return ok(
    clinics.map(([clinicId, assets]) => ({
      clinicId,
      title: title.value,
      description: description.value,
      assetIds: [...assets].slice(0, LIMITS.listEntries),
      omittedAssets: Math.max(0, assets.size - LIMITS.listEntries),
    })),
  );
}

const tooMany = (clinics: number): TicketInputRefused =>
  refusal(
    'LIST_TOO_LONG',
    `${clinics} clinics are affected; tell at most ${FAN_OUT_CLINICS} at once.`,
    ['assetIds'],
  );
