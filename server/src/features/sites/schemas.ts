import { z } from 'zod'

const code = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,38}$/, 'lowercase letters, digits and hyphens, at most 39')
  .describe('short and stable: what telemetry calls the site')

export const site = z
  .object({ id: z.uuid(), code: z.string(), name: z.string(), createdAt: z.iso.datetime() })
  .meta({ id: 'Site' })

export const siteList = z.object({ items: z.array(site) }).meta({ id: 'SiteList' })

export const addSiteRequest = z
  .strictObject({ code, name: z.string().trim().min(1).max(200) })
  .meta({ id: 'AddSiteRequest' })
