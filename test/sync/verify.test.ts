import { describe, expect, it } from 'vitest'
import type { RawHook } from '../../src/sync/hook.ts'
import {
  accepted,
  verifyDigest,
  verifyHmac,
  verifyRsa,
  verifyStamped,
  verifyStandard,
  verifyToken,
} from '../../src/sync/verify.ts'

const bytes = (text: string) => new Uint8Array(new TextEncoder().encode(text))

const hook = (body: string, headers: Record<string, string> = {}, atSeconds = 0): RawHook => ({
  url: 'https://track.example.com/hooks/x',
  rest: '',
  headers: new Headers(headers),
  body: bytes(body),
  receivedAt: atSeconds * 1000,
})

const yes = { ok: true, value: undefined }
const no = (kind: string) => ({ ok: false, problem: { kind } })

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

describe('the accepted secrets', () => {
  it('are the present one and the one before it, and no empty one', () => {
    const secrets = { a: 'new', 'a.previous': 'old', b: '', 'b.previous': '' }
    expect(accepted(secrets, 'a')).toEqual(['new', 'old'])
    expect(accepted(secrets, 'b')).toEqual([])
    expect(accepted(secrets, 'c')).toEqual([])
  })
})

describe('the token verifier', () => {
  it('takes each of the accepted secrets whole, and nothing like them', async () => {
    expect(await verifyToken('Bearer abc', ['Bearer new', 'Bearer abc'])).toEqual(yes)
    for (const wrong of ['Bearer ab', 'Bearer abcd', 'bearer abc', 'abc', ' Bearer abc']) {
      expect(await verifyToken(wrong, ['Bearer abc'])).toEqual(no('bad_signature'))
    }
  })

  it('lets nobody in by an empty secret or an empty token', async () => {
    expect(await verifyToken('', [''])).toEqual(no('unsigned'))
    expect(await verifyToken(null, [''])).toEqual(no('unsigned'))
    expect(await verifyToken('x', [])).toEqual(no('bad_signature'))
    expect(await verifyToken('x', [''])).toEqual(no('bad_signature'))
  })
})

describe('the digest verifier', () => {
  // SHA-256("abc"), FIPS 180-4's own example.
  const ABC = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
  const verify = (signature: string | null, secrets: readonly string[]) =>
    verifyDigest({ signature, secrets, joined: secret => [bytes('a'), 'b', secret] })

  it('agrees with the published answer, in either case of the letters', async () => {
    expect(await verify(ABC, ['x', 'c'])).toEqual(yes)
    expect(await verify(ABC.toUpperCase(), ['c'])).toEqual(yes)
    expect(await verify(ABC, ['d'])).toEqual(no('bad_signature'))
    expect(await verify(ABC.slice(1), ['c'])).toEqual(no('bad_signature'))
  })

  it('lets nobody in without a signature or a secret', async () => {
    expect(await verify('', ['c'])).toEqual(no('unsigned'))
    expect(await verify(null, ['c'])).toEqual(no('unsigned'))
    expect(await verify(ABC, [])).toEqual(no('bad_signature'))
  })
})

describe('the stamped verifier', () => {
  // printf '1614265330.{}' | openssl dgst -sha256 -hmac Jefe
  const SIGNATURE = '676e9438cfdb369147817f6a65feb8665d3ea421333db70b0dbc2abb2e0a497e'
  const verify = (over: Partial<Parameters<typeof verifyStamped>[0]>, atSeconds = 1614265330) =>
    verifyStamped({
      timestamp: '1614265330',
      signatures: [SIGNATURE],
      encodings: ['hex'],
      secrets: ['Jefe'],
      prefix: '1614265330.',
      hook: hook('{}', {}, atSeconds),
      ...over,
    })

  it('takes a fresh stamp, one signature of several and one secret of several', async () => {
    expect(await verify({})).toEqual(yes)
    expect(await verify({ signatures: ['00', SIGNATURE], secrets: ['new', 'Jefe'] })).toEqual(yes)
    expect(await verify({ hook: hook('{} ', {}, 1614265330) })).toEqual(no('bad_signature'))
    expect(await verify({ prefix: '1614265331.' })).toEqual(no('bad_signature'))
  })

  it('takes no stamp that is more than five minutes off, on either side', async () => {
    expect(await verify({}, 1614265330 + 300)).toEqual(yes)
    expect(await verify({}, 1614265330 - 300)).toEqual(yes)
    expect(await verify({}, 1614265330 + 301)).toEqual(no('stale'))
    expect(await verify({}, 1614265330 - 301)).toEqual(no('stale'))
    expect(await verify({ toleranceSeconds: 10 }, 1614265330 + 11)).toEqual(no('stale'))
  })

  it('lets nobody in without a stamp, a signature or a secret', async () => {
    expect(await verify({ timestamp: '' })).toEqual(no('unsigned'))
    expect(await verify({ signatures: [] })).toEqual(no('unsigned'))
    expect(await verify({ secrets: [] })).toEqual(no('bad_signature'))
    expect(await verify({ timestamp: 'now' })).toEqual(no('bad_signature'))
    const many = [...Array(10).fill('00'), SIGNATURE]
    expect(await verify({ signatures: many })).toEqual(no('bad_signature'))
  })
})

describe('the Standard Webhooks verifier', () => {
  // The vector of the reference libraries.
  // https://github.com/standard-webhooks/standard-webhooks libraries/*/test (read 2026-11-24)
  const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
  const BODY = '{"test": 2432232314}'
  const PROOF = {
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  }
  const verify = (
    over: Record<string, string> = {},
    { secrets = [SECRET], body = BODY, at = 1614265330 } = {},
  ) => verifyStandard(hook(body, { ...PROOF, ...over }, at), secrets)

  it('agrees with the published vector', async () => {
    expect(await verify()).toEqual(yes)
    expect(await verify({}, { body: `${BODY} ` })).toEqual(no('bad_signature'))
    expect(await verify({ 'webhook-id': 'msg_another' })).toEqual(no('bad_signature'))
    expect(await verify({ 'webhook-timestamp': '1614265331' })).toEqual(no('bad_signature'))
  })

  it('takes the secret before the present one, and one signature of a list', async () => {
    expect(await verify({}, { secrets: ['whsec_bmV3', SECRET] })).toEqual(yes)
    const signature = `v1a,AAAA v1,AAAA ${PROOF['webhook-signature']}`
    expect(await verify({ 'webhook-signature': signature })).toEqual(yes)
  })

  it('takes no signature of another version, and nothing stale', async () => {
    const other = PROOF['webhook-signature'].replace('v1,', 'v2,')
    expect((await verify({ 'webhook-signature': other })).ok).toBe(false)
    expect(await verify({}, { at: 1614265330 + 301 })).toEqual(no('stale'))
    expect(await verify({}, { at: 1614265330 - 301 })).toEqual(no('stale'))
  })

  it('lets nobody in without its headers, or by an empty or broken secret', async () => {
    for (const name of Object.keys(PROOF)) {
      expect(await verify({ [name]: '' })).toEqual(no('unsigned'))
    }
    for (const secrets of [[], ['whsec_'], ['whsec_!!!']]) {
      expect(await verify({}, { secrets })).toEqual(no('bad_signature'))
    }
  })
})

describe('the RSA verifier', () => {
  // RFC 7515, appendix A.2.
  const key = {
    kty: 'RSA',
    n: 'ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ',
    e: 'AQAB',
  }
  const SIGNED =
    'eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ'
  const SIGNATURE =
    'cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw'
      .replaceAll('-', '+')
      .replaceAll('_', '/')
      .concat('==')
  const verify = (over: Partial<Parameters<typeof verifyRsa>[0]>) =>
    verifyRsa({ signature: SIGNATURE, key, signed: bytes(SIGNED), ...over })

  it('agrees with the vector of RFC 7515', async () => {
    expect(await verify({})).toEqual(yes)
    expect(await verify({ signed: bytes(`${SIGNED} `) })).toEqual(no('bad_signature'))
  })

  it('takes no other key, and none that is no key', async () => {
    const n = key.n.replace('ofgW', 'ofgX')
    expect(await verify({ key: { ...key, n } })).toEqual(no('bad_signature'))
    expect(await verify({ key: { kty: 'RSA', n: 'AA', e: 'AQAB' } })).toEqual(no('bad_signature'))
    expect(await verify({ key: { kty: 'oct', k: 'AA' } })).toEqual(no('bad_signature'))
  })

  it('takes no signature that is missing, cut short, or written otherwise', async () => {
    expect(await verify({ signature: null })).toEqual(no('unsigned'))
    expect(await verify({ signature: '' })).toEqual(no('unsigned'))
    const wrong = [SIGNATURE.slice(0, -2), SIGNATURE.slice(4), `${SIGNATURE}, ${SIGNATURE}`, 'AAAA']
    for (const signature of wrong) {
      expect(await verify({ signature })).toEqual(no('bad_signature'))
    }
  })
})
