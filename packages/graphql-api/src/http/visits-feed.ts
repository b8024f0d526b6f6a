import {
  calendarFeed,
  emptySelection,
  type FeedEvent,
  type ListSelection,
  ReadRefused,
  type ReadSession,
  type Row,
  type RowList,
  rowsOf,
  type ShapeName,
  type SignedIn,
  shapes,
  toPage,
  type Wardline,
} from '@wardline/platform';
import { uuidOf } from '../node/global-id.ts';

const DAY = 86_400_000;
/**
 * A month back, so that a visit that was called off stays in the calendar as such until every program
 * has asked again; a quarter ahead.
 */
const [BACK, AHEAD] = [31 * DAY, 92 * DAY];
const [PAGE, MOST] = [100, 2000];

/** Whose visits: exactly one of them is named in the query. */
const OWNERS = [
  { parameter: 'person', shape: 'Person', name: 'displayName' },
  { parameter: 'team', shape: 'Team', name: 'name' },
  { parameter: 'clinic', shape: 'Clinic', name: 'name' },
] as const satisfies readonly { parameter: string; shape: ShapeName; name: string }[];
type Owner = (typeof OWNERS)[number];

/**
 * `GET /feeds/visits.ics?person=<id>` (or `team=`, or `clinic=`): the visits of a person, of a team's
 * members, to a clinic, as far as whoever asks may read them. They say the ticket's number and the
 * clinic's name. No title, no note and no room: calendars leave the house, and those may tell of patients.
 */
export const VISITS_FEED = {
  path: '/feeds/visits.ics',
  nothing: 'Name one person, team or clinic: there is no such for you.\n',
  read: readVisits,
};

async function readVisits(
  wardline: Wardline,
  signedIn: SignedIn,
  query: URLSearchParams,
): Promise<string | null> {
  const named = OWNERS.filter(({ parameter }) => query.has(parameter));
  const [owner] = named;
  if (!owner || named.length > 1) return null;
  const id = uuidOf(owner.shape, query.get(owner.parameter) ?? '');
  const now = wardline.now();
  const session = wardline.as(signedIn, { now }).read();
  try {
    const selection = emptySelection('id', owner.name);
    if (owner.shape === 'Team') selection.many.set('$members', MEMBERS);
    const [row] = await session.rows(owner.shape, [id], selection);
    if (!row) return null;
    const visits = await visitsOf(session, whose(owner, row), now);
    const events = visits.map((visit) => eventOf(visit, owner.shape !== 'Person'));
    return calendarFeed(`Visits: ${row[owner.name] as string}`, events, now);
  } finally {
    session.close();
  }
}

const MEMBERS = {
  relation: 'members',
  page: { first: PAGE },
  selection: emptySelection('id'),
  wantsCursors: false,
  wantsTotal: false,
};

/** The filter that finds the owner's visits by an index. */
function whose(owner: Owner, row: Row) {
  if (owner.shape === 'Person') return { personId: { eq: row.id } };
  if (owner.shape === 'Clinic') return { clinicId: { eq: row.id } };
  const members = rowsOf(row.$members as RowList);
  if (members.length >= PAGE) throw tooMuch();
  return { personId: { in: members.map(({ id }) => id) } };
}

async function visitsOf(session: ReadSession, filter: object, now: number): Promise<Row[]> {
  const selection = emptySelection('id', 'state', 'version');
  for (const column of ['plannedFrom', 'plannedUntil', 'updatedAt']) selection.columns.add(column);
  selection.one.set('$ticket', { relation: 'ticket', selection: emptySelection('number') });
  selection.one.set('$clinic', { relation: 'clinic', selection: emptySelection('name') });
  selection.one.set('$person', { relation: 'person', selection: emptySelection('displayName') });
  const span = {
    gte: new Date(now - BACK).toISOString(),
    lt: new Date(now + AHEAD).toISOString(),
  };
  const found: Row[] = [];
  for (let after: string | undefined; ; ) {
    const page = {
      first: PAGE,
      filter: { ...filter, plannedFrom: span } as never,
      ...(after === undefined ? {} : { after }),
    };
    const list: ListSelection = { page, selection, wantsCursors: true, wantsTotal: false };
    const { edges, pageInfo } = toPage(
      shapes.Visit,
      page,
      (await session.list('Visit', list)).rows,
    );
    found.push(...edges.map(({ node }) => node));
    if (!pageInfo.hasNextPage || pageInfo.endCursor === null) return found;
    if (found.length >= MOST) throw tooMuch();
    after = pageInfo.endCursor;
  }
}

function eventOf(visit: Row, withPerson: boolean): FeedEvent {
  const number = (visit.$ticket as Row | null)?.number as string;
  // Somebody may read a ticket, and thus its visits, and yet not the clinic.
  const clinic = (visit.$clinic as Row | null)?.name as string | undefined;
  const person = ((visit.$person as Row | null)?.displayName as string | undefined) ?? 'Somebody';
  const at = (column: string) => Date.parse(visit[column] as string);
  return {
    uid: `${visit.id as string}@visits.wardline`,
    summary: `${withPerson ? `${person}: ` : ''}${[number, clinic].filter(Boolean).join(', ')}`,
    location: clinic,
    from: at('plannedFrom'),
    to: at('plannedUntil'),
    busy: true,
    revision: {
      sequence: visit.version as number,
      changedAt: at('updatedAt'),
      cancelled: visit.state === 'CANCELLED',
    },
  };
}

const tooMuch = () =>
  new ReadRefused({
    code: 'TOO_MUCH_AT_ONCE',
    message: 'There are too many visits for one calendar: subscribe to fewer people.',
    path: [],
  });
