import { CredentialRefused, ReadRefused, type SignedIn, type Wardline } from '@wardline/platform';
import type { Plugin } from 'graphql-yoga';
import { type ErrorReport, maskError } from './mask-error.ts';
import { ON_CALL_FEED } from './on-call-feed.ts';
import { VISITS_FEED } from './visits-feed.ts';

/** A calendar to subscribe to. */
export interface Feed {
  readonly path: string;
  /** What it says of something that is hidden, or does not exist. */
  readonly nothing: string;
  /** The iCalendar text; null: there is nothing of the kind for them. */
  readonly read: (
    wardline: Wardline,
    signedIn: SignedIn,
    query: URLSearchParams,
  ) => Promise<string | null>;
}

const FEEDS: readonly Feed[] = [ON_CALL_FEED, VISITS_FEED];

interface FeedOptions {
  readonly wardline: Wardline;
  /** The id under which the operator finds what went wrong. */
  readonly requestIdOf: (request: Request) => string;
  readonly report: (report: ErrorReport) => void;
}

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Calendars for calendar programs to subscribe to. They send a token of Wardline's as the password of
 * HTTP Basic (any user name), or as a bearer; it is an API key or a personal token, shows what its
 * holder may read and no more, and revoking it ends the subscription.
 */
export function calendarFeeds(options: FeedOptions): Plugin {
  return {
    async onRequest({ request, url, endResponse, fetchAPI }) {
      const feed = FEEDS.find(({ path }) => path === url.pathname);
      if (!feed) return;
      const { status, body, headers } = await answerTo(request, url, feed, options);
      const common = {
        'cache-control': 'no-store',
        'content-type': 'text/plain; charset=utf-8',
        'x-content-type-options': 'nosniff',
        'x-request-id': options.requestIdOf(request),
      };
      endResponse(new fetchAPI.Response(body, { status, headers: { ...common, ...headers } }));
    },
  };
}

async function answerTo(
  request: Request,
  url: URL,
  feed: Feed,
  { wardline, requestIdOf, report }: FeedOptions,
): Promise<Answer> {
  if (request.method !== 'GET') {
    return { status: 405, body: 'Ask with GET.\n', headers: { allow: 'GET' } };
  }
  try {
    const signedIn = await wardline.authenticate(tokenOf(request.headers.get('authorization')));
    const text = await feed.read(wardline, signedIn, url.searchParams);
    if (text === null) return { status: 404, body: feed.nothing };
    const headers = { 'content-type': 'text/calendar; charset=utf-8' };
    return { status: 200, body: text, headers };
  } catch (error) {
    // A token may end at any moment, also while we read.
    if (error instanceof CredentialRefused) return UNAUTHENTICATED;
    if (error instanceof ReadRefused) return refused(error, feed);
    const { message } = maskError(error, requestIdOf(request), report);
    return { status: 500, body: `${message}\n` };
  }
}

const UNAUTHENTICATED: Answer = {
  status: 401,
  body: 'Send an API key or a personal token as the password.\n',
  headers: { 'www-authenticate': 'Basic realm="Wardline", charset="UTF-8"' },
};

/** What is too much for one calendar is said; whatever else a read refuses, there is nothing to find. */
function refused({ refusal }: ReadRefused, feed: Feed): Answer {
  if (refusal.code !== 'TOO_MUCH_AT_ONCE') return { status: 404, body: feed.nothing };
  return { status: 400, body: `${refusal.message}\n` };
}

function tokenOf(header: string | null): string {
  const [, scheme = '', value = ''] =
    /^(Basic|Bearer) ([\x21-\x7e]{1,600})$/i.exec(header ?? '') ?? [];
  if (scheme.toLowerCase() !== 'basic') return value;
  return Buffer.from(value, 'base64').toString('utf8').split(':').slice(1).join(':');
}
