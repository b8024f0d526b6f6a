import type { MspWorld, TestMember, TwoMsps } from './two-msps.ts';

/** The world of the tests as JSON: all but what can be done with it. */
export interface StoredWorld {
  readonly a: StoredMsp;
  readonly b: StoredMsp;
  /** How often randomness was drawn while it was built: what comes next must not be the same again. */
  readonly drawn: number;
}
export type StoredMsp = Omit<MspWorld, 'desk' | 'people'> & {
  readonly people: Readonly<Record<string, Pick<TestMember, 'id'>>>;
};

export function storeWorld({ a, b }: TwoMsps, drawn: number): StoredWorld {
  return JSON.parse(JSON.stringify({ a: stored(a), b: stored(b), drawn }));
}

const stored = ({ desk: _desk, ...msp }: MspWorld): StoredMsp => msp;
