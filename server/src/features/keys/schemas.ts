import { z } from 'zod'
import { permissionNames, personOnly } from '@primum/core/access/permissions'

const scopes = permissionNames.filter((name) => !personOnly.includes(name))

export const apiKey = z
  .object({
    id: z.string(),
    name: z.string(),
    start: z.string().describe('the first characters, to recognise the key by'),
    scopes: z.array(z.string()),
    createdAt: z.iso.datetime(),
    expiresAt: z.iso.datetime().nullable(),
    lastUsedAt: z.iso.datetime().nullable().describe('a minute old at most'),
    createdBy: z.string(),
  })
  .meta({ id: 'ApiKey' })

export const apiKeyList = z.object({ items: z.array(apiKey) }).meta({ id: 'ApiKeyList' })

export const createKeyRequest = z
  .strictObject({
    name: z.string().trim().min(1).max(100),
    scopes: z.array(z.enum(scopes)).min(1),
    expiresInDays: z.number().int().min(1).max(730).default(365),
  })
  .meta({ id: 'CreateKeyRequest' })

export const createdKey = z
  .object({ key: z.string().describe('shown this once; only its hash is kept'), record: apiKey })
  .meta({ id: 'CreatedKey' })
