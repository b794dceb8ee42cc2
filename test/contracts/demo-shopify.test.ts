// The demo shop's schema must be a part of the real one, or documents it accepts might be refused
// by Shopify. Reads the published introspection when it lies beside the repository.
import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import {
  buildClientSchema,
  type GraphQLSchema,
  type IntrospectionQuery,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
} from 'graphql'
import { describe, expect, it } from 'vitest'
import { shopifySchema } from '../../demo/world/shopify/schema.ts'

const FILE = '../shared/contracts/shopify/shopify-admin-2026-10.introspection.json.gz'
const present = existsSync(FILE)
if (!present) console.log('skipped: the Shopify schema is not beside the repository')

function realSchema(): GraphQLSchema {
  const { data }: { data: IntrospectionQuery } = JSON.parse(
    gunzipSync(readFileSync(FILE)).toString('utf8'),
  )
  return buildClientSchema(data)
}

describe('the demo shop’s schema', () => {
  it.skipIf(!present)('has nothing that Shopify’s schema has not', () => {
    expect(strangers(shopifySchema, realSchema())).toEqual([])
  })
})

/** Everything of `ours` that `real` lacks, has with another type, or demands and we leave out. */
function strangers(ours: GraphQLSchema, real: GraphQLSchema): string[] {
  const found: string[] = []
  const same = (path: string, a: unknown, b: unknown) => {
    if (String(a) !== String(b)) found.push(`${path}: ${a} instead of ${b}`)
  }
  for (const type of Object.values(ours.getTypeMap())) {
    if (type.name.startsWith('__')) continue
    const other = real.getType(type.name)
    if (!other) {
      found.push(type.name)
    } else if (
      (isObjectType(type) || isInterfaceType(type)) &&
      (isObjectType(other) || isInterfaceType(other))
    ) {
      for (const field of Object.values(type.getFields())) {
        const theirs = other.getFields()[field.name]
        const path = `${type.name}.${field.name}`
        same(path, field.type, theirs?.type)
        for (const arg of field.args) {
          const theirArg = theirs?.args.find(one => one.name === arg.name)
          same(`${path}(${arg.name})`, arg.type, theirArg?.type)
          same(`${path}(${arg.name}) default`, arg.defaultValue, theirArg?.defaultValue)
        }
        for (const arg of theirs?.args.filter(isRequiredArgument) ?? []) {
          if (!field.args.some(one => one.name === arg.name))
            found.push(`${path} lacks ${arg.name}`)
        }
      }
    } else if (isInputObjectType(type) && isInputObjectType(other)) {
      for (const field of Object.values(type.getFields())) {
        same(`${type.name}.${field.name}`, field.type, other.getFields()[field.name]?.type)
      }
      for (const field of Object.values(other.getFields()).filter(isRequiredInputField)) {
        if (!type.getFields()[field.name]) found.push(`${type.name} lacks ${field.name}`)
      }
    } else if (isEnumType(type) && isEnumType(other)) {
      for (const value of type.getValues()) {
        if (!other.getValue(value.name)) found.push(`${type.name}.${value.name}`)
      }
    } else {
      same(type.name, type.constructor.name, other.constructor.name)
    }
  }
  return found
}
