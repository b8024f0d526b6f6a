// What tickets are decided on, and is brought home to them when it changes: how critical an asset is, an
// agreement's terms, a calendar's hours. Whoever changes it finds the tickets there are; those that somebody
// decides on it at that very moment are waited for, and found afterwards.
import { LIMITS } from '@wardline/ticket-core';
import { goBeside, takeTurns } from '../orm/take-turns.ts';
import type { UnitOfWork } from '../unit-of-work.ts';

const OPENINGS = ['openings'];
const assetTurn = (id: string) => ['asset', id.toLowerCase()];
/** No more than a ticket may have: a longer list is refused, and must not fill the server's lock table first. */
const assetTurns = (ids: readonly string[]) => ids.slice(0, LIMITS.listEntries).map(assetTurn);

/** Before anything is read that the opening of a ticket, or what measures one, is decided on. */
export const besideOpenings = (uow: UnitOfWork, assetIds: readonly string[] = []) =>
  goBeside(uow, openingTurns(assetIds));

/** What the opening of a ticket goes beside. */
export const openingTurns = (assetIds: readonly string[]) => [OPENINGS, ...assetTurns(assetIds)];

/** Before assets are read that something about a ticket is decided on. */
export const besideAssetChanges = (uow: UnitOfWork, assetIds: readonly string[]) =>
  goBeside(uow, assetTurns(assetIds));

/**
 * Waits until every ticket that is being opened is there, and measured; the next ones are opened after this transaction.
 * Last, when those there were have been brought home: nobody opens anything until it ends.
 */
export const afterOpenings = (uow: UnitOfWork) => takeTurns(uow, ...OPENINGS);

/** The same for whatever is being decided about an asset. */
export const afterDecisionsOn = (uow: UnitOfWork, assetId: string) =>
  takeTurns(uow, ...assetTurn(assetId));
