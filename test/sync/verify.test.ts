import { describe, expect, it } from 'vitest'
import { verifyHmac } from '../../src/sync/verify.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

describe('the HMAC verifier', () => {
  it('agrees with the published vectors of RFC 4231 and RFC 2202', async () => {
    const signed = bytes('what do ya want for nothing?')
    const secrets = ['Jefe']
    const sha256 = '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843'
    const sha1 = 'effcdf6ae5eb2fa2d27416d5f184df9c259a7c79'
    const hex = ['hex'] as const
    const check = (hash: 'SHA-256' | 'SHA-1', signature: string) =>
      verifyHmac({ hash, encodings: hex, secrets, signature, signed })
    expect(await check('SHA-256', sha256)).toEqual({ ok: true, value: undefined })
    expect(await check('SHA-1', sha1)).toEqual({ ok: true, value: undefined })
    expect(await check('SHA-256', sha1)).toEqual({ ok: false, problem: { kind: 'bad_signature' } })
  })

  it('tells a missing signature from a wrong one', async () => {
    const hook = {
      hash: 'SHA-256',
      encodings: ['hex'],
      secrets: ['a'],
      signed: bytes('b'),
    } as const
    const kind = async (signature: string | null) => verifyHmac({ ...hook, signature })
    expect(await kind(null)).toEqual({ ok: false, problem: { kind: 'unsigned' } })
    expect(await kind('zz')).toEqual({ ok: false, problem: { kind: 'bad_signature' } })
  })

  it('refuses everything when no secret is set', async () => {
    const nobody = { hash: 'SHA-256', encodings: ['hex'], secrets: [], signed: bytes('b') } as const
    expect(await verifyHmac({ ...nobody, signature: 'aa' })).toMatchObject({ ok: false })
  })
})
