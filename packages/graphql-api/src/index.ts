export type { ErrorReport } from './http/mask-error.ts';
export { DOCUMENT_LIMITS, type DocumentLimits } from './limits/document-limits.ts';
export { schema } from './schema.ts';
export {
  createGraphQLHandler,
  type GraphQLHandler,
  type GraphQLHandlerOptions,
} from './server.ts';
