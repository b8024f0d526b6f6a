import { type ShapeName, shapes } from '@wardline/platform';

export interface GlobalId {
  readonly type: ShapeName;
  readonly id: string;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** Names nothing, ever: what a malformed or mistyped id is read as, so that it is merely not found. */
const NOTHING = '00000000-0000-0000-0000-000000000000';

/** `Ticket`, its uuid → the opaque id of the API (Relay global object identification). */
export function toGlobalId(type: ShapeName, id: string): string {
  return globalIdOfAny(type, id);
}

/** As `toGlobalId` for a type that may be no node, as of what only the audit trail names. */
export function globalIdOfAny(type: string, id: string): string {
  return Buffer.from(`${type}:${id}`).toString('base64url');
}

export function parseGlobalId(globalId: string): GlobalId | null {
  const parsed = parts(globalId);
  return parsed && Object.hasOwn(shapes, parsed.type) ? (parsed as GlobalId) : null;
}

function parts(globalId: string): { readonly type: string; readonly id: string } | null {
  if (globalId.length > 200) return null;
  const [type, id, ...rest] = Buffer.from(globalId, 'base64url').toString('utf8').split(':');
  return type && id && rest.length === 0 && UUID.test(id) ? { type, id } : null;
}

/** The uuid in an id of whatever type; that of nothing if it is none. */
export const uuidOfAny = (globalId: string): string => parts(globalId)?.id ?? NOTHING;

/** The uuid in an id that must name a `type`; an id of nothing for any other. */
export function uuidOf(type: string, globalId: string): string {
  const parsed = parseGlobalId(globalId);
  return parsed?.type === type ? parsed.id : NOTHING;
}

export function uuidsOf(type: string, globalIds: readonly string[]): string[] {
  return globalIds.map((globalId) => uuidOf(type, globalId));
}

/** As `uuidOf` for an argument that may be null or left out. */
export function optionalUuidOf<Value extends string | null | undefined>(
  type: string,
  globalId: Value,
) {
  return (typeof globalId === 'string' ? uuidOf(type, globalId) : globalId) as Value;
}
