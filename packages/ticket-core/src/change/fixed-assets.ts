import { type AssetId, refusal } from '@wardline/kernel';
import { detailsOf } from '../details/details.ts';
import type { TicketInputRefused } from '../errors.ts';
import type { TicketStateName } from '../lifecycle/state.ts';
import type { TicketState } from '../tickets/ticket.ts';

/** From here on a change is what was approved. */
const FIXED_IN: readonly TicketStateName[] = ['IMPLEMENTING', 'FAILED', 'BACKED_OUT', 'REVIEW'];

/**
 * What is done touches what was approved to be touched. What an emergency turned out to touch is added
 * in REVIEW, and signed for anew; nothing is taken away there either.
 */
export function assetsFixed(
  ticket: TicketState,
  assetIds: readonly AssetId[],
): TicketInputRefused | null {
  const change = detailsOf(ticket, 'CHANGE');
  if (!change || !FIXED_IN.includes(ticket.state)) return null;
  const lost = ticket.assetIds.some((id) => !assetIds.includes(id));
  const added = assetIds.some((id) => !ticket.assetIds.includes(id));
  const assessedNow = change.kind === 'EMERGENCY' && ticket.state === 'REVIEW';
  if (!lost && (!added || assessedNow)) return null;
  const message = assessedNow
    ? 'What an emergency touched stays on it; more can be added.'
    : 'A change that was begun touches what was approved; open another one for the rest.';
  return refusal('DETAIL_FIXED', message, ['assetIds']);
}
