import { randomUUID } from 'node:crypto';
import type { SignedIn, Wardline } from '@wardline/platform';
import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { unauthenticated } from '../context.ts';
import { signIn } from './credentials.ts';
import { type ErrorReport, maskError } from './mask-error.ts';
import { readJsonBody, readUrl } from './request-body.ts';

/** What is known of a request before anything of it is parsed. */
export interface Admission {
  readonly requestId: string;
  signedIn: SignedIn | null;
}

export interface Gatekeeper {
  readonly plugin: Plugin;
  admissionOf(request: Request): Admission;
}

interface GatekeeperOptions {
  readonly wardline: Wardline;
  /** Whether requests without a token are let in as nobody, who can ask for the schema and no more. */
  readonly admitsNobody: boolean;
  readonly report: (report: ErrorReport) => void;
}

/**
 * Who may come in, and in what form: signs the request in before it is parsed, takes JSON bodies
 * only (so that no browser form can make a request), and masks errors on the way out.
 */
export function gatekeeper({ wardline, admitsNobody, report }: GatekeeperOptions): Gatekeeper {
  const admissions = new WeakMap<Request, Admission>();
  const admissionOf = (request: Request): Admission => {
    let admission = admissions.get(request);
    if (!admission) {
      admission = { requestId: randomUUID(), signedIn: null };
      admissions.set(request, admission);
    }
    return admission;
  };
  const plugin: Plugin = {
    async onRequestParse({ request, setRequestParser }) {
      const admission = admissionOf(request);
      admission.signedIn = await signIn(wardline, request.headers);
      if (!admission.signedIn && !admitsNobody) throw unauthenticated();
      if (request.method === 'GET') setRequestParser(readUrl);
      if (request.method !== 'POST') return;
      const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
      setRequestParser(type === 'application/json' ? readJsonBody : refuseMediaType);
    },
    onResultProcess({ request, result, setResult }) {
      if (Array.isArray(result) || !('errors' in result) || !result.errors) return;
      const { requestId } = admissionOf(request);
      // What was refused as a whole needs no more than the first reasons.
      const refused = result.data === undefined || result.data === null;
      const shown = refused ? result.errors.slice(0, MAX_ERRORS) : result.errors;
      const errors = shown.map((error) => maskError(error, requestId, report) as GraphQLError);
      setResult({ ...result, errors });
    },
    onResponse({ request, response }) {
      response.headers.set('x-request-id', admissionOf(request).requestId);
      response.headers.set('cache-control', 'no-store');
      response.headers.set('x-content-type-options', 'nosniff');
    },
  };
  return { plugin, admissionOf };
}

const MAX_ERRORS = 5;

function refuseMediaType(): never {
  throw new GraphQLError('Send the request as application/json.', {
    extensions: { code: 'UNSUPPORTED_MEDIA_TYPE', http: { status: 415 } },
  });
}
