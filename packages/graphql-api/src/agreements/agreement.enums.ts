import { describedEnum } from '../builder.ts';

export const AgreementVersionState = describedEnum(
  'AgreementVersionState',
  'Whether a version of an agreement holds.',
  {
    DRAFT: 'Being written; nothing is measured by it.',
    PUBLISHED: 'It holds from its `validFrom` on, and never changes again.',
  },
);

export const CoverageLevel = describedEnum(
  'CoverageLevel',
  'How closely an agreement fits a ticket. The closest one in force when the ticket opened measures it.',
  {
    TICKET: 'Somebody chose it for this ticket.',
    ASSET: 'It covers an affected asset.',
    CONTRACT_LINE: 'It covers a line of the contract under which the work falls.',
    SERVICE: 'It covers an affected service (an asset of kind SERVICE, SOFTWARE_SERVICE or EHR).',
    CLINIC: 'It covers the clinic.',
    ORGANIZATION: 'It covers the clinic’s organization.',
    MSP: 'It covers whatever nothing else covers.',
  },
);

export const ChangeMode = describedEnum(
  'ChangeMode',
  'What a change does to clocks that are running.',
  {
    CARRY: 'Time used stays used; the rest counts by the new rule.',
    RESTART: 'Counting begins again at zero.',
    RECOMPUTE: 'As if the new rule had held from the start; the only one that can undo a breach.',
  },
);

export const OpenTickets = describedEnum(
  'OpenTickets',
  'What new terms do to the tickets that are measured by the old ones.',
  {
    KEEP: 'Nothing: they keep the terms they opened with.',
    CARRY: 'Time used stays used; the rest counts by the new terms.',
    RESTART: 'Their clocks begin again at zero.',
    RECOMPUTE: 'As if the new terms had held from the start; the only one that can undo a breach.',
  },
);

export const TargetHours = describedEnum('TargetHours', 'Whose hours a target counts in.', {
  CLINIC: 'The clinic’s own; around the clock where it has none.',
  AROUND_THE_CLOCK: 'Every hour of every day.',
  CALENDAR: 'Those of the calendar it names.',
});
