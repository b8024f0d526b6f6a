import { type Actor, refusal } from '@wardline/kernel';
import { detailsOf } from '../details/details.ts';
import type { TicketInputRefused } from '../errors.ts';
import type { ReferenceFacts } from '../facts.ts';
import type { TicketStateName } from '../lifecycle/state.ts';
import type { TicketState } from '../tickets/ticket.ts';
import { memberOf } from '../timeline/add-public-reply.ts';
import { involvement, partRefused } from './involvement.ts';

/** What approvals forbid of an update: parts for who approved it, and undoing that it needs any. */
export function updateRefused(
  before: TicketState,
  after: TicketState,
  by: Actor,
  { approverIds }: Pick<ReferenceFacts, 'approverIds'>,
): TicketInputRefused | null {
  const { requesterId } = after;
  const implementerId = detailsOf(after, 'CHANGE')?.implementerId ?? null;
  const previous = detailsOf(before, 'CHANGE')?.implementerId ?? null;
  if (requesterId !== null && requesterId !== before.requesterId) {
    const part = { as: 'REQUESTER', personId: requesterId } as const;
    const refused = partRefused(before, part, approverIds, ['requesterId']);
    if (refused) return refused;
  }
  if (implementerId !== null && implementerId !== previous) {
    const part = { as: 'IMPLEMENTER', personId: implementerId } as const;
    const refused = partRefused(before, part, approverIds, ['details', 'implementerId']);
    if (refused) return refused;
  }
  return waiverRefused(before, after, by);
}

/** Before anybody works on it: later the approval would have been needed already. */
const WAIVABLE_IN: readonly TicketStateName[] = ['NEW', 'TRIAGED'];

/** A request is freed of its approval by somebody else than who wants it, with a reason, and before it is asked for. */
function waiverRefused(
  before: TicketState,
  after: TicketState,
  by: Actor,
): TicketInputRefused | null {
  const [was, will] = [detailsOf(before, 'SERVICE_REQUEST'), detailsOf(after, 'SERVICE_REQUEST')];
  if (!was?.approvalRequired || !will || will.approvalRequired) return null;
  const path = ['details', 'approvalRequired'];
  if (was.approvalAsked) {
    const message = 'It was asked to be approved: get it approved, or decline it.';
    return refusal('APPROVAL_ASKED_FOR', message, path);
  }
  if (!WAIVABLE_IN.includes(before.state)) {
    const message = `Whether it must be approved is settled in ${WAIVABLE_IN.join(' and ')}, not in ${before.state}.`;
    return refusal('DETAIL_FIXED', message, path);
  }
  const personId = memberOf(by);
  if (personId === null) {
    return refusal('PERSON_NEEDED', 'A person answers for it, not a key.', path);
  }
  const involved = involvement(before, personId);
  if (involved) return refusal('APPROVER_INVOLVED', involved, path);
  if (will.waiverReason !== null) return null;
  const message = 'Say why nobody has to approve it.';
  return refusal('TEXT_EMPTY', message, ['details', 'waiverReason']);
}
