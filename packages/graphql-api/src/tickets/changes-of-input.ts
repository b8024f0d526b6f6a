import { given } from '../mutations/given.ts';
import { optionalUuidOf, uuidsOf } from '../node/global-id.ts';
import { detailsOfInput } from './details.inputs.ts';
import type { TicketAssignmentInput, TicketChangesInput } from './ticket.inputs.ts';

/** New values for a ticket's fields as the desk takes them. */
export function changesOfInput({
  locationId,
  requesterId,
  assetIds,
  category,
  priorityOverride,
  patientConnected,
  alternativeAvailable,
  details,
  ...input
}: typeof TicketChangesInput.$inferInput) {
  return {
    ...given(input),
    category,
    priorityOverride,
    patientConnected,
    alternativeAvailable,
    details: detailsOfInput(details),
    locationId: optionalUuidOf('Location', locationId) as never,
    requesterId: optionalUuidOf('Person', requesterId) as never,
    assetIds: assetIds ? (uuidsOf('Asset', assetIds) as never) : undefined,
  };
}

/** Who is to work on a ticket as the desk takes it. */
export const assignmentOfInput = ({
  teamId,
  assigneeId,
}: typeof TicketAssignmentInput.$inferInput) => ({
  teamId: optionalUuidOf('Team', teamId) as never,
  assigneeId: optionalUuidOf('Person', assigneeId) as never,
});
