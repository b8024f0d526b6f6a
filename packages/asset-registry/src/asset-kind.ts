/** Whose trade an asset is: computing, medical devices (healthcare technology management), or the building. */
export const ASSET_DOMAINS = ['IT', 'HTM', 'FACILITIES'] as const;
export type AssetDomain = (typeof ASSET_DOMAINS)[number];

/** Every kind of asset with the domain that looks after it. */
export const ASSET_KIND_DOMAINS = {
  WORKSTATION: 'IT',
  SERVER: 'IT',
  NETWORK: 'IT',
  MOBILE: 'IT',
  PRINTER: 'IT',
  SOFTWARE_SERVICE: 'IT',
  EHR: 'IT',
  TELEHEALTH_KIT: 'IT',
  SENSOR: 'IT',
  /** What kind of device it is, `deviceClass` says: infusion pump, ventilator, ultrasound. */
  MEDICAL_DEVICE: 'HTM',
  HVAC: 'FACILITIES',
  LIGHTING: 'FACILITIES',
  FIRE_SAFETY: 'FACILITIES',
  ACCESS_CONTROL: 'FACILITIES',
  POWER: 'FACILITIES',
  WATER: 'FACILITIES',
  NURSE_CALL: 'FACILITIES',
  /** Something others depend on as a whole: billing, PACS, telehealth. */
  SERVICE: 'IT',
} as const satisfies Record<string, AssetDomain>;

export type AssetKind = keyof typeof ASSET_KIND_DOMAINS;

/** The kinds alone, for schemas and checks. */
export const ASSET_KINDS = Object.keys(ASSET_KIND_DOMAINS) as readonly AssetKind[];

/** Who looks after a kind: `domainOf('MEDICAL_DEVICE')` is `'HTM'`. */
export function domainOf(kind: AssetKind): AssetDomain {
  return ASSET_KIND_DOMAINS[kind];
}
