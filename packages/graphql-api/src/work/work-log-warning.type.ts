import type { WorkLogWarning } from '@wardline/platform';
import { builder } from '../builder.ts';
import { WorkLogWarningCode } from './work.enums.ts';

const WorkLogWarningType = builder.objectRef<WorkLogWarning>('WorkLogWarning').implement({
  description: 'Something whoever logs work should know. It is logged all the same.',
  fields: (t) => ({
    code: t.field({
      type: WorkLogWarningCode,
      description: 'For programs.',
      resolve: (warning) => warning.code,
    }),
    message: t.exposeString('message', { description: 'For people.' }),
  }),
});

/** What a mutation that logs work tells besides it. */
export const workLogWarnings = {
  description: 'What whoever logs it should know, as far as they may see it.',
  value: { type: [WorkLogWarningType], key: 'warnings' },
} as const;
