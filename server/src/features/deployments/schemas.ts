import { z } from 'zod'
import { pageOf, pagingQuery } from '../../http/paging.ts'

const versionName = z.object({ id: z.uuid(), label: z.string() })

export const deployment = z
  .object({
    site: z
      .object({ id: z.uuid(), code: z.string(), name: z.string() })
      .nullable()
      .describe('null: wherever the system runs, as it has no sites of its own'),
    version: versionName.nullable().describe('null: nothing ran from then on'),
    effectiveAt: z.iso.datetime().describe("in the system's own time"),
    sequence: z.number().int().describe('of the alias event that brought it'),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'Deployment' })

export const deploymentPage = pageOf(deployment, 'DeploymentPage')

export const deploymentQuery = z.object({
  ...pagingQuery,
  at: z.iso
    .datetime({ offset: true })
    .optional()
    .describe('only what ran at this moment, one per site; else the whole history, newest first'),
  site: z.string().max(100).optional().describe('the code of a site'),
})
