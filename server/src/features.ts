import type { FastifyInstance } from 'fastify'
import { worklistRoutes } from './features/worklist/routes.ts'
import { rollbackPolicyRoutes } from './features/rollback-policies/routes.ts'
import { rollbackProposalRoutes } from './features/rollback-proposals/routes.ts'
import { replayClockRoutes } from './features/replay-clocks/routes.ts'
import { notificationRoutes } from './features/notifications/routes.ts'
import { fleetRoutes } from './features/fleet/routes.ts'
import { monitorRoutes } from './features/monitors/routes.ts'
import { metricRoutes } from './features/metrics/routes.ts'
import { evidenceRoutes } from './features/evidence/routes.ts'
import { evidenceRequestRoutes } from './features/evidence-requests/routes.ts'
import { findingRoutes } from './features/findings/routes.ts'
import { incidentRoutes } from './features/incidents/routes.ts'
import { exampleRoutes } from './features/examples/routes.ts'
import { alarmRoutes } from './features/alarms/routes.ts'
import { aiSystemRoutes } from './features/ai-systems/routes.ts'
import { assessmentRoutes } from './features/assessments/routes.ts'
import { classificationRoutes } from './features/classifications/routes.ts'
import { frameworkRoutes } from './features/frameworks/routes.ts'
import { lawFactRoutes } from './features/law-facts/routes.ts'
import { lifecycleRoutes } from './features/lifecycle/routes.ts'
import { obligationRoutes } from './features/obligations/routes.ts'
import { questionnaireRoutes } from './features/questionnaires/routes.ts'
import { adoptedMappingRoutes } from './features/adopted-mappings/routes.ts'
import { contentPackRoutes } from './features/content-packs/routes.ts'
import { controlRoutes } from './features/controls/routes.ts'
import { controlTestRoutes } from './features/control-tests/routes.ts'
import { aliasRoutes } from './features/aliases/routes.ts'
import { baselineRoutes } from './features/baselines/routes.ts'
import { deploymentRoutes } from './features/deployments/routes.ts'
import { keyRoutes } from './features/keys/routes.ts'
import { ledgerEntryRoutes } from './features/ledger-entries/routes.ts'
import { modelCardRoutes } from './features/model-cards/routes.ts'
import { memberRoutes } from './features/members/routes.ts'
import { organizationRoutes } from './features/organizations/routes.ts'
import { operationsRoutes } from './features/operations/routes.ts'
import { feedbackRoutes } from './features/feedback/routes.ts'
import { reviewRoutes } from './features/reviews/routes.ts'
import { outcomeRoutes } from './features/outcomes/routes.ts'
import { predictionRoutes } from './features/predictions/routes.ts'
import { dutyRoutes } from './features/duties/routes.ts'
import { sessionRoutes } from './features/sessions/routes.ts'
import { setupRoutes } from './features/setup/routes.ts'
import { gapAssessmentRoutes } from './features/gap-assessments/routes.ts'
import { statementRoutes } from './features/statements/routes.ts'
import { siteRoutes } from './features/sites/routes.ts'
import { telemetryRoutes } from './features/telemetry/routes.ts'
import { validationRoutes } from './features/validation/routes.ts'
import { versionRoutes } from './features/versions/routes.ts'

/** Every feature's routes, in the order of the reference page. */
export function registerFeatures(app: FastifyInstance): void {
  setupRoutes(app)
  sessionRoutes(app)
  organizationRoutes(app)
  siteRoutes(app)
  memberRoutes(app)
  keyRoutes(app)
  aiSystemRoutes(app)
  classificationRoutes(app)
  questionnaireRoutes(app)
  assessmentRoutes(app)
  frameworkRoutes(app)
  lawFactRoutes(app)
  obligationRoutes(app)
  dutyRoutes(app)
  statementRoutes(app)
  gapAssessmentRoutes(app)
  lifecycleRoutes(app)
  predictionRoutes(app)
  outcomeRoutes(app)
  operationsRoutes(app)
  feedbackRoutes(app)
  reviewRoutes(app)
  telemetryRoutes(app)
  aliasRoutes(app)
  baselineRoutes(app)
  deploymentRoutes(app)
  versionRoutes(app)
  modelCardRoutes(app)
  validationRoutes(app)
  ledgerEntryRoutes(app)
  fleetRoutes(app)
  monitorRoutes(app)
  metricRoutes(app)
  alarmRoutes(app)
  rollbackPolicyRoutes(app)
  rollbackProposalRoutes(app)
  replayClockRoutes(app)
  incidentRoutes(app)
  findingRoutes(app)
  contentPackRoutes(app)
  controlRoutes(app)
  controlTestRoutes(app)
  adoptedMappingRoutes(app)
  evidenceRoutes(app)
  evidenceRequestRoutes(app)
  worklistRoutes(app)
  notificationRoutes(app)
  exampleRoutes(app)
}
