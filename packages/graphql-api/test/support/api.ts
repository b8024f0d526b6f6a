// The API as its callers meet it: requests go in as HTTP, whatever comes back is kept as it came.
import type { PostgresDatabaseOptions, WardlineConfig } from '@wardline/platform';
import { type GraphQLFormattedError, Kind, parse } from 'graphql';
import {
  type TestMember,
  type TestWardline,
  testWardline,
} from '../../../platform/test/support/index.ts';
import {
  createGraphQLHandler,
  type ErrorReport,
  type GraphQLHandler,
  type GraphQLHandlerOptions,
} from '../../src/index.ts';
import { namesAnInputField } from './coordinates.ts';
import { type StatementCounter, statementCounter } from './statement-counter.ts';

// biome-ignore lint/suspicious/noExplicitAny: answers have the shape their query asked for.
export type Data = any;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Byte for byte what came over the wire. */
  readonly text: string;
  readonly data: Data;
  readonly errors: readonly GraphQLFormattedError[];
}

/** Somebody who asks. */
export interface Client {
  readonly token: string;
  ask(query: string, variables?: object, headers?: Record<string, string>): Promise<Answer>;
  /** The data of an answer that must have no errors. */
  data(query: string, variables?: object, headers?: Record<string, string>): Promise<Data>;
  /** The payload of one mutation with one `input`; `selection` is what is asked of the payload. */
  mutate(
    field: string,
    input: object,
    selection?: string,
    headers?: Record<string, string>,
  ): Promise<Data>;
}

export interface TestApi extends TestWardline {
  readonly handler: GraphQLHandler;
  /** What the operator was told. */
  readonly reports: ErrorReport[];
  readonly statements: StatementCounter;
  /** All that was ever answered, for canaries. */
  readonly answers: Answer[];
  client(who: TestMember | string): Promise<Client>;
  post(body: BodyInit | null, headers?: Record<string, string>): Promise<Answer>;
  send(request: Request): Promise<Answer>;
}

export const ENDPOINT = 'http://wardline.test/graphql';
/** For queries that are generated from the schema and larger than what people write. */
export const LOOSE_LIMITS = { aliases: 5000, tokens: 100_000, depth: 50, cost: 1_000_000_000 };
const ERRORS = 'userErrors { __typename code message path }';

/** With `maxConnections: 1` every request meets the connection that the one before it has prepared. */
export async function testApi(
  options: Partial<GraphQLHandlerOptions> = {},
  server: Pick<PostgresDatabaseOptions, 'maxConnections' | 'connectionTimeout'> = {},
  config: Pick<WardlineConfig, 'lifecycles'> = {},
): Promise<TestApi> {
  const statements = statementCounter();
  const on = await testWardline(
    (database) =>
      statements.watch(database.kind === 'postgres' ? { ...database, ...server } : database),
    config,
  );
  const reports: ErrorReport[] = [];
  const answers: Answer[] = [];
  const handler = createGraphQLHandler({
    wardline: on.wardline,
    mode: 'production',
    onError: (report) => reports.push(report),
    ...options,
  });
  const tokens = new WeakMap<TestMember, string>();
  const send = async (request: Request): Promise<Answer> => {
    const response = await handler.fetch(request);
    const answer = await answerOf(response);
    answers.push(answer);
    return answer;
  };
  const post: TestApi['post'] = (body, headers = {}) =>
    send(new Request(ENDPOINT, { method: 'POST', headers, body, duplex: 'half' } as RequestInit));
  return {
    ...on,
    handler,
    reports,
    statements,
    answers,
    send,
    post,
    client: async (who) => {
      let token = typeof who === 'string' ? who : tokens.get(who);
      if (!token) {
        token = await (who as TestMember).token();
        tokens.set(who as TestMember, token);
      }
      return clientWith(token, post);
    },
  };
}

export async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  const { status } = response;
  // A copy: the response’s own would keep the request and its body alive.
  const headers = new Headers([...response.headers]);
  let body: { data?: unknown; errors?: GraphQLFormattedError[] } = {};
  try {
    body = JSON.parse(text);
  } catch {
    // Not every answer is JSON; whoever needs JSON notices.
  }
  return { status, headers, text, data: body.data, errors: body.errors ?? [] };
}

function clientWith(token: string, post: TestApi['post']): Client {
  const ask: Client['ask'] = async (query, variables = {}, headers = {}) => {
    const answer = await post(JSON.stringify({ query, variables }), {
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
      ...headers,
    });
    checkPaths(query, answer.data);
    return answer;
  };
  const data: Client['data'] = async (...args) => {
    const answer = await ask(...args);
    if (answer.errors.length > 0) throw new Error(`${answer.text}\n${args[0]}`);
    return answer.data;
  };
  return {
    token,
    ask,
    data,
    mutate: async (field, input, selection = '', headers = {}) => {
      const type = `${field[0]?.toUpperCase()}${field.slice(1)}Input`;
      const inputType = INPUT_TYPES[field] ?? type;
      const query = `mutation ($input: ${inputType}!) { ${field}(input: $input) { ${selection} ${ERRORS} } }`;
      return (await data(query, { input }, headers))[field];
    },
  };
}

/** Inputs that two mutations share. */
export const INPUT_TYPES: Readonly<Record<string, string>> = {
  teamMemberAdd: 'TeamMemberInput',
  teamMemberRemove: 'TeamMemberInput',
  ticketWatcherAdd: 'TicketWatcherInput',
  ticketWatcherRemove: 'TicketWatcherInput',
};

/** Whatever is asked: the path of a user error names a field that the mutation's input has. */
function checkPaths(query: string, data: Data): void {
  if (!data || !/userErrors/.test(query)) return;
  for (const definition of parse(query).definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    for (const field of definition.selectionSet.selections) {
      if (field.kind !== Kind.FIELD) continue;
      const payload = data[(field.alias ?? field.name).value];
      for (const { path, message } of payload?.userErrors ?? []) {
        if (path && !namesAnInputField(field.name.value, path)) {
          throw new Error(`${field.name.value} has no ${path.join('.')} (${message})`);
        }
      }
    }
  }
}
