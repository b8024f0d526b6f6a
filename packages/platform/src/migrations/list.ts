// Every migration, oldest first; explicit, so that a bundle carries them. A released one is never edited.
import { Migration0001Foundation } from './0001-foundation.ts';

export const migrations = [{ name: '0001-foundation', class: Migration0001Foundation }];
