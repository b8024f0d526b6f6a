import type { Desk } from '@wardline/platform';

type Kind = Parameters<Desk['assets']['relate']>[0]['kind'];

/** How the things of a clinic stand to each other, by their keys: what goes if the switch goes. */
export const FLEET_RELATIONS: readonly (readonly [asset: string, kind: Kind, related: string])[] = [
  ['front-desk', 'CONNECTED_TO', 'switch'],
  ['server', 'CONNECTED_TO', 'switch'],
  ['x-ray', 'CONNECTED_TO', 'switch'],
  ['ehr', 'HOSTED_ON', 'server'],
  ['monitor', 'CONNECTED_TO', 'switch'],
  ['exam-tablet', 'DEPENDS_ON', 'ehr'],
  ['switch', 'POWERED_BY', 'ups'],
  ['server', 'POWERED_BY', 'ups'],
];
