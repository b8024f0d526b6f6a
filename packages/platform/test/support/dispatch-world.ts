import type { RotationLayer } from '@wardline/dispatch';
import type { PersonId, TeamId } from '@wardline/kernel';
import type { Desk, Wardline } from '../../src/index.ts';
import { must } from './must.ts';
import { days } from './ports.ts';
import type { TestMember } from './two-msps.ts';

/** A layer that changes at midnight UTC: today the first of its participants, tomorrow the next. */
export const dailyLayer = (now: number, participants: readonly string[]): RotationLayer => ({
  id: 'first',
  name: 'First line',
  tier: 1,
  timezone: 'UTC',
  participants: participants as readonly PersonId[],
  handOff: { kind: 'DAILY', at: '00:00' },
  startsOn: new Date(now).toISOString().slice(0, 10),
  endsOn: null,
  hours: null,
});

/** The midnight UTC that begins the n-th day from today. */
export const midnight = (now: number, day: number) =>
  Math.floor(now / days(1)) * days(1) + days(day);

interface Parts {
  readonly places: {
    readonly clinics: Readonly<Record<'lakeside', string>>;
    readonly calendarId: string;
  };
  readonly people: Readonly<Record<'mspAdmin' | 'technician', TestMember>>;
  readonly teams: Readonly<Record<'serviceDesk', TeamId>>;
  readonly tickets: Readonly<Record<'lakesideOther', string>>;
  readonly marker: string;
}

/**
 * A team on call: the MSP's admin on even days from today, the technician on odd ones; with an override,
 * a swap that waits for the admin, an absence, a co-managed clinic, and a ticket that was handed over.
 */
export async function buildDispatch(wardline: Wardline, desk: Desk, parts: Parts) {
  const { places, people, teams, tickets, marker } = parts;
  const now = wardline.now();
  const { teamId } = await must(
    desk.teams.create({ name: 'On call', domain: 'IT', side: 'PROVIDER' }),
  );
  for (const { id } of [people.mspAdmin, people.technician]) {
    await must(desk.teams.addMember({ teamId, personId: id }));
  }
  const layers = [dailyLayer(now, [people.mspAdmin.id, people.technician.id])];
  const { rotationId } = await must(
    desk.dispatch.createRotation({ teamId, name: `Nights ${marker}`, layers }),
  );
  const { overrideId } = await must(
    desk.dispatch.addOverride({
      rotationId,
      layerId: 'first',
      personId: people.technician.id,
      beginsAt: midnight(now, 20),
      endsAt: midnight(now, 21),
    }),
  );
  const part = (day: number) => ({
    layerId: 'first',
    from: midnight(now, day),
    to: midnight(now, day + 1),
  });
  const technician = await people.technician.desk();
  const { swapId } = await must(
    technician.dispatch.proposeSwap({
      rotationId,
      gives: part(7),
      personId: people.mspAdmin.id,
      takes: part(8),
    }),
  );
  const { absenceId } = await must(
    desk.dispatch.addAbsence({
      personId: people.technician.id,
      kind: marker,
      beginsAt: midnight(now, 50),
      endsAt: midnight(now, 60),
    }),
  );
  const { coManagedAgreementId } = await must(
    desk.dispatch.createCoManagedAgreement({
      clinicId: places.clinics.lakeside,
      name: `Lakeside ${marker}`,
      lanes: [],
      otherwise: { owner: 'MSP', teamId: null },
      handOvers: [],
    }),
  );
  const ticketId = tickets.lakesideOther;
  await must(desk.dispatch.assign({ ticketId, teamId }));
  await must(
    desk.dispatch.handOver({
      ticketId,
      teamId: teams.serviceDesk,
      reason: 'CAPACITY',
      note: marker,
    }),
  );
  return {
    teamId: teamId as TeamId,
    rotationId,
    overrideId,
    swapId,
    absenceId,
    coManagedAgreementId,
  };
}
