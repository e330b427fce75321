import { availableParallelism } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { defaultFindingDueDays } from '@primum/core/findings/finding'
import type { FindingDueDays } from '@primum/core/findings/finding'
import type { FilesConfig } from './files/open-files.ts'
import { readS3Config, s3Variables } from './files/s3-config.ts'
import { clickHouseVariables, readClickHouseConfig } from './telemetry/clickhouse-config.ts'
import type { ClickHouseConfig } from './telemetry/clickhouse-config.ts'

const projectRoot = fileURLToPath(new URL('../../', import.meta.url))

const mebibyte = 1024 ** 2
const gibibyte = 1024 ** 3

const bytes = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER)

const { critical, major, minor } = defaultFindingDueDays

/** "7,30,90": days for critical, major and minor findings. */
const dueDays = z
  .string()
  .default([critical, major, minor].join(','))
  .transform((text) => text.split(',').map(Number))
  .pipe(
    z.tuple([z.int().min(1).max(3650), z.int().min(1).max(3650), z.int().min(1).max(3650)], {
      error: 'three whole numbers of days: critical,major,minor',
    }),
  )
  .transform((days): FindingDueDays => ({ critical: days[0], major: days[1], minor: days[2] }))

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
  ...s3Variables,
  PRIMUM_EVIDENCE_LIMIT: bytes.default(200 * mebibyte),
  PRIMUM_UPLOAD_LIMIT: bytes.default(8 * gibibyte),
  PRIMUM_ENGINE_MEMORY: z.coerce.number().int().min(64).max(1_048_576).default(256),
  PRIMUM_FINDING_DUE_DAYS: dueDays,
  PRIMUM_JOBS: z.enum(['on', 'off']).default('on'),
  PRIMUM_HEALTH_PORT: z.coerce.number().int().min(0).max(65535).optional(),
  PRIMUM_LOG: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('warn'),
})

/** What handing over and measuring files of predictions may use. */
export type ValidationSettings = {
  uploadsFolder: string
  uploadLimitBytes: number
  memoryMegabytes: number
  workers: number
}

export type Config = {
  host: string
  port: number
  databaseUrl: string | null
  databaseOwnerUrl: string | null
  /** null where telemetry stays in PostgreSQL */
  clickHouse: ClickHouseConfig | null
  dataFolder: string
  files: FilesConfig
  validation: ValidationSettings
  findingDueDays: FindingDueDays
  webFolder: string
  contentFolder: string
  projectRoot: string
  publicUrl: string | null
  secret: string | null
  administrator: { email: string; password: string } | null
  organization: string
  /** Whether a process that serves the API does jobs as well. */
  jobs: boolean
  /** Where a worker says that it is well; null for nowhere. */
  healthPort: number | null
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
  const dataFolder = resolve(values.PRIMUM_DATA ?? `${projectRoot}data`)
  return {
    host: values.HOST,
    port: values.PORT,
    databaseUrl: values.DATABASE_URL ?? null,
    databaseOwnerUrl: values.DATABASE_OWNER_URL ?? null,
    clickHouse: readClickHouseConfig(values),
    dataFolder,
    files: {
      dataFolder,
      limitBytes: values.PRIMUM_EVIDENCE_LIMIT,
      s3: readS3Config(values),
    },
    validation: {
      uploadsFolder: join(dataFolder, 'uploads'),
      uploadLimitBytes: values.PRIMUM_UPLOAD_LIMIT,
      memoryMegabytes: values.PRIMUM_ENGINE_MEMORY,
      workers: Math.max(1, availableParallelism() - 1),
    },
    findingDueDays: values.PRIMUM_FINDING_DUE_DAYS,
    webFolder: `${projectRoot}web/dist`,
    contentFolder: `${projectRoot}content`,
    projectRoot,
    publicUrl: values.PRIMUM_URL ?? null,
    secret: values.PRIMUM_SECRET ?? null,
    administrator: email && password ? { email, password } : null,
    organization: values.PRIMUM_ORGANIZATION,
    jobs: values.PRIMUM_JOBS === 'on',
    healthPort: values.PRIMUM_HEALTH_PORT ?? null,
    logLevel: values.PRIMUM_LOG,
  }
}
