import {
  type AssetId,
  type ClinicId,
  checkText,
  err,
  ok,
  type Result,
  refusal,
  type TicketId,
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
  /** The tickets that this problem has already, of whatever clinic. */
  readonly told: readonly ToldTicket[];
}

/** A ticket in which a clinic was told of the problem. */
export interface ToldTicket {
  readonly id: TicketId;
  readonly clinicId: ClinicId;
  readonly assetIds: readonly AssetId[];
  readonly isOpen: boolean;
}

/** The ticket of one clinic. */
export interface PlannedTicket {
  readonly clinicId: ClinicId;
  readonly title: string;
  readonly description: string;
  readonly assetIds: readonly AssetId[];
}

/** Who is to be told what. */
export interface FanOutPlan {
  /** One a clinic, in the order of the clinics' ids. */
  readonly opened: readonly PlannedTicket[];
  /** Open tickets that more is affected of than they say: their assets, the new ones last. */
  readonly extended: readonly Pick<ToldTicket, 'id' | 'assetIds'>[];
  /** Affected assets that found no room in their clinic's ticket. */
  readonly omitted: readonly AssetId[];
}

/** The most clinics one fan-out reaches; the rest is done by a second one. */
export const FAN_OUT_CLINICS = 100;

/**
 * The blast radius of a problem as a plan: one ticket a clinic, with that clinic's assets and nobody
 * else's. A clinic that was told already and still works on it has the new assets added to its ticket;
 * the same fan-out twice tells nobody twice.
 * @returns the plan; refusals: `NOT_FOR_THIS_TYPE`, `TICKET_CLOSED`, texts, `LIST_TOO_LONG`.
 */
export function planFanOut(
  problem: TicketState,
  command: PlanFanOutCommand,
  facts: FanOutFacts,
): Result<FanOutPlan, TicketRefusal> {
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
  const fresh = newAssetsOf(facts);
  const goingOn = new Map(facts.told.flatMap((t) => (t.isOpen ? [[t.clinicId, t] as const] : [])));
  const clinics = [...fresh].sort(([a], [b]) => (a < b ? -1 : 1));
  const untold = clinics.filter(([clinicId]) => !goingOn.has(clinicId));
  if (untold.length > FAN_OUT_CLINICS) return err(tooMany(untold.length));
  const omitted: AssetId[] = [];
  const fitting = (present: readonly AssetId[], assets: ReadonlySet<AssetId>) => {
    const room = Math.max(0, LIMITS.listEntries - present.length);
    omitted.push(...[...assets].slice(room));
    return [...present, ...[...assets].slice(0, room)];
  };
  const opened = untold.map(([clinicId, assets]) => ({
    clinicId,
    title: title.value,
    description: description.value,
    assetIds: fitting([], assets),
  }));
  const extended = clinics.flatMap(([clinicId, assets]) => {
    const ticket = goingOn.get(clinicId);
    if (!ticket) return [];
    const assetIds = fitting(ticket.assetIds, assets);
    return assetIds.length > ticket.assetIds.length ? [{ id: ticket.id, assetIds }] : [];
  });
  return ok({ opened, extended, omitted });
}

/** By clinic, what no ticket of the problem names yet. */
function newAssetsOf({ assets, told }: FanOutFacts): Map<ClinicId, Set<AssetId>> {
  const known = new Set(told.flatMap((ticket) => ticket.assetIds));
  const byClinic = new Map<ClinicId, Set<AssetId>>();
  for (const { id, clinicId } of assets) {
    if (known.has(id)) continue;
    const of = byClinic.get(clinicId) ?? new Set();
    byClinic.set(clinicId, of.add(id));
  }
  return byClinic;
}

const tooMany = (clinics: number): TicketInputRefused =>
  refusal(
    'LIST_TOO_LONG',
    `${clinics} clinics are affected; tell at most ${FAN_OUT_CLINICS} at once.`,
    ['assetIds'],
  );
