import { GraphQLError } from 'graphql';

/** The header’s value (1–255 visible ASCII characters), or null without one. */
export function idempotencyKeyOf(headers: Headers): string | null {
  const key = headers.get('idempotency-key');
  if (key === null) return null;
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) {
    throw new GraphQLError(
      'Idempotency-Key must be 1 to 255 visible ASCII characters, e.g. a UUID.',
      {
        extensions: { code: 'BAD_IDEMPOTENCY_KEY', http: { status: 400 } },
      },
    );
  }
  return key;
}
