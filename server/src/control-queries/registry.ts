import { aiSystemsClassified } from './ai-systems-classified.ts'
import { aiSystemsHaveOwners } from './ai-systems-have-owners.ts'
import type { ControlQuery } from './control-query.ts'
import { criticalIncidentsClosed } from './critical-incidents-closed.ts'
import { findingsNotOverdue } from './findings-not-overdue.ts'
import { impactAssessmentsInTime } from './impact-assessments-in-time.ts'
import { ledgerVerifies } from './ledger-verifies.ts'
import { productionSystemsRollBack } from './production-systems-roll-back.ts'
import { productionSystemsSummarised } from './production-systems-summarised.ts'
import { productionSystemsValidated } from './production-systems-validated.ts'
import { productionSystemsWatched } from './production-systems-watched.ts'
import { riskAssessmentsInTime } from './risk-assessments-in-time.ts'
import { signersHaveSecondFactor } from './signers-have-second-factor.ts'

/** Every query that an automatic test can ask, in the order of a form. */
export const controlQueries: ReadonlyMap<string, ControlQuery> = new Map(
  [
    aiSystemsClassified,
    aiSystemsHaveOwners,
    riskAssessmentsInTime,
    impactAssessmentsInTime,
    productionSystemsValidated,
    productionSystemsWatched,
    productionSystemsSummarised,
    productionSystemsRollBack,
    findingsNotOverdue,
    criticalIncidentsClosed,
    signersHaveSecondFactor,
    ledgerVerifies,
  ].map((query) => [query.id, query]),
)
