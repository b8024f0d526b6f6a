import { emptySelection, everyRow, type Row, type RowList, rowsOf } from '@wardline/platform';
import type { Fields } from '../reading/fields.ts';
import { readsExtension } from '../reading/reads.ts';

/** `tags` of a ticket: words, not records, so no connection. */
export function tagsField(t: Fields) {
  return t.field({
    type: ['String'],
    nullable: false,
    description:
      'The words those who work on it sort it by, in alphabetical order, at most 20. Clients see none.',
    extensions: readsExtension({
      extend: (selection) => {
        selection.many.set('$tags', everyRow('tags', emptySelection('tag')));
      },
    }),
    resolve: (row: Row) => rowsOf(row.$tags as RowList).map(({ tag }) => tag),
  });
}
