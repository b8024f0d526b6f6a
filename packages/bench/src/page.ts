/** The ticket page, as a dashboard asks for it. */
export const TICKET_PAGE = `query TicketPage($after: String) {
  tickets(first: 20, after: $after) {
    nodes {
      id number title state openedAt
      priority { level }
      clinic { id name }
      requester { id displayName }
      assignee { id displayName }
      assets(first: 1) { nodes { id name tag } }
      clocks(first: 5) { nodes { metric status dueAt } }
      timeline(last: 3) { nodes { kind at author { displayName } ... on PublicReply { body } } }
    }
    pageInfo { hasNextPage endCursor }
  }
}`;
