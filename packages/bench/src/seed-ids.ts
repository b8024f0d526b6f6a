// How much is filled, and how its rows are named.

export interface Size {
  readonly clinics: number;
  readonly assets: number;
  readonly tickets: number;
  readonly entriesPerTicket: number;
  /** Whether what is done on tickets is filled as well: checklists, approvals, worked time, audit. */
  readonly work: boolean;
}

/** Ids are a digest of what they name, so that foreign keys need no look-up. */
export const id = (what: string) => `md5(${what})::uuid`;
/** A number that row `i` has of its own, by chance but always the same: nothing goes with anything else. */
export const chance = (what: string) => `(hashtext('${what}' || i) & 2147483647)`;

export function mspUuid(index: number): string {
  return `00000000-0000-7000-8000-00000000000${index}`;
}
