import {
  calendarFeed,
  emptySelection,
  type FeedEvent,
  type SignedIn,
  type Wardline,
} from '@wardline/platform';
import {
  memberRows,
  rotationRows,
  selectMembers,
  selectRotations,
} from '../dispatch/team-selection.ts';
import { uuidOf } from '../node/global-id.ts';

const DAY = 86_400_000;
/** A week back, and as far ahead as rotations are planned with. */
const [BACK, AHEAD] = [7 * DAY, 85 * DAY];

/** `GET /feeds/on-call.ics?team=<id>`: who is on call for a team. */
export const ON_CALL_FEED = {
  path: '/feeds/on-call.ics',
  nothing: 'There is no such team for you.\n',
  read: readOnCall,
};

async function readOnCall(
  wardline: Wardline,
  signedIn: SignedIn,
  query: URLSearchParams,
): Promise<string | null> {
  // Clients see who works on their tickets, not who is on call.
  if (signedIn.principal.side !== 'PROVIDER') return null;
  const teamId = uuidOf('Team', query.get('team') ?? '');
  const now = wardline.now();
  const span = { from: now - BACK, to: now + AHEAD };
  const selection = emptySelection('name');
  selectRotations(selection, '', span);
  selectMembers(selection, '', span);
  const session = wardline.as(signedIn, { now }).read();
  try {
    const [team] = await session.rows('Team', [teamId], selection);
    if (!team) return null;
    const members = memberRows(team, '');
    const names = new Map(members.map((member) => [member.id, member.displayName]));
    const shifts = rotationRows(team, '').flatMap((rotation): FeedEvent[] => {
      const layers = new Map(rotation.layers.map((layer) => [layer.id, layer.name]));
      return wardline.dispatch
        .rotation(rotation, members)
        .shifts(span.from, span.to)
        .map(({ layerId, personId, from, to }) => ({
          uid: `${rotation.id}/${layerId}/${from}@wardline`,
          summary: `${names.get(personId) ?? 'Somebody'}: ${layers.get(layerId) ?? layerId}`,
          from,
          to,
          busy: false,
        }));
    });
    return calendarFeed(`On call: ${team.name as string}`, shifts, now);
  } finally {
    session.close();
  }
}
