import { detailsOf } from '../details/details.ts';
import type { Guards } from './lifecycle.ts';

/** Conditions on approvals, of service requests and of changes. */
export const REQUEST_GUARDS = {
  APPROVAL_REQUIRED: ({ ticket }) =>
    detailsOf(ticket, 'SERVICE_REQUEST')?.approvalRequired
      ? null
      : { code: 'NO_APPROVAL_REQUIRED', message: 'Nobody has to approve it.' },
  APPROVED_IF_REQUIRED: ({ ticket, facts }) =>
    !detailsOf(ticket, 'SERVICE_REQUEST')?.approvalRequired ||
    facts.approvals?.outcome === 'GRANTED'
      ? null
      : { code: 'APPROVAL_MISSING', message: 'It has to be approved first.' },
  APPROVALS_GRANTED: ({ facts }) => {
    if (facts.approvals?.outcome === 'GRANTED') return null;
    if (facts.approvals?.outcome === 'REFUSED') {
      return { code: 'APPROVAL_REFUSED', message: 'An approver has refused it.' };
    }
    return { code: 'APPROVAL_MISSING', message: 'Not everybody who must approve it has done so.' };
  },
} as const satisfies Guards;
