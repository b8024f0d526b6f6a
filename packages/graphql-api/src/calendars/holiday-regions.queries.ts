import { emptySelection, type HolidayRegion } from '@wardline/platform';
import { builder } from '../builder.ts';

const RegionType = builder.objectRef<HolidayRegion>('HolidayRegion').implement({
  description: 'A country or a part of one whose holidays are known.',
  fields: (t) => ({
    code: t.exposeString('code', {
      description: 'ISO 3166-1 for a country (`US`), the second part of ISO 3166-2 below (`CA`).',
    }),
    name: t.exposeString('name', { description: 'Its name.' }),
  }),
});

builder.queryField('holidayRegions', (t) =>
  t.field({
    type: [RegionType],
    description:
      'Where holidays are known for `calendarHolidaysFromRegion`: countries; with a country its subdivisions, with both the regions in one. By code.',
    args: {
      country: t.arg.string({ description: 'The country whose subdivisions are wanted.' }),
      subdivision: t.arg.string({ description: 'The subdivision whose regions are wanted.' }),
      language: t.arg.string({ description: 'For the names, ISO 639, e.g. `en`. Default: `en`.' }),
    },
    extensions: { records: 250 },
    resolve: async (_root, { country, subdivision, language }, context) => {
      // It reads nothing of anybody's, but it answers only those who are signed in.
      await context.read((session) => session.rows('Msp', [], emptySelection()));
      const { wardline } = context;
      return [
        ...(await wardline.holidayRegions(country ?? null, subdivision ?? null, language ?? 'en')),
      ];
    },
  }),
);
