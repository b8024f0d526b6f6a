import {
  CredentialRefused,
  emptySelection,
  type FeedShift,
  onCallFeed,
  ReadRefused,
  type SignedIn,
  type Wardline,
} from '@wardline/platform';
import type { Plugin } from 'graphql-yoga';
import {
  memberRows,
  rotationRows,
  selectMembers,
  selectRotations,
} from '../dispatch/team-selection.ts';
import { uuidOf } from '../node/global-id.ts';

const PATH = '/feeds/on-call.ics';
const DAY = 86_400_000;
/** A week back, and as far ahead as rotations are planned with. */
const [BACK, AHEAD] = [7 * DAY, 85 * DAY];

/**
 * `GET /feeds/on-call.ics?team=<id>`: who is on call for a team, for calendar programs to subscribe to.
 * They send a token of Wardline's as the password of HTTP Basic (any user name), or as a bearer; it is
 * an API key or a personal token, and revoking it ends the subscription.
 */
export function onCallFeedRoute(wardline: Wardline): Plugin {
  return {
    async onRequest({ request, url, endResponse, fetchAPI }) {
      if (url.pathname !== PATH) return;
      const answer = (status: number, body: string, headers: Record<string, string>) =>
        endResponse(
          new fetchAPI.Response(body, {
            status,
            headers: {
              'cache-control': 'no-store',
              'x-content-type-options': 'nosniff',
              ...headers,
            },
          }),
        );
      const plain = { 'content-type': 'text/plain; charset=utf-8' };
      if (request.method !== 'GET')
        return answer(405, 'Ask with GET.\n', { ...plain, allow: 'GET' });
      const team = url.searchParams.get('team') ?? '';
      const feed = await read(wardline, request.headers.get('authorization'), team);
      if (feed === 'UNAUTHENTICATED') {
        const challenge = 'Basic realm="Wardline", charset="UTF-8"';
        const message = 'Send an API key or a personal token as the password.\n';
        return answer(401, message, { ...plain, 'www-authenticate': challenge });
      }
      if (feed === null) return answer(404, 'There is no such team for you.\n', plain);
      return answer(200, feed, { 'content-type': 'text/calendar; charset=utf-8' });
    },
  };
}

function tokenOf(header: string | null): string {
  const [, scheme = '', value = ''] =
    /^(Basic|Bearer) ([\x21-\x7e]{1,600})$/i.exec(header ?? '') ?? [];
  if (scheme.toLowerCase() !== 'basic') return value;
  return Buffer.from(value, 'base64').toString('utf8').split(':').slice(1).join(':');
}

/** The feed; null: there is no such team for them. A token may end at any moment, also while we read. */
async function read(
  wardline: Wardline,
  authorization: string | null,
  teamId: string,
): Promise<string | null | 'UNAUTHENTICATED'> {
  try {
    return await readAs(wardline, await wardline.authenticate(tokenOf(authorization)), teamId);
  } catch (error) {
    if (error instanceof CredentialRefused) return 'UNAUTHENTICATED';
    throw error;
  }
}

async function readAs(
  wardline: Wardline,
  signedIn: SignedIn,
  teamId: string,
): Promise<string | null> {
  // Clients see who works on their tickets, not who is on call.
  if (signedIn.principal.side !== 'PROVIDER') return null;
  const now = wardline.now();
  const span = { from: now - BACK, to: now + AHEAD };
  const selection = emptySelection('name');
  selectRotations(selection, '', span);
  selectMembers(selection, '', span);
  const session = wardline.as(signedIn, { now }).read();
  try {
    const [team] = await session.rows('Team', [uuidOf('Team', teamId)], selection);
    if (!team) return null;
    const members = memberRows(team, '');
    const names = new Map(members.map((member) => [member.id, member.displayName]));
    const shifts = rotationRows(team, '').flatMap((rotation): FeedShift[] => {
      const layers = new Map(rotation.layers.map((layer) => [layer.id, layer.name]));
      return wardline.dispatch
        .rotation(rotation, members)
        .shifts(span.from, span.to)
        .map(({ layerId, personId, from, to }) => ({
          uid: `${rotation.id}/${layerId}/${from}@wardline`,
          summary: `${names.get(personId) ?? 'Somebody'}: ${layers.get(layerId) ?? layerId}`,
          from,
          to,
        }));
    });
    return onCallFeed(`On call: ${team.name as string}`, shifts, now);
  } catch (error) {
    if (error instanceof ReadRefused) return null;
    throw error;
  } finally {
    session.close();
  }
}
