import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { instant } from '../orm/columns.ts';
import { walled, wholeMsp } from '../orm/policies.ts';

/** Which record here stands for which record of a source, and a digest of what was imported for it. */
export const ImportRecordEntity = defineEntity({
  name: 'ImportRecord',
  tableName: 'import_record',
  properties: {
    mspId: p.uuid().primary(),
    source: p.text().primary(),
    externalType: p.text().primary(),
    externalId: p.text().primary(),
    recordId: p.uuid(),
    digest: p.text(),
    importedAt: instant(),
  },
  ...walled({ select: wholeMsp, insert: wholeMsp, update: wholeMsp }),
});
export type ImportRecordRow = InferEntity<typeof ImportRecordEntity>;
