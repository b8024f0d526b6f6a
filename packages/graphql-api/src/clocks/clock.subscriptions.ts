import type { TransitionNotice } from '@wardline/platform';
import { builder } from '../builder.ts';
import { unauthenticated } from '../context.ts';
import { loadRow } from '../reading/load.ts';
import { ClockTransition } from '../rows.ts';
import { ClockTransitionType } from './clock.enums.ts';

const ClockTransitionEvent = builder.objectRef<TransitionNotice>('ClockTransitionEvent').implement({
  description: 'That a clock passed something.',
  fields: (t) => ({
    cursor: t.exposeString('cursor', {
      description: 'Send it as `after` to go on from here after the connection was lost.',
    }),
    transition: t.field({
      type: ClockTransition,
      nullable: true,
      description: 'What it passed, as you may see it now; null if you no longer may.',
      resolve: ({ transitionId }, _args, context, info) =>
        loadRow(context, info, 'ClockTransition', transitionId),
    }),
  }),
});

builder.subscriptionField('clockTransitions', (t) =>
  t.field({
    type: ClockTransitionEvent,
    description:
      'The clocks of the tickets you may see as they come into danger, are breached or escalate, each at least once. Nothing is lost to who goes on from the last cursor.',
    args: {
      after: t.arg.string({ description: 'The last cursor received. Default: from now on.' }),
      types: t.arg({ type: [ClockTransitionType], description: 'Default: all.' }),
    },
    subscribe: (_root, { after, types }, context) => {
      if (!context.signedIn) throw unauthenticated();
      return context.wardline.as(context.signedIn, { requestId: context.requestId }).follow({
        ...(typeof after === 'string' ? { after } : {}),
        ...(types ? { types } : {}),
      });
    },
    resolve: (notice) => notice,
  }),
);
