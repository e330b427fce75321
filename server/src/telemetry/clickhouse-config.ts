import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { ClickHouseLayout } from './clickhouse-tables.ts'

const identifier = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_]{0,62}$/, 'must be letters, digits and underscores')

/** The variables of the environment that say where ClickHouse is. */
export const clickHouseVariables = {
  PRIMUM_CLICKHOUSE_URL: z.string().optional(),
  PRIMUM_CLICKHOUSE_DATABASE: identifier.default('primum'),
  PRIMUM_CLICKHOUSE_CLUSTER: identifier.optional(),
  PRIMUM_CLICKHOUSE_REPLICAS: z.coerce.number().int().min(1).max(9).default(1),
  PRIMUM_CLICKHOUSE_USER: z.string().default('default'),
  PRIMUM_CLICKHOUSE_PASSWORD: z.string().optional(),
  PRIMUM_CLICKHOUSE_PASSWORD_FILE: z.string().optional(),
}

type Values = z.infer<z.ZodObject<typeof clickHouseVariables>>

export type ClickHouseConfig = ClickHouseLayout & {
  /** tried in order */
  urls: string[]
  user: string
  password: string
}

/** Null where telemetry stays in PostgreSQL; throws an Error that names the variable and no secret. */
export function readClickHouseConfig(values: Values): ClickHouseConfig | null {
  if (values.PRIMUM_CLICKHOUSE_URL === undefined) return null
  const urls = values.PRIMUM_CLICKHOUSE_URL.split(/[\s,]+/).filter((url) => url !== '')
  for (const url of urls) requireUrl(url)
  const cluster = values.PRIMUM_CLICKHOUSE_CLUSTER ?? null
  const replicas = values.PRIMUM_CLICKHOUSE_REPLICAS
  if (cluster === null && (urls.length !== 1 || replicas !== 1)) {
    throw new Error(
      'PRIMUM_CLICKHOUSE_CLUSTER: name the cluster that the servers of PRIMUM_CLICKHOUSE_URL form.',
    )
  }
  return {
    urls: urls.map((url) => new URL(url).origin),
    database: values.PRIMUM_CLICKHOUSE_DATABASE,
    cluster,
    replicas,
    user: values.PRIMUM_CLICKHOUSE_USER,
    password: readPassword(values),
  }
}

function requireUrl(url: string): void {
  const parsed = URL.canParse(url) ? new URL(url) : null
  if (parsed === null || !['http:', 'https:'].includes(parsed.protocol)) {
    throw new Error(
      'PRIMUM_CLICKHOUSE_URL: each address is http://host:8123 or https://host:8443, separated by commas.',
    )
  }
  if (parsed.username === '' && parsed.password === '') return
  throw new Error(
    'PRIMUM_CLICKHOUSE_URL: leave user and password out; set PRIMUM_CLICKHOUSE_USER and PRIMUM_CLICKHOUSE_PASSWORD_FILE.',
  )
}

function readPassword(values: Values): string {
  const { PRIMUM_CLICKHOUSE_PASSWORD: given, PRIMUM_CLICKHOUSE_PASSWORD_FILE: file } = values
  if (file === undefined) return given ?? ''
  if (given !== undefined) {
    throw new Error('Set PRIMUM_CLICKHOUSE_PASSWORD or PRIMUM_CLICKHOUSE_PASSWORD_FILE, not both.')
  }
  try {
    return readFileSync(file, 'utf8').trim()
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new Error(`PRIMUM_CLICKHOUSE_PASSWORD_FILE: ${file} cannot be read (${code}).`, {
      cause: error,
    })
  }
}
