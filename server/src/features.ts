import type { FastifyInstance } from 'fastify'
import { aiSystemRoutes } from './features/ai-systems/routes.ts'
import { keyRoutes } from './features/keys/routes.ts'
import { ledgerEntryRoutes } from './features/ledger-entries/routes.ts'
import { memberRoutes } from './features/members/routes.ts'
import { organizationRoutes } from './features/organizations/routes.ts'
import { sessionRoutes } from './features/sessions/routes.ts'
import { setupRoutes } from './features/setup/routes.ts'
import { siteRoutes } from './features/sites/routes.ts'

/** Every feature's routes, in the order of the reference page. */
export function registerFeatures(app: FastifyInstance): void {
  setupRoutes(app)
  sessionRoutes(app)
  organizationRoutes(app)
  siteRoutes(app)
  memberRoutes(app)
  keyRoutes(app)
  aiSystemRoutes(app)
  ledgerEntryRoutes(app)
}
