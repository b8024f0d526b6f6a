import { type Desk, emptySelection, type Wardline, type WorkResult } from '@wardline/platform';
import type { DemoKey, DemoMsp } from './demo-msp.ts';
import { type DemoIds, DemoRefused, demoIds } from './load-msp.ts';
import type { Story, StoryStep } from './stories.ts';

const MINUTE_MS = 60_000;

/**
 * Lets the people of an MSP live through the demo's tickets, each step at its time and under the
 * rights of who takes it. A story that is there already is left as it is.
 * @returns how many were added.
 */
export async function loadStories(
  wardline: Wardline,
  msp: DemoMsp,
  stories: readonly Story[],
): Promise<number> {
  const ids = demoIds(msp.key);
  const now = wardline.now();
  let added = 0;
  const deskOf = async (key: string, minutesAgo: number): Promise<Desk> => {
    const member = await wardline.member(ids.msp, ids.person(key) as never);
    return wardline.as(member, { now: now - minutesAgo * MINUTE_MS });
  };
  for (const story of stories) {
    const opened = await open(await deskOf(story.requester, story.minutesAgo), story, ids);
    if (!opened) continue;
    for (const step of story.steps) {
      const desk = await deskOf(step.by, step.minutesAgo);
      const result = await take(desk, story.key, step, ids, now);
      if (!result.ok) throw new DemoRefused(`${story.key}, ${step.does}`, result.error);
    }
    added++;
  }
  return added;
}

async function open(desk: Desk, story: Story, ids: DemoIds): Promise<boolean> {
  const {
    key,
    clinic,
    requester,
    minutesAgo: _minutesAgo,
    asset,
    steps: _steps,
    ...opening
  } = story;
  const opened = await desk.tickets.open({
    ...opening,
    id: ids.ticket(key) as never,
    clinicId: ids.clinic(clinic) as never,
    requesterId: ids.person(requester) as never,
    assetIds: asset === undefined ? [] : [ids.asset(clinic, asset) as never],
  });
  if (!opened.ok && opened.error.code !== 'ALREADY_EXISTS') {
    throw new DemoRefused(story.key, opened.error);
  }
  return opened.ok;
}

async function take(
  desk: Desk,
  key: DemoKey,
  step: StoryStep,
  ids: DemoIds,
  now: number,
): Promise<WorkResult<unknown>> {
  const [ticketId, visitId] = [ids.ticket(key), ids.visit(key)];
  switch (step.does) {
    case 'REPLY':
      return desk.tickets.reply({ ticketId, body: step.body });
    case 'NOTE':
      return desk.tickets.note({ ticketId, body: step.body });
    case 'WORK':
      return desk.tickets.logWork({
        ticketId,
        minutes: step.minutes,
        kind: 'REMOTE',
        billable: 'CONTRACT',
        note: step.body,
      });
    case 'ASSIGN':
      return desk.tickets.assign({
        ticketId,
        expectedVersion: await versionOf(desk, 'Ticket', ticketId),
        teamId: ids.team(step.team) as never,
        assigneeId: step.assignee === undefined ? null : (ids.person(step.assignee) as never),
      });
    case 'PLAN_VISIT': {
      const from = now + step.inMinutes * MINUTE_MS;
      return desk.visits.plan({
        id: visitId,
        ticketId,
        personId: ids.person(step.who),
        from,
        until: from + step.minutes * MINUTE_MS,
        publicNote: step.publicNote,
        // Whenever the demo is loaded, be it at night.
        overrideReason: 'The clinic waits for it.',
      });
    }
    case 'GO': {
      const expectedVersion = await versionOf(desk, 'Visit', visitId);
      return desk.visits.transition({ visitId, expectedVersion, to: step.to });
    }
    case 'MOVE': {
      const { by: _by, minutesAgo: _minutesAgo, does: _does, ...transition } = step;
      const expectedVersion = await versionOf(desk, 'Ticket', ticketId);
      return desk.tickets.transition({ ticketId, expectedVersion, ...transition });
    }
  }
}

async function versionOf(desk: Desk, shape: 'Ticket' | 'Visit', id: string): Promise<number> {
  const reading = desk.read();
  try {
    const [row] = await reading.rows(shape, [id], emptySelection('version'));
    return Number(row?.version ?? 0);
  } finally {
    reading.close();
  }
}
