/** What GraphiQL opens with: something that answers as soon as a token stands among the headers. */
export const WELCOME_QUERY = `# Wardline. Below, under Headers, put a token:
#   { "authorization": "Bearer wl_…" }
# then run this: who you are, and the most urgent tickets you may see.
{
  viewer { side person { displayName } }
  tickets(first: 10, filter: { state: { notIn: [CLOSED, CANCELLED] } }, orderBy: [{ field: PRIORITY }]) {
    nodes {
      number title state priority { level }
      clinic { name } assignee { displayName }
      clocks(first: 2, filter: { kind: { eq: SLA } }) { nodes { metric status dueAt remaining } }
    }
  }
}
`;
