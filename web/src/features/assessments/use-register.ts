import { queryClient } from '../../lib/query-client.ts'
import { assessmentQuery, sendTreatment } from './queries.ts'
import type { Assessment, RecordedRisk } from './queries.ts'
import { nextRiskId, sameRisk, toRisk, withRisk } from './risk-values.ts'
import type { RiskValues } from './risk-values.ts'
import type { Answers } from './use-answers.ts'

export type Register = {
  /** Saves a risk, a new one where none is given. */
  save: (risk: RecordedRisk | null, values: RiskValues) => Promise<void>
  remove: (risk: RecordedRisk) => Promise<void>
}

/** Changes one risk at a time, on top of what others changed in the rest of the register. */
export function useRegister(assessment: Assessment, answers: Answers): Register {
  const { id } = assessment
  const change = async (
    risk: RecordedRisk | null,
    next: (risks: RecordedRisk[]) => RecordedRisk[],
  ) => {
    await answers.change({
      send: (revision) => {
        const newest = queryClient.getQueryData(assessmentQuery(id).queryKey)
        const risks = next((newest ?? assessment).treatment.risks)
        return sendTreatment(id, revision, { risks })
      },
      stillFits: (fresh) =>
        risk === null ||
        sameRisk(
          risk,
          fresh.treatment.risks.find((each) => each.id === risk.id),
        ),
    })
  }
  return {
    save: (risk, values) =>
      change(risk, (risks) => withRisk(risks, toRisk(risk?.id ?? nextRiskId(risks), values))),
    remove: (risk) => change(risk, (risks) => risks.filter((each) => each.id !== risk.id)),
  }
}

/** Where the server names a field of this risk: by its place in the register. */
export function riskPath(risks: readonly RecordedRisk[], risk: RecordedRisk | null): string {
  const index = risks.findIndex(({ id }) => id === risk?.id)
  return `risks.${index === -1 ? risks.length : index}`
}
