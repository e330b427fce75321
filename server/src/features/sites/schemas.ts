import { z } from 'zod'

const code = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,38}$/, 'lowercase letters, digits and hyphens, at most 39')
  .describe('short and stable: what telemetry calls the site')

const place = {
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'two capital letters, as in ISO 3166-1: for example US')
    .nullable()
    .default(null)
    .describe('where it is decides which law applies'),
  state: z
    .string()
    .regex(/^[A-Z]{2}$/, 'two capital letters: for example CO')
    .nullable()
    .default(null)
    .describe('within the United States'),
}

export const site = z
  .object({
    id: z.uuid(),
    code: z.string(),
    name: z.string(),
    country: z.string().nullable(),
    state: z.string().nullable(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'Site' })

export const siteList = z.object({ items: z.array(site) }).meta({ id: 'SiteList' })

export const addSiteRequest = z
  .strictObject({ code, name: z.string().trim().min(1).max(200), ...place })
  .meta({ id: 'AddSiteRequest' })
