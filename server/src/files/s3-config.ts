import { readFileSync } from 'node:fs'
import { z } from 'zod'

/** The variables of the environment that say in which bucket files are kept. */
export const s3Variables = {
  PRIMUM_FILES_S3_ENDPOINT: z.string().optional(),
  PRIMUM_FILES_S3_BUCKET: z.string().optional(),
  PRIMUM_FILES_S3_REGION: z.string().default('us-east-1'),
  PRIMUM_FILES_S3_ACCESS_KEY_ID: z.string().optional(),
  PRIMUM_FILES_S3_SECRET_ACCESS_KEY: z.string().optional(),
  PRIMUM_FILES_S3_SECRET_ACCESS_KEY_FILE: z.string().optional(),
}

type Values = z.infer<z.ZodObject<typeof s3Variables>>

export type S3Config = {
  /** null for Amazon's own, found by the region */
  endpoint: string | null
  bucket: string
  region: string
  /** null where the machine's own identity opens the bucket */
  credentials: { accessKeyId: string; secretAccessKey: string } | null
}

/** Null where files are kept on disk; throws an Error that names the variable and no secret. */
export function readS3Config(values: Values): S3Config | null {
  const { PRIMUM_FILES_S3_BUCKET: bucket, PRIMUM_FILES_S3_ENDPOINT: endpoint } = values
  if (bucket === undefined) {
    const others = [
      endpoint,
      values.PRIMUM_FILES_S3_ACCESS_KEY_ID,
      values.PRIMUM_FILES_S3_SECRET_ACCESS_KEY,
      values.PRIMUM_FILES_S3_SECRET_ACCESS_KEY_FILE,
    ]
    if (others.every((each) => each === undefined)) return null
    throw new Error('PRIMUM_FILES_S3_BUCKET: name the bucket that files are kept in.')
  }
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket)) {
    throw new Error('PRIMUM_FILES_S3_BUCKET: 3 to 63 small letters, digits, dots and hyphens.')
  }
  return {
    endpoint: endpoint === undefined ? null : originOf(endpoint),
    bucket,
    region: values.PRIMUM_FILES_S3_REGION,
    credentials: readCredentials(values),
  }
}

function originOf(endpoint: string): string {
  const parsed = URL.canParse(endpoint) ? new URL(endpoint) : null
  if (parsed === null || !['http:', 'https:'].includes(parsed.protocol)) {
    throw new Error('PRIMUM_FILES_S3_ENDPOINT: http://host:9000 or https://host.')
  }
  if (parsed.username === '' && parsed.password === '') return parsed.origin
  throw new Error(
    'PRIMUM_FILES_S3_ENDPOINT: leave user and password out; set PRIMUM_FILES_S3_ACCESS_KEY_ID ' +
      'and PRIMUM_FILES_S3_SECRET_ACCESS_KEY_FILE.',
  )
}

function readCredentials(values: Values): S3Config['credentials'] {
  const accessKeyId = values.PRIMUM_FILES_S3_ACCESS_KEY_ID
  const secretAccessKey = readSecret(values)
  if (accessKeyId === undefined && secretAccessKey === undefined) return null
  if (accessKeyId !== undefined && secretAccessKey !== undefined) {
    return { accessKeyId, secretAccessKey }
  }
  throw new Error(
    'Set both PRIMUM_FILES_S3_ACCESS_KEY_ID and PRIMUM_FILES_S3_SECRET_ACCESS_KEY(_FILE), or neither.',
  )
}

function readSecret(values: Values): string | undefined {
  const { PRIMUM_FILES_S3_SECRET_ACCESS_KEY: given } = values
  const { PRIMUM_FILES_S3_SECRET_ACCESS_KEY_FILE: file } = values
  if (file === undefined) return given
  if (given !== undefined) {
    throw new Error(
      'Set PRIMUM_FILES_S3_SECRET_ACCESS_KEY or PRIMUM_FILES_S3_SECRET_ACCESS_KEY_FILE, not both.',
    )
  }
  try {
    return readFileSync(file, 'utf8').trim()
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new Error(`PRIMUM_FILES_S3_SECRET_ACCESS_KEY_FILE: ${file} cannot be read (${code}).`, {
      cause: error,
    })
  }
}
