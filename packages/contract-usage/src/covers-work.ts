import type { Covers } from './terms.ts';
import type { TimeEntry } from './work.ts';

/** Work as lines ask about it; parts have no kind. */
export type WorkFacts = Pick<TimeEntry, 'clinicId' | 'assetIds' | 'domain' | 'category'> &
  Partial<Pick<TimeEntry, 'kind'>>;

/** Whether a line takes this work. An asset fits if the work was on any of the line's. */
export function coversWork(covers: Covers, work: WorkFacts): boolean {
  const fits = (list: readonly string[], value: string) =>
    list.length === 0 || list.includes(value);
  return (
    (work.kind === undefined || fits(covers.kinds, work.kind)) &&
    fits(covers.clinicIds, work.clinicId) &&
    fits(covers.domains, work.domain) &&
    (covers.categories.length === 0 ||
      (work.category !== null && covers.categories.includes(work.category))) &&
    (covers.assetIds.length === 0 || work.assetIds.some((id) => covers.assetIds.includes(id)))
  );
}
