/** Something an operator has to put right before Wardline can run; the message says how. */
export class WardlineStartupError extends Error {
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'WardlineStartupError';
    this.code = code;
  }
}

/**
 * All connections to the database were in use for longer than a request waits, or others changed the same
 * records at once again and again. Nothing was done.
 */
export class DatabaseBusy extends Error {
  readonly code = 'BUSY';

  constructor(options?: ErrorOptions) {
    super('The database is busy, and nothing was done. Try again in a moment.', options);
    this.name = 'DatabaseBusy';
  }
}

/** A bearer credential that cannot be accepted. Says nothing about why, so that it tells nothing. */
export class CredentialRefused extends Error {
  readonly code = 'UNAUTHENTICATED';

  constructor() {
    super('The bearer token is missing, malformed, expired or revoked.');
    this.name = 'CredentialRefused';
  }
}
