// Our GraphQL documents against Shopify's own schema, when it lies beside the repository, and against
// the price that one query may have.
import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import {
  buildClientSchema,
  buildSchema,
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  getOperationAST,
  type IntrospectionQuery,
  isEnumType,
  isObjectType,
  Kind,
  NoDeprecatedCustomRule,
  parse,
  type SelectionSetNode,
  specifiedRules,
  validate,
} from 'graphql'
import { describe, expect, it } from 'vitest'
import * as documents from '../../src/sync/platforms/shopify/documents.ts'
import { PAGE_SIZE } from '../../src/sync/platforms/shopify/orders.ts'
import { API_VERSION } from '../../src/sync/platforms/shopify/settings.ts'
import { EVENT_STATUS } from '../../src/sync/platforms/shopify/tables.ts'

const FOLDER = '../shared/contracts/shopify'
const PRUNED = `${FOLDER}/shopify-admin-${API_VERSION}.pruned.graphql`
const WHOLE = `${FOLDER}/shopify-admin-${API_VERSION}.introspection.json.gz`
const isHere = existsSync(PRUNED) && existsSync(WHOLE)
if (!isHere) console.log('skipped: the Shopify schema is not beside the repository')

const texts = Object.entries(documents).filter(
  (entry): entry is [string, string] => typeof entry[1] === 'string',
)
const schemas: (readonly [string, () => GraphQLSchema])[] = [
  ['as far as it was cut for us', () => buildSchema(readFileSync(PRUNED, 'utf8'))],
  ['whole', wholeSchema],
]

describe('our documents', () => {
  it('are each one operation, named as their export', () => {
    const names = texts.map(([, text]) => getOperationAST(parse(text))?.name?.value)
    expect(names).toEqual(texts.map(([name]) => name))
    expect(names.length).toBeGreaterThan(10)
  })

  it.skipIf(!isHere).each(schemas)(
    `are valid against Shopify’s ${API_VERSION} schema, %s, and use nothing deprecated`,
    (_, load) => {
      const schema = load()
      const rules = [...specifiedRules, NoDeprecatedCustomRule]
      const faults = texts.flatMap(([name, text]) =>
        validate(schema, parse(text), rules).map(error => `${name}: ${error.message}`),
      )
      expect(faults).toEqual([])
    },
  )

  it.skipIf(!isHere)('cost less than the 1,000 points of one query, every list in full', () => {
    const schema = buildSchema(readFileSync(PRUNED, 'utf8'))
    const costs = texts.map(([name, text]) => [name, costOf(text, schema)] as const)
    expect(costs.filter(([, cost]) => cost >= 1000)).toEqual([])
    expect(Object.fromEntries(costs).ordersPage).toBeGreaterThan(500) // the measure measures
  })

  it.skipIf(!isHere)('tell events in words that Shopify has', () => {
    const known = buildSchema(readFileSync(PRUNED, 'utf8')).getType('FulfillmentEventStatus')
    const words = Object.values(EVENT_STATUS).filter(word => word !== null)
    expect(words.filter(word => !isEnumType(known) || !known.getValue(word))).toEqual([])
  })
})

function wholeSchema(): GraphQLSchema {
  const { data }: { data: IntrospectionQuery } = JSON.parse(
    gunzipSync(readFileSync(WHOLE)).toString('utf8'),
  )
  return buildClientSchema(data)
}

/**
 * The dearest reading of Shopify's rules: an object is 1 point, a connection 2 and every node it may
 * hold in full, a mutation 10. (Shopify counts large connections cheaper today.)
 * https://shopify.dev/docs/apps/build/apis/graphql-admin/rate-limits (read 2026-11-23)
 */
function costOf(text: string, schema: GraphQLSchema): number {
  const operation = getOperationAST(parse(text))
  const query = schema.getQueryType()
  if (!operation || !query) throw new Error('no operation to price')
  return operation.operation === 'mutation' ? 10 : costWithin(operation.selectionSet, query)
}

function costWithin(set: SelectionSetNode, parent: GraphQLObjectType): number {
  const fields = set.selections.filter(each => each.kind === Kind.FIELD)
  return fields.reduce((sum, field) => sum + costOfField(field, parent), 0)
}

function costOfField(field: FieldNode, parent: GraphQLObjectType): number {
  const type = getNamedType(parent.getFields()[field.name.value]?.type)
  if (!isObjectType(type) || !field.selectionSet) return 0
  const inside = costWithin(field.selectionSet, type)
  if (field.name.value === 'nodes' || field.name.value === 'pageInfo') return inside
  if (type.name.endsWith('Connection')) return 2 + firstOf(field) * (1 + inside)
  return firstOf(field) * (1 + inside)
}

/** The `first` of a list; a variable stands for our page size, nothing for one object. */
function firstOf(field: FieldNode): number {
  const first = field.arguments?.find(each => each.name.value === 'first')?.value
  if (first?.kind === Kind.INT) return Number(first.value)
  return first?.kind === Kind.VARIABLE ? PAGE_SIZE : 1
}
