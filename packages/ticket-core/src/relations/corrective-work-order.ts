import { ok, type Result } from '@wardline/kernel';
import type { TicketRefusal } from '../errors.ts';
import type { LinkAdded, TicketOpened, TicketStateChanged } from '../events.ts';
import type { TaskState } from '../tasks/task.ts';
import {
  type OpenTicketCommand,
  type OpenTicketFacts,
  openTicket,
} from '../tickets/open-ticket.ts';
import { LIMITS, type TicketState } from '../tickets/ticket.ts';

/** Open the repair that a failed inspection, maintenance or repair calls for. */
export interface CorrectiveWorkOrderCommand
  extends Pick<OpenTicketCommand, 'at' | 'by' | 'id' | 'number' | 'channel'> {
  /** What was found, as it was said when the work order was completed. */
  readonly note: string | null;
}

export interface CorrectiveWorkOrderFacts extends OpenTicketFacts {
  /** The steps of the work order that failed. */
  readonly failedTasks: readonly Pick<TaskState, 'title'>[];
}

/** Whether what has just happened to a work order calls for a corrective one: it was completed and failed. */
export function callsForCorrection(
  { type }: Pick<TicketState, 'type'>,
  { to, outcome }: Pick<TicketStateChanged, 'to' | 'outcome'>,
): boolean {
  return type === 'WORK_ORDER' && to === 'COMPLETED' && outcome === 'FAIL';
}

/**
 * Opens the corrective work order: a repair at the same clinic, of the same assets, for the same team,
 * with what was found. Equipment that failed is not in order until it is closed (NFPA 99 and Joint
 * Commission EC.02.04.03 ask for the follow-up of each failure, not only for the inspection).
 * @returns `TicketOpened` and its link to what failed; refusals: those of an opening.
 */
export function openCorrectiveWorkOrder(
  failed: TicketState,
  { note, ...command }: CorrectiveWorkOrderCommand,
  { failedTasks, ...facts }: CorrectiveWorkOrderFacts,
): Result<readonly [TicketOpened, LinkAdded], TicketRefusal> {
  const found = [
    `${failed.number} failed.`,
    ...(note === null ? [] : [note]),
    ...failedTasks.map(({ title }) => `- ${title}`),
  ];
  const opened = openTicket(
    {
      ...command,
      type: 'WORK_ORDER',
      clinicId: failed.clinicId,
      requesterId: known(failed.requesterId, facts.people ?? []),
      title: cut(`Repair: ${failed.title}`, LIMITS.title),
      description: cut(found.join('\n'), LIMITS.body),
      domain: failed.domain,
      category: failed.category,
      impact: failed.impact,
      urgency: failed.urgency,
      careImpact: failed.statedCareImpact,
      assetIds: failed.assetIds,
      locationId: facts.location?.id ?? null,
      teamId: facts.team?.id ?? null,
      confidential: failed.confidential,
      details: { of: 'WORK_ORDER', kind: 'REPAIR' },
    },
    facts,
  );
  if (!opened.ok) return opened;
  const { id, at, by } = command;
  const link = { kind: 'FOLLOWS', fromId: id, toId: failed.id } as const;
  const { number } = failed;
  return ok([
    ...opened.value,
    { type: 'LinkAdded', ticketId: id, at, by, link, targetId: failed.id, number },
  ] as const);
}

/** Who is gone meanwhile is left out: completing a work order does not fail for it. */
const known = <T>(id: T | null, ids: readonly T[]) => (id !== null && ids.includes(id) ? id : null);

/** By code points, as the limits count. */
const cut = (text: string, max: number) => Array.from(text).slice(0, max).join('');
