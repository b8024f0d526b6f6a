import type { PlatformRefusal } from '../../refusals.ts';

/** The most contacts one request may carry. */
export const MAX_CONTACTS = 500;

/** What another system knows of a client's person. What is left out stays as it is. */
export interface ContactInput {
  /** What the other system calls them; for those who run the whole MSP. */
  readonly externalId?: string | null | undefined;
  /** Matched without regard to case. */
  readonly email?: string | null | undefined;
  /** Needed for somebody new. */
  readonly displayName?: string | null | undefined;
  /** Where they belong: a clinic, or an organization as a whole. Needed for somebody new. */
  readonly clinicId?: string | null | undefined;
  readonly organizationId?: string | null | undefined;
  /** False: they have left. */
  readonly active?: boolean | null | undefined;
}

export const CONTACT_OUTCOMES = ['CREATED', 'UPDATED', 'UNCHANGED', 'REFUSED'] as const;
export type ContactOutcome = (typeof CONTACT_OUTCOMES)[number];

/** What became of one contact of a request. */
export interface ContactResult {
  /** Its place in the request, from 0. */
  readonly index: number;
  readonly outcome: ContactOutcome;
  /** Null if refused, or if nobody had to be made known; and in a dry run for somebody new. */
  readonly personId: string | null;
  /** Why it was refused; empty otherwise. Each path begins with `contacts` and the place. */
  readonly errors: readonly PlatformRefusal[];
}
