import { CredentialRefused, type SignedIn, type Wardline } from '@wardline/platform';
import { unauthenticated } from '../context.ts';

/**
 * Signs the request in by its Authorization header. Null without one; anything else that is no
 * valid token is refused, whatever is wrong with it.
 */
export async function signIn(wardline: Wardline, headers: Headers): Promise<SignedIn | null> {
  const header = headers.get('authorization');
  if (header === null) return null;
  const token = /^Bearer ([\x21-\x7e]{1,300})$/i.exec(header)?.[1];
  if (!token) throw unauthenticated();
  try {
    return await wardline.authenticate(token);
  } catch (error) {
    if (error instanceof CredentialRefused) throw unauthenticated();
    throw error;
  }
}
