import { emptySelection, type Wardline, type WorkResult } from '@wardline/platform';

/** A nurse reports, a technician answers; what each of them sees of it afterwards. */
export async function story(wardline: Wardline): Promise<string[]> {
  const { mspId } = must(await wardline.createMsp({ name: 'Northstar IT' }));
  const setup = wardline.as(wardline.service(mspId));
  const { organizationId } = must(await setup.organizations.create({ name: 'Harbour Clinics' }));
  const { clinicId } = must(
    await setup.clinics.create({ organizationId, name: 'Quayside', timeZone: 'Europe/Berlin' }),
  );
  const nurse = await member('CLIENT', 'Nina', 'CLINIC_STAFF', clinicId);
  const technician = await member('PROVIDER', 'Theo', 'TECHNICIAN');

  const { ticketId } = must(
    await nurse.desk.tickets.open({
      type: 'INCIDENT',
      clinicId: clinicId as never,
      requesterId: nurse.id as never,
      title: 'Infusion pump does not charge',
      channel: 'PORTAL',
      domain: 'HTM',
      careImpact: 'CARE_DELAYED',
    }),
  );
  must(
    await technician.desk.tickets.reply({ ticketId, body: 'I bring a spare one in ten minutes.' }),
  );
  must(
    await technician.desk.tickets.note({ ticketId, body: 'Third pump this month: battery batch?' }),
  );
  return [
    ...(await entries('nurse', nurse.desk)),
    ...(await entries('technician', technician.desk)),
  ];

  async function member(
    side: 'PROVIDER' | 'CLIENT',
    displayName: string,
    role: 'CLINIC_STAFF' | 'TECHNICIAN',
    at?: string,
  ) {
    const { personId } = must(await setup.people.create({ side, displayName, clinicId: at }));
    must(await setup.grants.create({ personId, role, clinicId: at, reason: 'example' }));
    return { id: personId, desk: wardline.as(await wardline.member(mspId, personId as never)) };
  }

  async function entries(who: string, desk: typeof setup): Promise<string[]> {
    const session = desk.read();
    try {
      const { rows } = await session.list('TimelineEntry', {
        page: { last: 10 },
        selection: emptySelection('kind', 'body'),
        wantsCursors: false,
        wantsTotal: false,
      });
      return rows.map((row) => `${who}: ${row.kind} ${row.body ?? ''}`.trim()).reverse();
    } finally {
      session.close();
    }
  }
}

function must<T>(result: WorkResult<T>): T {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.value;
}
