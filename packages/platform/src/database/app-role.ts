/** The role every session runs as: it owns nothing and row-level security binds it. */
export const APP_ROLE = 'wardline_app';
