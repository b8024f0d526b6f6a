import { type DryRun, dryRun } from '@wardline/triage-rules';
import { FIELDS, factsOfTicket, type TriagedTicket } from './ticket-facts.ts';
import type { StoredRules } from './triage.entity.ts';

/** A ticket as read, with what its assets mean to care. */
export interface PastTicketRow extends Omit<TriagedTicket, 'openedAt' | 'assetIds' | 'tags'> {
  readonly id: string;
  readonly openedAt: string;
  readonly tags: readonly { readonly tag: string }[];
  readonly checklists: readonly { readonly templateId: string | null }[];
  readonly assets: readonly { readonly id: string; readonly criticality: string }[];
}

/**
 * Tries a draft on tickets as if they were opened now, and compares it with what is in force. Nothing
 * is changed.
 */
export function tryRules(
  name: string,
  published: StoredRules | null,
  draft: StoredRules,
  tickets: readonly PastTicketRow[],
): DryRun {
  const cases = tickets.map(({ id, openedAt, assets, tags, checklists, ...ticket }) => ({
    ticketId: id,
    event: { trigger: 'OPENED', changed: [] } as const,
    facts: factsOfTicket(
      {
        ...ticket,
        openedAt: Date.parse(openedAt),
        assetIds: assets.map((asset) => asset.id),
        tags: tags.map(({ tag }) => tag),
      },
      {
        criticalities: assets.map((asset) => asset.criticality as 'LOW'),
        templateIds: checklists.flatMap(({ templateId }) => templateId ?? []),
      },
      // At the moment it was opened it was of no age.
      Date.parse(openedAt),
    ),
  }));
  return dryRun(published && { name, ...published }, { name, ...draft }, cases, FIELDS);
}
