import type { Config } from '../config.ts'
import type { Services } from '../context.ts'
import { createOrganization } from './create-organization.ts'

/** Makes the administrator that the environment names, on a database that has nobody yet. */
export async function createFirstAdministrator(services: Services, config: Config): Promise<void> {
  if (config.administrator === null) return
  const member = await services.db.selectFrom('members').select('id').limit(1).executeTakeFirst()
  if (member !== undefined) return
  const { email, password } = config.administrator
  const name = email.split('@')[0] ?? email
  await createOrganization(services, { organization: config.organization, name, email, password })
}
