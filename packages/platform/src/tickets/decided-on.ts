// What tickets are decided on, and is brought home to them when it changes: how critical an asset is, an
// agreement's terms, a calendar's hours. Whoever changes it finds the tickets there are; those that somebody
// decides on it at that very moment are waited for, and found afterwards.
import { goBeside, takeTurns } from '../orm/take-turns.ts';
import type { UnitOfWork } from '../unit-of-work.ts';

const OPENINGS = ['openings'];
const assetTurn = (id: string) => ['asset', id.toLowerCase()];

/** Before anything is read that the opening of a ticket, or what measures one, is decided on. */
export const besideOpenings = (uow: UnitOfWork, assetIds: readonly string[] = []) =>
  goBeside(uow, openingTurns(assetIds));

/** What the opening of a ticket goes beside. */
export const openingTurns = (assetIds: readonly string[]) => [OPENINGS, ...assetIds.map(assetTurn)];

/** Before assets are read that something about a ticket is decided on. */
export const besideAssetChanges = (uow: UnitOfWork, assetIds: readonly string[]) =>
  goBeside(uow, assetIds.map(assetTurn));

/**
 * Waits until every ticket that is being opened is there, and measured; the next ones are opened after this transaction.
 * Last, when those there were have been brought home: nobody opens anything until it ends.
 */
export const afterOpenings = (uow: UnitOfWork) => takeTurns(uow, ...OPENINGS);

/** The same for whatever is being decided about an asset. */
export const afterDecisionsOn = (uow: UnitOfWork, assetId: string) =>
  takeTurns(uow, ...assetTurn(assetId));
