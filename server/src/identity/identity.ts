import { apiKey } from '@better-auth/api-key'
import { betterAuth } from 'better-auth'
import { twoFactor } from 'better-auth/plugins'
import type { Kysely } from 'kysely'
import type { DB } from '../db/schema.gen.ts'

export type IdentityOptions = { db: Kysely<DB>; secret: string; baseUrl: string }

/** Session cookies last a working day and slide; API keys are bounded by their own expiry. */
const sessionSeconds = 12 * 60 * 60

function build(options: IdentityOptions) {
  return betterAuth({
    appName: 'Primum',
    baseURL: options.baseUrl,
    basePath: '/api/auth',
    secret: options.secret,
    telemetry: { enabled: false },
    logger: { disabled: true },
    database: { db: options.db, type: 'postgres', transaction: false },
    // Passwords are hashed with scrypt, better-auth's default.
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 12,
      maxPasswordLength: 128,
    },
    session: { expiresIn: sessionSeconds, updateAge: 60 * 60 },
    advanced: {
      cookiePrefix: 'primum',
      useSecureCookies: options.baseUrl.startsWith('https://'),
      // The schema is ours to migrate, and its check wants a connection no transaction can give.
      database: {
        generateId: () => crypto.randomUUID(),
        validateSchema: false,
        // Every request looks up its session: with its user in one question.
        joins: true,
      },
    },
    rateLimit: { enabled: false },
    plugins: [
      twoFactor({ issuer: 'Primum' }),
      apiKey({
        defaultPrefix: 'primum_',
        enableMetadata: true,
        rateLimit: { enabled: false },
        keyExpiration: { minExpiresIn: 0, maxExpiresIn: 730 },
      }),
    ],
  })
}

/** The one place that knows better-auth. */
export type Identity = {
  auth: ReturnType<typeof build>
  /** The same, writing through the given transaction: its rows and their ledger entry commit together. */
  within: (db: Kysely<DB>) => ReturnType<typeof build>
}

export function createIdentity(options: IdentityOptions): Identity {
  return { auth: build(options), within: (db) => build({ ...options, db }) }
}
