import { z } from 'zod'

export const organization = z
  .object({ id: z.uuid(), name: z.string(), createdAt: z.iso.datetime() })
  .meta({ id: 'Organization' })

export const renameOrganizationRequest = z
  .strictObject({ name: z.string().trim().min(1).max(200) })
  .meta({ id: 'RenameOrganizationRequest' })
