import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { clickHouseVariables, readClickHouseConfig } from './telemetry/clickhouse-config.ts'
import type { ClickHouseConfig } from './telemetry/clickhouse-config.ts'

const projectRoot = fileURLToPath(new URL('../../', import.meta.url))

const environment = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65535).default(4200),
  DATABASE_URL: z.string().optional(),
  DATABASE_OWNER_URL: z.string().optional(),
  PRIMUM_DATA: z.string().optional(),
  PRIMUM_URL: z.url().optional(),
  PRIMUM_SECRET: z.string().min(32).optional(),
  PRIMUM_ADMIN_EMAIL: z.email().optional(),
  PRIMUM_ADMIN_PASSWORD: z.string().min(12).max(128).optional(),
  PRIMUM_ORGANIZATION: z.string().min(1).max(200).default('My hospital'),
  ...clickHouseVariables,
  PRIMUM_LOG: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('warn'),
})

export type Config = {
  host: string
  port: number
  databaseUrl: string | null
  databaseOwnerUrl: string | null
  /** null where telemetry stays in PostgreSQL */
  clickHouse: ClickHouseConfig | null
  dataFolder: string
  webFolder: string
  contentFolder: string
  projectRoot: string
  publicUrl: string | null
  secret: string | null
  administrator: { email: string; password: string } | null
  organization: string
  logLevel: string
}

/** Reads the configuration from the environment; throws an Error that names each bad variable. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const filled = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const parsed = environment.safeParse(filled)
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
    throw new Error(`The configuration is not usable:\n  ${problems.join('\n  ')}`)
  }
  const values = parsed.data
  const { PRIMUM_ADMIN_EMAIL: email, PRIMUM_ADMIN_PASSWORD: password } = values
  if ((email === undefined) !== (password === undefined)) {
    throw new Error('Set both PRIMUM_ADMIN_EMAIL and PRIMUM_ADMIN_PASSWORD, or neither.')
  }
  return {
    host: values.HOST,
    port: values.PORT,
    databaseUrl: values.DATABASE_URL ?? null,
    databaseOwnerUrl: values.DATABASE_OWNER_URL ?? null,
    clickHouse: readClickHouseConfig(values),
    dataFolder: resolve(values.PRIMUM_DATA ?? `${projectRoot}data`),
    webFolder: `${projectRoot}web/dist`,
    contentFolder: `${projectRoot}content`,
    projectRoot,
    publicUrl: values.PRIMUM_URL ?? null,
    secret: values.PRIMUM_SECRET ?? null,
    administrator: email && password ? { email, password } : null,
    organization: values.PRIMUM_ORGANIZATION,
    logLevel: values.PRIMUM_LOG,
  }
}
