// Who plays in the demo, and the secrets they share. All of it is invented and opens nothing: the
// world outside exists in this process only. merchants/demo.yaml names the same accounts.

export const MERCHANT = 'wattle-and-tide'

/** Key that seals secrets at rest; a real one comes from `openssl rand -base64 32`. */
export const SEAL_KEY = Buffer.from('a demo key, the same every time!').toString('base64')
export const OPERATOR_KEY = 'wm_op_demo_operator_key_of_the_local_demo_world'

export const SHOP = {
  domain: 'wattle-and-tide.myshopify.com',
  name: 'Wattle & Tide',
  accessToken: 'shpat_demo_00000000000000000000000000',
  clientId: 'd1e2m3o4c5l6i7e8n9t0',
  clientSecret: 'shpss_demo_1111111111111111111111111',
} as const

export const STARSHIPIT = { webhookSecret: 'demo-starshipit-secret' } as const

/** Not ASCII on purpose: EasyPost normalises the secret (NFKD) before it signs. */
export const EASYPOST = { webhookSecret: 'démo-easypost-ﬁsh-secret' } as const

export const RESEND = {
  apiKey: 're_demo_222222222222222222222222',
  webhookSecret: `whsec_${Buffer.from('demo resend webhook secret 24 b').toString('base64')}`,
} as const

export const TWILIO = {
  accountSid: 'AC0123456789abcdef0123456789abcdef',
  authToken: 'demo-twilio-auth-token-0123456789',
  messagingServiceSid: 'MG0123456789abcdef0123456789abcdef',
  number: '+61480000111',
} as const

/** Stand-ins use the identifiers of merchants/demo.yaml's connections. */
export const CONNECTIONS = {
  shop: 'shop',
  starshipit: 'starshipit',
  easypost: 'easypost',
  email: 'mail',
  sms: 'texts',
} as const
