import type { Refusal } from '@wardline/kernel';

/** A read that cannot be answered as asked: thrown by the compiler, answered by the API as bad input. */
export class ReadRefused extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.message);
    this.refusal = refusal;
  }
}

export function refuseRead(code: string, message: string, path: Refusal['path'] = []): never {
  throw new ReadRefused({ code, message, path });
}
