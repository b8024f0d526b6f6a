// The lists people ask for, as they ask for them.

/**
 * Shown, not judged: a word anywhere in a text is a search. No operator for it is leakproof, so under
 * policies no index answers it; what is rare is found by going through the reader's tickets.
 */
export const SEARCH = 'a word in the title (search, not judged)';

export interface SomeIds {
  readonly ticketId: string;
  readonly clinicId: string;
  readonly teamId: string;
  readonly assigneeId: string;
  readonly requesterId: string;
  readonly assetId: string;
  readonly organizationId: string;
}

export interface Asked {
  readonly name: string;
  /** What must not be read from end to end. */
  readonly table:
    | 'ticket'
    | 'visit'
    | 'sla_clock'
    | 'task'
    | 'approval_stage'
    | 'time_entry'
    | 'audit_entry'
    | 'asset'
    | 'person';
  readonly query: string;
}

export function askedLists(ids: SomeIds): Asked[] {
  const list = (root: string, filter: string, orderBy: string, fields: string) =>
    `{ ${root}(first: 50, filter: ${filter}, orderBy: ${orderBy}) { nodes { id ${fields} } pageInfo { endCursor } } }`;
  return [
    ...lists(ids).map(
      ([name, filter, orderBy = '{ field: OPENED_AT, direction: DESC }']): Asked => ({
        name,
        table: 'ticket',
        query: list('tickets', filter, orderBy, 'number title state priority { level }'),
      }),
    ),
    ...calendars(ids).map(
      ([name, filter]): Asked => ({
        name: `visits: ${name}`,
        table: 'visit',
        query: list(
          'visits',
          filter,
          '{ field: PLANNED_FROM }',
          'state plannedFrom ticket { number } person { displayName } clinic { name }',
        ),
      }),
    ),
    ...works(ids),
  ];
}

/** The lists of those who work, approve, account and audit. */
function works(ids: SomeIds): Asked[] {
  const asked = (
    table: Asked['table'],
    root: string,
    rest: string,
    lists: readonly (readonly [string, string])[],
  ): Asked[] =>
    lists.map(([name, args]) => ({
      name: `${root}: ${name}`,
      table,
      query: `{ ${root}(first: 50${args && `, ${args}`}) { nodes { id ${rest} } pageInfo { endCursor } } }`,
    }));
  const person = `eq: "${ids.assigneeId}"`;
  return [
    ...asked('asset', 'assets', 'name tag clinic { name }', [
      ['everything', ''],
      ['of one clinic', `filter: { clinic: { id: { eq: "${ids.clinicId}" } } }`],
      ['by tag', 'filter: { tag: { eq: "WS-4711" } }'],
    ]),
    ...asked('person', 'people', 'displayName clinic { name }', [
      ['everything', ''],
      ['of one clinic', `filter: { clinic: { id: { eq: "${ids.clinicId}" } } }`],
    ]),
    ...asked('sla_clock', 'clocks', 'metric dueAt ticket { number }', [
      ['what is due next', 'filter: { status: { eq: RUNNING } }, orderBy: { field: DUE }'],
      [
        'what is due next at one clinic',
        `filter: { status: { eq: RUNNING }, clinic: { id: { eq: "${ids.clinicId}" } } }, orderBy: { field: DUE }`,
      ],
    ]),
    ...asked('task', 'tasks', 'title status ticket { number }', [
      ['everything', ''],
      ['open', 'filter: { status: { eq: OPEN } }'],
      ['open, for HTM', 'filter: { status: { eq: OPEN }, lane: { eq: HTM } }'],
      ['of one ticket', `filter: { ticket: { id: { eq: "${ids.ticketId}" } } }`],
    ]),
    ...asked('approval_stage', 'approvals', 'outcome ticket { number }', [
      ['everything', ''],
      ['pending', 'filter: { outcome: { eq: PENDING } }'],
      [
        'pending with one person',
        `filter: { outcome: { eq: PENDING }, votes: { some: { approver: { id: { ${person} } } } } }`,
      ],
    ]),
    ...asked('time_entry', 'timeEntries', 'minutes startedAt ticket { number }', [
      ['everything', 'orderBy: { field: STARTED_AT, direction: DESC }'],
      [
        'of one person in one week',
        `filter: { personId: { ${person} }, startedAt: { gte: "2026-10-19T00:00:00Z", lt: "2026-10-26T00:00:00Z" } }`,
      ],
      [
        'billable, not invoiced, of one clinic',
        `filter: { clinicId: { eq: "${ids.clinicId}" }, billing: { eq: BILLABLE }, invoiceExportId: { isNull: true } }`,
      ],
    ]),
    ...asked('audit_entry', 'auditEntries', 'action at', [
      ['everything', 'orderBy: { field: AT, direction: DESC }'],
      ['of one ticket', `filter: { recordId: { eq: "${ids.ticketId}" } }`],
      [
        'by one person',
        `filter: { actorId: { ${person} } }, orderBy: { field: AT, direction: DESC }`,
      ],
      [
        'at one clinic',
        `filter: { clinic: { id: { eq: "${ids.clinicId}" } } }, orderBy: { field: AT, direction: DESC }`,
      ],
      [
        'one kind of action',
        'filter: { action: { eq: "StateChanged" } }, orderBy: { field: AT, direction: DESC }',
      ],
    ]),
  ];
}

function calendars({ clinicId, assigneeId, ticketId }: SomeIds) {
  const coming = 'plannedFrom: { gte: "2026-11-29T00:00:00Z", lt: "2026-12-29T00:00:00Z" }';
  return [
    ['everything', '{}'],
    ['to come', `{ ${coming} }`],
    ['to come, of one person', `{ ${coming}, personId: { eq: "${assigneeId}" } }`],
    ['to come, to one clinic', `{ ${coming}, clinicId: { eq: "${clinicId}" } }`],
    ['open, to come', `{ ${coming}, state: { in: [PLANNED, EN_ROUTE, ON_SITE] } }`],
    ['for one ticket', `{ ticketId: { eq: "${ticketId}" } }`],
  ] as const;
}

function lists(ids: SomeIds): [string, string, string?][] {
  const eq = (field: string, id: string) => `{ ${field}: { eq: "${id}" } }`;
  return [
    ['everything', '{}'],
    ['everything, last changed first', '{}', '{ field: UPDATED_AT, direction: DESC }'],
    ['open', '{ state: { in: [NEW, TRIAGED, IN_PROGRESS, ON_HOLD] } }'],
    ['on hold', '{ state: { eq: ON_HOLD } }'],
    ['of one clinic', eq('clinicId', ids.clinicId)],
    [
      'open of one clinic',
      `{ clinicId: { eq: "${ids.clinicId}" }, state: { in: [NEW, IN_PROGRESS] } }`,
    ],
    ['of one team', eq('teamId', ids.teamId)],
    ['open of one team', `{ teamId: { eq: "${ids.teamId}" }, state: { in: [NEW, IN_PROGRESS] } }`],
    ['of one assignee', eq('assigneeId', ids.assigneeId)],
    ['of one requester', eq('requesterId', ids.requesterId)],
    ['P1, open', '{ priority: { eq: P1 }, state: { in: [NEW, IN_PROGRESS] } }'],
    ['by number', '{ number: { eq: "INC-4711" } }'],
    [
      'opened in one day',
      '{ openedAt: { gte: "2026-10-01T00:00:00Z", lt: "2026-10-02T00:00:00Z" } }',
    ],
    ['about one asset', `{ assets: { some: { id: { eq: "${ids.assetId}" } } } }`],
    ['tagged, a common tag', '{ tags: { some: { tag: { eq: "Loan device" } } } }'],
    ['tagged, a rare tag', '{ tags: { some: { tag: { eq: "vip" } } } }'],
    [
      'tagged with both of two',
      '{ and: [{ tags: { some: { tag: { eq: "loan device" } } } }, { tags: { some: { tag: { eq: "waits for parts" } } } }] }',
    ],
    [
      'open, without a tag',
      '{ state: { in: [NEW, IN_PROGRESS] }, tags: { none: { tag: { eq: "loan device" } } } }',
    ],
    [
      'of one organization',
      `{ clinic: { organization: { id: { eq: "${ids.organizationId}" } } } }`,
    ],
    ['overdue', '{ clocks: { some: { status: { eq: RUNNING }, dueAt: { lt: "PT0S" } } } }'],
    [SEARCH, '{ title: { contains: "Workstation 4711 " } }'],
  ];
}
