/** The role every session runs as: it owns nothing and row-level security binds it. */
export const APP_ROLE = 'wardline_app';

/** The role that finds out which MSPs there are, to work for one after the other: it sees their ids only. */
export const DISPATCHER_ROLE = 'wardline_dispatcher';
