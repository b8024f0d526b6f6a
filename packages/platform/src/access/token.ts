import { createHash, timingSafeEqual } from 'node:crypto';
import type { Ports } from '../ports.ts';

const TOKEN = /^wl_([0-9a-f]{32})_([A-Za-z0-9_-]{43})$/;

export interface TokenParts {
  /** The credential's id. */
  readonly id: string;
  readonly secretHash: string;
}

/** Takes `wl_<id>_<secret>` apart; null for anything else. */
export function parseToken(token: string): TokenParts | null {
  const match = TOKEN.exec(token);
  if (!match?.[1] || !match[2]) return null;
  const id = match[1].replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return { id, secretHash: hashSecret(match[2]) };
}

/** A new 256-bit secret for a credential: the token, shown once, and the hash that is kept. */
export function mintToken(id: string, ports: Ports): { token: string; secretHash: string } {
  const secret = Buffer.from(ports.randomBytes(32)).toString('base64url');
  return { token: `wl_${id.replaceAll('-', '')}_${secret}`, secretHash: hashSecret(secret) };
}

export function sameHash(a: string, b: string): boolean {
  const [x, y] = [Buffer.from(a), Buffer.from(b)];
  return x.length === y.length && timingSafeEqual(x, y);
}

// SHA-256 and not a password hash: the secret has 256 bits of entropy, there is nothing to guess.
const hashSecret = (secret: string) => createHash('sha256').update(secret).digest('hex');
