import type { AssetState } from './asset.ts';
import type { AssetTransitionBlocker, AssetTransitionRule } from './lifecycle.ts';

type GuardName = NonNullable<AssetTransitionRule['guard']>;
type AssetGuard = (asset: AssetState) => AssetTransitionBlocker | null;

/** Conditions on transitions. The joint IT and HTM sign-offs of install, service and decommission belong here. */
export const ASSET_GUARDS: Readonly<Record<GuardName, AssetGuard>> = {
  // 45 CFR 164.310(d)(2)(i): dispose of ePHI and its media by policy; NIST SP 800-88 says how.
  NO_EPHI: ({ ephi }) =>
    ephi === 'NO'
      ? null
      : {
          code: 'EPHI_NOT_SANITIZED',
          message: 'It holds ePHI, or nobody has said that it does not: sanitize it first.',
        },
};
