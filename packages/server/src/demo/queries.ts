/** Queries to paste into GraphiQL or behind curl; each works with the token of a demo technician. */
export const QUERIES = [
  {
    title: 'The queue: open tickets, the most urgent first, with their clocks',
    text: `{
  tickets(first: 5, filter: { state: { notIn: [CLOSED, CANCELLED] } }, orderBy: [{ field: PRIORITY }]) {
    nodes {
      number title state priority { level }
      clinic { name } assignee { displayName }
      clocks(first: 2, filter: { kind: { eq: SLA } }) { nodes { metric status dueAt remaining } }
    }
  }
}`,
  },
  {
    title: 'One imported incident with its whole history',
    text: `{
  tickets(first: 1, filter: { title: { startsWith: "INC0000102" } }) {
    nodes {
      number title openedAt resolvedAt closedAt reopenCount
      clocks(first: 2, filter: { kind: { eq: SLA } }) { nodes { metric status elapsed } }
      timeline(first: 20) { nodes { at kind } }
    }
  }
}`,
  },
  {
    title: 'Clinics with what stands in them that keeps patients alive',
    text: `{
  clinics(first: 12) {
    nodes {
      name timeZone organization { name }
      assets(first: 3, filter: { criticality: { eq: LIFE_SUPPORT } }) {
        nodes { name manufacturer model state location { name } }
      }
    }
  }
}`,
  },
  {
    title: 'If a switch goes: what needs it, over any number of others',
    text: `{
  assets(first: 3, filter: { kind: { eq: NETWORK } }) {
    nodes {
      name clinic { name }
      dependents(first: 10) { nodes { name kind criticality } }
      dependencies(first: 5) { nodes { name kind } }
    }
  }
}`,
  },
] as const;
