/** The same page in PostGraphile's own names. */
export const POSTGRAPHILE_PAGE = `query TicketPage {
  allTickets(first: 20, orderBy: [OPENED_AT_DESC, PRIMARY_KEY_DESC]) {
    nodes {
      id number title state openedAt priority
      clinicByMspIdAndClinicId { id name }
      personByMspIdAndRequesterId { id displayName }
      personByMspIdAndAssigneeId { id displayName }
      ticketAssetsByMspIdAndClinicIdAndTicketId(first: 1) { nodes { assetByMspIdAndClinicIdAndAssetId { id name tag } } }
      slaClocksByMspIdAndClinicIdAndTicketId(first: 5) { nodes { metric status dueAt } }
      timelineEntriesByMspIdAndClinicIdAndTicketId(first: 3, orderBy: [AT_DESC, PRIMARY_KEY_DESC]) { nodes { kind at body personByMspIdAndPersonId { displayName } } }
    }
    pageInfo { hasNextPage endCursor }
  }
}`;
