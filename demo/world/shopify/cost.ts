// Shopify's cost bucket: each query costs points before it runs, what it did not use comes back,
// points restore with time, and a query beyond the bucket is THROTTLED.
// https://shopify.dev/docs/apps/build/apis/graphql-admin/rate-limits (read 2026-11-24)
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLOutputType,
  getNamedType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql'
import { shopifySchema } from './schema.ts'

const MAX_AVAILABLE = 2000
const RESTORE_PER_SECOND = 100
const MUTATION_COST = 10
/** A single query may not cost more, however full the bucket is. */
export const MAX_QUERY_COST = 1000

export type ThrottleStatus = {
  readonly maximumAvailable: number
  readonly currentlyAvailable: number
  readonly restoreRate: number
}
export type Bucket = {
  /** Takes the points, or returns false and takes none. */
  take(cost: number): boolean
  giveBack(points: number): void
  status(): ThrottleStatus
  /** For tests: leaves so many points. */
  leave(points: number): void
}

export function createBucket(now: () => number): Bucket {
  let available = MAX_AVAILABLE
  let countedAt = now()
  const restore = () => {
    const seconds = Math.max(0, now() - countedAt) / 1000
    available = Math.min(MAX_AVAILABLE, available + seconds * RESTORE_PER_SECOND)
    countedAt = now()
  }
  return {
    take: cost => {
      restore()
      if (cost > available) return false
      available -= cost
      return true
    },
    giveBack: points => {
      available = Math.min(MAX_AVAILABLE, available + points)
    },
    leave: points => {
      restore()
      available = points
    },
    status: () => {
      restore()
      return {
        maximumAvailable: MAX_AVAILABLE,
        currentlyAvailable: Math.floor(available),
        restoreRate: RESTORE_PER_SECOND,
      }
    },
  }
}

/**
 * Points of an operation: asked for, or, with its result, used. Objects 1, scalars 0, mutations 10,
 * connections 2 and each of their nodes. Unverified: newer Shopify is said to count long connections
 * more cheaply; counted in full is the strictest it could be.
 */
export function queryCost(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
  data?: unknown,
): number {
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION)
      fragments.set(definition.name.value, definition)
  }
  const mutation = operation.operation === 'mutation'
  const root = mutation ? shopifySchema.getMutationType() : shopifySchema.getQueryType()
  const fields = fieldsOf(operation.selectionSet, fragments)
  const base = mutation ? MUTATION_COST * fields.length : 0
  return base + (root ? costOf(operation.selectionSet, root, data) : 0)

  function costOf(selections: SelectionSetNode, type: GraphQLOutputType, value: unknown): number {
    const named = getNamedType(type)
    if (!isObjectType(named)) return 0
    return fieldsOf(selections, fragments).reduce((sum, field) => {
      const definition = named.getFields()[field.name.value]
      if (!definition || !field.selectionSet) return sum
      return sum + fieldCost(field, field.selectionSet, definition.type, property(value, field))
    }, 0)
  }

  function fieldCost(
    field: FieldNode,
    selections: SelectionSetNode,
    type: GraphQLOutputType,
    value: unknown,
  ): number {
    const named = getNamedType(type).name
    if (named === 'PageInfo') return 0
    if (data !== undefined && (value === null || value === undefined)) return 0
    if (named.endsWith('Connection')) {
      const nodes = nodesOf(value)
      const count = nodes ? nodes.length : firstOf(field, variables)
      return 2 + count * costOf(selections, type, nodes && oneNode(nodes[0]))
    }
    if (!isListType(isNonNullType(type) ? type.ofType : type)) {
      return 1 + costOf(selections, type, value)
    }
    // A plain list is counted by its `first`, or as one object when it takes none.
    const items = Array.isArray(value) ? value : null
    const first = firstOf(field, variables)
    const count = first === 0 ? Math.min(1, items?.length ?? 1) : (items?.length ?? first)
    return count * (1 + costOf(selections, type, items?.[0]))
  }
}

/** The fields of a selection set, with those of its fragments. */
function fieldsOf(
  selections: SelectionSetNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): FieldNode[] {
  return selections.selections.flatMap(selection => {
    if (selection.kind === Kind.FIELD) return [selection]
    if (selection.kind === Kind.INLINE_FRAGMENT) return fieldsOf(selection.selectionSet, fragments)
    const fragment = fragments.get(selection.name.value)
    return fragment ? fieldsOf(fragment.selectionSet, fragments) : []
  })
}

const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? { ...value } : {}

const property = (value: unknown, field: FieldNode): unknown =>
  record(value)[field.alias?.value ?? field.name.value]

/** The list a connection returned, as `nodes` or as `edges`. */
function nodesOf(connection: unknown): unknown[] | null {
  const { nodes, edges } = record(connection)
  if (Array.isArray(nodes)) return nodes
  return Array.isArray(edges) ? edges : null
}

/** A connection that returned this node alone, in both of its forms. */
const oneNode = (node: unknown) => ({ nodes: [node], edges: [{ node }] })

function firstOf(field: FieldNode, variables: Record<string, unknown>): number {
  const value = field.arguments?.find(argument => argument.name.value === 'first')?.value
  if (value?.kind === Kind.INT) return Number(value.value)
  if (value?.kind === Kind.VARIABLE) return Number(variables[value.name.value] ?? 0)
  return 0
}
