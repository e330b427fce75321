import type { Config } from '../config.ts'
import type { Services } from '../context.ts'
import { PrimumError } from '../errors.ts'
import { createOrganization } from './create-organization.ts'
import { isSetUp } from './setup-token.ts'

/** Makes the administrator that the environment names, on a database that has nobody yet. */
export async function createFirstAdministrator(services: Services, config: Config): Promise<void> {
  if (config.administrator === null) return
  if (await isSetUp(services.db)) return
  const { email, password } = config.administrator
  const name = email.split('@')[0] ?? email
  const first = { organization: config.organization, name, email, password }
  await createOrganization(services, first).catch((error: unknown) => {
    // Another process that started at the same time was first.
    if (!(error instanceof PrimumError && error.code === 'conflict')) throw error
  })
}
