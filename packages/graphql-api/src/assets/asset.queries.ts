import { AssetFilter, AssetOrder } from '../filters.ts';
import { listQuery } from '../reading/list-query.ts';
import { Asset } from '../rows.ts';

listQuery('assets', Asset, 'Asset', {
  description: 'The assets you may see, by name unless ordered otherwise.',
  filter: AssetFilter,
  orderBy: AssetOrder,
});
