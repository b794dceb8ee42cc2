import { describe, expect, it } from 'vitest'
import { keySource } from '../../src/sync/key-source.ts'
import { type Answer, fakeHttp, NOW, unreachable } from './carriers/fake-http.ts'

const key = (kid: string, n = 'sXch') => ({ kid, kty: 'RSA', n, e: 'AQAB', use: 'sig' })
const jwk = { kty: 'RSA', n: 'sXch', e: 'AQAB' }
const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** An address of its own for each test: what is known outlives the call. */
let tests = 0
const world = (...turns: Answer[]) => {
  const host = `keys${tests++}.example`
  const url = `https://${host}/jwks`
  const { http } = fakeHttp([host], { [`GET ${url}`]: turns })
  const asked: number[] = []
  const at = (now: number, keyId: string) =>
    keySource(async (address, call) => {
      asked.push(now)
      return http(address, call)
    }, now)(url, keyId)
  return { at, asked }
}

describe('the keys of a sender', () => {
  it('are fetched once an hour, for all their ids', async () => {
    const { at, asked } = world({ json: { keys: [key('a'), key('b')] } })
    expect(await at(NOW, 'a')).toEqual({ ok: true, value: jwk })
    expect(await at(NOW + MINUTE, 'b')).toEqual({ ok: true, value: jwk })
    expect(await at(NOW + HOUR - 1, 'a')).toEqual({ ok: true, value: jwk })
    expect(asked).toEqual([NOW])
    await at(NOW + HOUR, 'a')
    expect(asked).toEqual([NOW, NOW + HOUR])
  })

  it('are forgotten when the sender withdraws them', async () => {
    const { at } = world({ json: { keys: [key('a')] } }, { json: { keys: [key('b')] } })
    await at(NOW, 'a')
    expect(await at(NOW + HOUR, 'a')).toEqual({ ok: true, value: null })
  })

  it('are asked for again at most once a minute when an id is unknown', async () => {
    const { at, asked } = world({ json: { keys: [key('a')] } }, { json: { keys: [key('new')] } })
    await at(NOW, 'a')
    expect(await at(NOW + 1, 'new')).toEqual({ ok: true, value: null })
    expect(await at(NOW + MINUTE - 1, 'forged')).toEqual({ ok: true, value: null })
    expect(asked).toEqual([NOW])
    expect(await at(NOW + MINUTE, 'new')).toEqual({ ok: true, value: jwk })
    expect(asked).toEqual([NOW, NOW + MINUTE])
  })

  it('stay known while the sender does not answer, without waiting for it each time', async () => {
    const { at, asked } = world({ json: { keys: [key('a')] } }, unreachable)
    await at(NOW, 'a')
    expect(await at(NOW + HOUR, 'a')).toEqual({ ok: true, value: jwk })
    expect(await at(NOW + HOUR + 9_999, 'a')).toEqual({ ok: true, value: jwk })
    expect(asked).toEqual([NOW, NOW + HOUR])
  })

  it('are a problem, and no “no such key”, while they could never be had', async () => {
    const { at, asked } = world(unreachable, { json: { keys: [key('a')] } })
    expect(await at(NOW, 'a')).toMatchObject({ ok: false, problem: { kind: 'unreachable' } })
    expect(await at(NOW + 9_999, 'a')).toMatchObject({
      ok: false,
      problem: { kind: 'unreachable' },
    })
    expect(asked).toEqual([NOW])
    expect(await at(NOW + 10_000, 'a')).toEqual({ ok: true, value: jwk })
  })

  it.each([
    ['no JSON', { text: '<html>' }, 'unreadable'],
    ['no list', { json: { keys: 'none' } }, 'unreadable'],
    ['an error', { json: {}, status: 500 }, 'refused'],
  ])('are a problem when %s is answered', async (_, answer, kind) => {
    const problem = { kind, retry: { afterSeconds: 60 } }
    expect(await world(answer).at(NOW, 'a')).toMatchObject({ ok: false, problem })
  })

  it('leave out what is no RSA key', async () => {
    const odd = { kid: 'a', kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA' }
    const { at } = world({
      json: { keys: [odd, { kty: 'RSA' }, key('c', 'not base64!'), key('b')] },
    })
    expect(await at(NOW, 'a')).toEqual({ ok: true, value: null })
    expect(await at(NOW, 'c')).toEqual({ ok: true, value: null })
    expect(await at(NOW, 'b')).toEqual({ ok: true, value: jwk })
  })
})
