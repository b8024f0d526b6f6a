import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist';

/**
 * What Wardline's tables need of PGlite beside the core: give it to an instance of your own
 * (`PGlite.create({ extensions: EMBEDDED_EXTENSIONS })`). A server has it on board.
 */
export const EMBEDDED_EXTENSIONS = { btree_gist };
