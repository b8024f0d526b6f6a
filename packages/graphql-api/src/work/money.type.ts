import { builder } from '../builder.ts';

/** Whole minor units beside an ISO 4217 code. */
export interface Amount {
  readonly minor: number;
  readonly currency: string;
}

export const Money = builder.objectRef<Amount>('Money').implement({
  description: 'An amount of money. Exact: minor units as a whole number, in a text of any length.',
  fields: (t) => ({
    minor: t.string({
      description: 'In the minor unit: `123450` for USD 1,234.50, `1200` for JPY 1,200.',
      resolve: (amount) => String(amount.minor),
    }),
    currency: t.exposeString('currency', { description: 'ISO 4217: `USD`.' }),
  }),
});
