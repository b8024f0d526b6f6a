import type { CalendarPreview, PlatformRefusal } from '@wardline/platform';
import { builder } from '../builder.ts';
import { UserError } from '../errors/user-errors.ts';
import { optionalUuidOf } from '../node/global-id.ts';
import { DateTime } from '../scalars.ts';
import { BusinessTime, manySpans, TimeInterval } from './business-time.type.ts';
import { CalendarChangeInput, changeOf, hoursPath } from './hours.inputs.ts';
import { CalendarHoursInput, definitionOf } from './hours-definition.input.ts';

const PreviewType = builder.objectRef<CalendarPreview>('CalendarPreview').implement({
  description: 'Hours as they would be if they were saved now.',
  fields: (t) => ({
    businessTime: t.field({
      type: BusinessTime,
      description: 'What they would amount to.',
      resolve: ({ definition }, _args, { wardline }) => wardline.businessTime(definition),
    }),
    changedIntervals: t.field({
      type: [TimeInterval],
      description:
        'When it would be open and is closed now, or the other way round; empty for hours that are no change of a calendar.',
      args: {
        from: t.arg({ type: DateTime, description: 'From when. Default: now.' }),
        to: t.arg({
          type: DateTime,
          description: 'Until when. Default: a year after `from`; at most two.',
        }),
      },
      extensions: manySpans,
      resolve: ({ definition, before }, args, { wardline, now }) => {
        if (!before) return [];
        const from = args.from ?? now;
        const to = args.to ?? from + 366 * 86_400_000;
        return [...wardline.businessTime(before).changesTo(definition, from, to)];
      },
    }),
    movedClocks: t.exposeInt('movedClocks', {
      description: 'How many clocks that run or pause saving it now would move.',
    }),
  }),
});

interface Answer {
  readonly preview: CalendarPreview | null;
  readonly refusals: readonly PlatformRefusal[];
}

const AnswerType = builder.objectRef<Answer>('CalendarPreviewAnswer').implement({
  description: 'Either a preview, or why there is none.',
  fields: (t) => ({
    preview: t.field({
      type: PreviewType,
      nullable: true,
      description: 'The preview; null if the hours are refused.',
      resolve: (answer) => answer.preview,
    }),
    userErrors: t.field({
      type: [UserError],
      description: 'Why saving them would be refused.',
      resolve: (answer) => answer.refusals.map((refusal) => ({ refusal })),
    }),
  }),
});

const PreviewInput = builder.inputType('CalendarPreviewInput', {
  description: 'A change to a calendar, or hours of their own.',
  fields: (t) => ({
    calendarId: t.id({ description: 'The calendar that would be changed.' }),
    change: t.field({ type: CalendarChangeInput, description: 'What would be different.' }),
    hours: t.field({ type: CalendarHoursInput, description: 'Hours without a calendar.' }),
  }),
});

builder.queryField('calendarPreview', (t) =>
  t.field({
    type: AnswerType,
    description:
      'Tries opening hours out before they are saved: what they amount to, what they change, how many clocks they move. For those who may manage calendars.',
    args: { input: t.arg({ type: PreviewInput, required: true, description: 'Which hours.' }) },
    resolve: async (_root, { input }, context): Promise<Answer> => {
      const { calendarId, change, hours } = input;
      const asked = {
        calendarId: optionalUuidOf('Calendar', calendarId) ?? undefined,
        change: change ? changeOf(change) : undefined,
        definition: hours ? definitionOf(hours) : undefined,
      };
      const result = await context.read((session) => session.previewCalendar(asked));
      if (result.ok) return { preview: result.value, refusals: [] };
      const [field, ...rest] = result.error.path;
      const path =
        field === 'change'
          ? ['change', ...hoursPath(rest, change ?? {})]
          : field === 'definition'
            ? ['hours', ...hoursPath(rest, hours ?? {})]
            : result.error.path;
      return { preview: null, refusals: [{ ...result.error, path }] };
    },
  }),
);
