import type { Instant } from '@wardline/kernel';
import type { AssetCriticality } from '@wardline/ticket-core';
import { type DryRun, dryRun } from '@wardline/triage-rules';
import { FIELDS, factsOfTicket, type TriagedTicket } from './ticket-facts.ts';
import type { StoredRules } from './triage.entity.ts';

type Moments = 'openedAt' | 'updatedAt' | 'stateSince' | 'requesterRepliedAt' | 'deskRepliedAt';

/** A ticket as read, with what stands beside it. */
export interface PastTicketRow extends Omit<TriagedTicket, Moments | 'assetIds' | 'tags'> {
  readonly id: string;
  readonly openedAt: string;
  readonly updatedAt: string;
  readonly stateSince: string;
  readonly requesterRepliedAt: string | null;
  readonly deskRepliedAt: string | null;
  readonly tags: readonly { readonly tag: string }[];
  readonly checklists: readonly { readonly templateId: string | null }[];
  /** Null: it may not be read, and neither may its groups. */
  readonly clinic: { readonly groups: readonly { readonly id: string }[] } | null;
  readonly assets: readonly { readonly id: string; readonly criticality: string }[];
}

/** What a draft is tried on: tickets as if they were opened as they are now, or a round of a schedule. */
export type TrialTrigger = 'OPENED' | 'SCHEDULED';

/**
 * Tries a draft on tickets as if they were opened now, or as if all scheduled rules were due now, and
 * compares it with what is in force. Nothing is changed, and what acted before does not count.
 * @param now the instant of the round; openings are of no age.
 */
export function tryRules(
  name: string,
  published: StoredRules | null,
  draft: StoredRules,
  tickets: readonly PastTicketRow[],
  trigger: TrialTrigger,
  now: Instant,
): DryRun {
  const event = { trigger, changed: [] } as const;
  const cases = tickets.map((row) => {
    const ticket = triaged(row);
    const at = trigger === 'OPENED' ? ticket.openedAt : now;
    return {
      ticketId: row.id,
      event,
      facts: factsOfTicket(
        ticket,
        {
          criticalities: row.assets.map((asset) => asset.criticality as AssetCriticality),
          templateIds: row.checklists.flatMap(({ templateId }) => templateId ?? []),
          clinicGroupIds: row.clinic?.groups.map(({ id }) => id) ?? [],
        },
        at,
      ),
    };
  });
  return dryRun(published && { name, ...published }, { name, ...draft }, cases, FIELDS);
}

function triaged(row: PastTicketRow): TriagedTicket {
  const at = (text: string | null) => (text === null ? null : Date.parse(text));
  return {
    ...row,
    openedAt: Date.parse(row.openedAt),
    updatedAt: Date.parse(row.updatedAt),
    stateSince: Date.parse(row.stateSince),
    requesterRepliedAt: at(row.requesterRepliedAt),
    deskRepliedAt: at(row.deskRepliedAt),
    assetIds: row.assets.map((asset) => asset.id),
    tags: row.tags.map(({ tag }) => tag),
  };
}
