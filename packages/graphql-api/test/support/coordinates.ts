// The built schema, walked: what the generated tests are generated from.
import {
  type GraphQLEnumType,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';
import { schema } from '../../src/index.ts';

/** The types of our own, without those of introspection. */
export const TYPES: readonly GraphQLNamedType[] = Object.values(schema.getTypeMap()).filter(
  ({ name }) => !name.startsWith('__'),
);
export const OBJECTS = TYPES.filter(isObjectType);
export const INPUTS = TYPES.filter(isInputObjectType);
export const ENUMS: readonly GraphQLEnumType[] = TYPES.filter(isEnumType);

export const queryFields = () => schema.getQueryType()?.getFields() ?? {};
export const mutationFields = () => schema.getMutationType()?.getFields() ?? {};

export function inputOf(field: string): GraphQLInputObjectType {
  const taken = mutationFields()[field] ?? queryFields()[field];
  const type = getNamedType(taken?.args[0]?.type);
  if (!isInputObjectType(type)) throw new Error(`${field} has no input.`);
  return type;
}

/** Whether `['input', 'targets', '0', 'metric']` leads to something the mutation takes. */
export function namesAnInputField(mutation: string, path: readonly string[]): boolean {
  if (path.length === 0) return true;
  const [head, ...rest] = path;
  if (head !== 'input') return false;
  let type: GraphQLInputType = inputOf(mutation);
  for (const key of rest) {
    type = isNonNullType(type) ? type.ofType : type;
    if (isListType(type)) {
      if (!/^\d+$/.test(key)) return false;
      type = type.ofType;
    } else if (isInputObjectType(type)) {
      const field: GraphQLInputField | undefined = type.getFields()[key];
      if (!field) return false;
      type = field.type;
    } else return false;
  }
  return true;
}

/** A root list: its field, the type it lists and the inputs it takes. */
export interface RootList {
  readonly field: string;
  readonly node: GraphQLObjectType;
  readonly filter: GraphQLInputObjectType | null;
  readonly orderBy: GraphQLInputObjectType | null;
}

export function rootLists(): RootList[] {
  return Object.values(queryFields()).flatMap(({ name, type, args }) => {
    const connection = getNamedType(type);
    if (!isObjectType(connection) || !connection.name.endsWith('Connection')) return [];
    const node = getNamedType(connection.getFields().nodes?.type);
    const input = (arg: string) => {
      const found = getNamedType(args.find((a) => a.name === arg)?.type);
      return isInputObjectType(found) ? found : null;
    };
    if (!isObjectType(node)) return [];
    return [{ field: name, node, filter: input('filter'), orderBy: input('orderBy') }];
  });
}

/**
 * Every field a type has, as a selection: scalars, and what lies `depth` levels below. Lists take
 * `first`; a field of a type behind an interface gets an alias of its own, so that none collide.
 */
export function everythingOf(type: GraphQLNamedType, depth: number, first = 5): string {
  if (isInterfaceType(type)) {
    return schema
      .getPossibleTypes(type)
      .map((possible) => `... on ${possible.name} { ${fieldsOf(possible, depth, first, true)} }`)
      .join(' ');
  }
  return isObjectType(type) ? fieldsOf(type, depth, first, false) : '';
}

/** What a field has to be given: a page size, or a value for each argument it insists on. */
function argumentsOf(field: GraphQLField<unknown, unknown>, first: number | null): string {
  if (first !== null) return `(first: ${first})`;
  const given = field.args.filter(isRequiredArgument).map(({ name, type }) => {
    const value = SAMPLES[getNamedType(type).name];
    if (value === undefined) throw new Error(`There is no sample for ${field.name}(${name}:).`);
    return `${name}: ${value}`;
  });
  return given.length > 0 ? `(${given.join(', ')})` : '';
}

const SAMPLES: Readonly<Record<string, string>> = { Duration: '"PT4H"' };

function fieldsOf(type: GraphQLObjectType, depth: number, first: number, aliased: boolean): string {
  const parts = Object.values(type.getFields()).map((field) => {
    const target = getNamedType(field.type);
    const isList = field.args.some((arg) => arg.name === 'first');
    const name = `${aliased ? `${type.name}_${field.name}: ` : ''}${field.name}${argumentsOf(field, isList ? first : null)}`;
    if (!isObjectType(target) && !isInterfaceType(target)) return name;
    if (isList) {
      if (depth === 0) return '';
      const node = getNamedType((target as GraphQLObjectType).getFields().nodes?.type);
      const inner = node ? everythingOf(node, depth - 1, first) : '';
      return `${name} { totalCount nodes { __typename ${inner} } }`;
    }
    // A part of the record itself costs no level; another record does.
    const isRecord = isInterfaceType(target) || 'id' in target.getFields();
    if (isRecord && depth === 0) return '';
    return `${name} { __typename ${everythingOf(target, isRecord ? depth - 1 : depth, first)} }`;
  });
  return parts.join(' ');
}
