// What changes anybody's rights moves the MSP's access epoch on, whichever way it was written.
// Runs with the rights of whoever writes: the wall holds for the epoch's row too.

const BUMP = `create function bump_access_epoch() returns trigger language plpgsql
  set search_path = public, pg_temp as $$
begin
  insert into access_epoch (msp_id, epoch) values (coalesce(new.msp_id, old.msp_id), 1)
    on conflict (msp_id) do update set epoch = access_epoch.epoch + 1;
  return null;
end $$`;

const on = (table: string, events: string) =>
  `create trigger ${table}_access_epoch after ${events} on ${table} for each row execute function bump_access_epoch()`;

export const TRIGGERS: readonly string[] = [
  BUMP,
  on('access_grant', 'insert or update or delete'),
  // A new credential is in nobody's memory yet.
  on('credential', 'update or delete'),
  on('clinic', 'insert or delete or update of organization_id, staff_ticket_visibility'),
  on('clinic_group_clinic', 'insert or delete'),
  on('team_member', 'insert or delete'),
  on('team', 'update of side'),
  on('person', 'delete or update of active, side'),
];
