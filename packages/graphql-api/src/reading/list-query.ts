import type { Ordering, ShapeName } from '@wardline/platform';
import { builder } from '../builder.ts';
import { connectionOf } from './connection.ts';
import { type ConnectionOptions, connectionArgs } from './connection-args.ts';
import { loadPage } from './load.ts';

/** A root field that lists a type: everything of it the caller may see, filtered and ordered. */
export function listQuery(
  name: string,
  node: Parameters<typeof connectionOf>[1],
  shape: ShapeName,
  options: ConnectionOptions & {
    readonly description: string;
    /** Unless ordered otherwise; the shape’s own is that of the list of one parent. */
    readonly defaultOrder?: readonly Ordering[];
  },
): void {
  builder.queryField(name, (t) =>
    t.field({
      type: connectionOf(shape, node),
      description: options.description,
      args: connectionArgs(t, options),
      resolve: (_root, args, context, info) =>
        loadPage(context, info, shape, args, options.defaultOrder),
    }),
  );
}
