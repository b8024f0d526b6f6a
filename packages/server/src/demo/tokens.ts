import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CredentialRefused, type Wardline } from '@wardline/platform';
import { must } from '../must.ts';
import type { DemoMsp, DemoPerson } from './demo-msp.ts';
import { demoIds } from './load-msp.ts';

const FILE = 'demo-tokens.json';
const YEAR_MS = 365 * 86_400_000;

/** Somebody to try the demo as. */
export interface DemoLogin {
  readonly msp: DemoMsp;
  readonly person: DemoPerson;
  readonly token: string;
}

/** The first member of each role. */
export function firstOfEachRole(msp: DemoMsp): DemoPerson[] {
  return msp.people.filter(
    (person, index) => msp.people.findIndex(({ role }) => role === person.role) === index,
  );
}

/**
 * One token per person, the same ones at every start: the database keeps only hashes, so they are
 * kept in a file of the data folder that nobody else on the machine may read. Only a demo has it.
 */
export async function demoLogins(
  wardline: Wardline,
  folder: string,
  wanted: readonly { readonly msp: DemoMsp; readonly person: DemoPerson }[],
): Promise<DemoLogin[]> {
  const path = join(folder, FILE);
  const kept = readKept(path);
  const logins: DemoLogin[] = [];
  let changed = false;
  for (const { msp, person } of wanted) {
    const name = `${msp.key}/${person.key}`;
    let token = kept[name];
    if (token === undefined || !(await isAccepted(wardline, token))) {
      const ids = demoIds(msp.key);
      const desk = wardline.as(wardline.service(ids.msp));
      const made = await desk.people.createToken({
        personId: ids.person(person.key),
        name: 'demo',
        expiresAt: wardline.now() + YEAR_MS,
      });
      token = must(made, `token of ${person.name}`).token;
      kept[name] = token;
      changed = true;
    }
    logins.push({ msp, person, token });
  }
  if (changed) keep(path, kept);
  return logins;
}

async function isAccepted(wardline: Wardline, token: string): Promise<boolean> {
  try {
    await wardline.authenticate(token);
    return true;
  } catch (error) {
    if (error instanceof CredentialRefused) return false;
    throw error;
  }
}

function readKept(path: string): Record<string, string> {
  try {
    const kept: unknown = JSON.parse(readFileSync(path, 'utf8'));
    const entries = Object.entries(kept as object).filter(([, value]) => typeof value === 'string');
    return Object.fromEntries(entries) as Record<string, string>;
  } catch {
    // Not there yet, or cut short by a crash: new ones are made.
    return {};
  }
}

function keep(path: string, tokens: Readonly<Record<string, string>>): void {
  const beside = `${path}.new`;
  writeFileSync(beside, `${JSON.stringify(tokens, null, 2)}\n`, { mode: 0o600 });
  renameSync(beside, path);
}
