import type { EventType } from './event.ts';
import type { AgreementKind, Metric, Target } from './policy.ts';
import type { EventMatch } from './trigger.ts';

type Rules = Pick<Target, 'start' | 'stop' | 'cancel' | 'repeats' | 'onReopen' | 'startFrom'>;

const on = (...types: EventType[]): EventMatch[] => [{ on: types }];
const DONE: EventType[] = ['RESOLVED', 'CLOSED'];
const CANCEL = on('CANCELLED', 'MERGED');

/**
 * What starts and stops a metric unless a target says otherwise. An OLA or a vendor contract
 * starts when the work is handed over, an SLA when the customer asks.
 */
export function rulesOf(metric: Metric, kind: AgreementKind): Rules {
  const once = {
    start: kind === 'OLA' || kind === 'UC' ? on('ASSIGNED') : on('OPENED'),
    cancel: CANCEL,
    repeats: false,
    startFrom: 'EVENT',
    onReopen: 'KEEP',
  } as const;
  switch (metric) {
    case 'ACKNOWLEDGE':
      return { ...once, stop: on('ACKNOWLEDGED', 'AGENT_REPLIED', ...DONE) };
    case 'FIRST_RESPONSE':
      // A ticket done without a word was answered by being done.
      return { ...once, stop: on('AGENT_REPLIED', ...DONE) };
    case 'NEXT_RESPONSE':
      return {
        ...once,
        // The first unanswered message starts it; before the first answer, that one's clock runs.
        start: [
          { on: ['REQUESTER_REPLIED'], onceAnswered: true },
          { on: ['REOPENED'], onceAnswered: true, whileUnanswered: true },
        ],
        stop: on('AGENT_REPLIED', ...DONE),
        repeats: true,
      };
    case 'UPDATE_CADENCE':
      return {
        ...once,
        // Never before somebody has reacted: until then the first response is what is owed.
        start: [
          { on: ['ACKNOWLEDGED', 'AGENT_REPLIED', 'UPDATE_POSTED'] },
          { on: ['REOPENED'], onceAnswered: true },
        ],
        stop: on('AGENT_REPLIED', 'UPDATE_POSTED', ...DONE),
        repeats: true,
      };
    case 'RESTORE':
      return { ...once, stop: on('RESTORED', ...DONE), onReopen: 'RESUME' };
    case 'RESOLVE':
      return { ...once, stop: on(...DONE), onReopen: 'RESUME' };
    case 'NOTIFY':
      // The law counts from discovery, and resolving the incident tells nobody.
      return { ...once, start: on('OPENED'), stop: on('NOTIFIED'), startFrom: 'OCCURRED' };
  }
}
