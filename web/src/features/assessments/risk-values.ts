import type { RecordedRisk } from './queries.ts'

/** The form of one risk, flat; what is not filled in is empty text. */
export type RiskValues = {
  title: string
  categoryId: string
  likelihood: string
  consequence: string
  option: string
  description: string
  owner: string
  dueOn: string
  useNarrowed: boolean
  scoredAgain: boolean
  afterLikelihood: string
  afterConsequence: string
  acceptedBy: string
  acceptReason: string
  reviewOn: string
}

/** Who the risk criteria entitle to accept, as they name them. */
export const acceptors = ['Governance lead', 'AI governance council']
export const treatmentOptions = ['modify', 'share', 'avoid', 'retain'] as const
export const levels = ['1', '2', '3', '4', '5'] as const

export function toRiskValues(risk: RecordedRisk | null): RiskValues {
  const { treatment, residual, acceptance } = risk ?? {}
  return {
    title: risk?.title ?? '',
    categoryId: risk?.categoryId ?? '',
    likelihood: String(risk?.inherent.likelihood ?? ''),
    consequence: String(risk?.inherent.consequence ?? ''),
    option: treatment?.option ?? '',
    description: treatment?.description ?? '',
    owner: treatment?.owner ?? '',
    dueOn: treatment?.dueOn ?? '',
    useNarrowed: treatment?.useNarrowed ?? false,
    scoredAgain: residual != null,
    afterLikelihood: String(residual?.likelihood ?? ''),
    afterConsequence: String(residual?.consequence ?? ''),
    acceptedBy: acceptance?.by ?? '',
    acceptReason: acceptance?.reason ?? '',
    reviewOn: acceptance?.reviewOn ?? '',
  }
}

/** As the API takes it. What is wrong in it is for the server to say. */
export function toRisk(id: string, values: RiskValues): RecordedRisk {
  return {
    id,
    categoryId: values.categoryId,
    title: values.title,
    inherent: toLevel(values.likelihood, values.consequence),
    treatment:
      values.option === ''
        ? null
        : {
            option: values.option as (typeof treatmentOptions)[number],
            description: values.description,
            owner: values.owner,
            dueOn: values.dueOn,
            useNarrowed: values.useNarrowed,
          },
    residual: values.scoredAgain ? toLevel(values.afterLikelihood, values.afterConsequence) : null,
    acceptance:
      values.acceptedBy === ''
        ? null
        : { by: values.acceptedBy, reason: values.acceptReason, reviewOn: values.reviewOn },
  }
}

function toLevel(likelihood: string, consequence: string): RecordedRisk['inherent'] {
  return { likelihood: Number(likelihood), consequence: Number(consequence) }
}

/** `R-4` after `R-3`, whatever else the register holds. */
export function nextRiskId(risks: readonly RecordedRisk[]): string {
  const numbers = risks.map(({ id }) => Number(/^R-(\d+)$/.exec(id)?.[1] ?? 0))
  return `R-${Math.max(0, ...numbers) + 1}`
}

/** The register with this risk in its place, or at its end. */
export function withRisk(risks: readonly RecordedRisk[], risk: RecordedRisk): RecordedRisk[] {
  return risks.some(({ id }) => id === risk.id)
    ? risks.map((each) => (each.id === risk.id ? risk : each))
    : [...risks, risk]
}

/** Whether a risk stands as it stood when its form was opened. */
export function sameRisk(a: RecordedRisk | undefined, b: RecordedRisk | undefined): boolean {
  if (a === undefined || b === undefined) return a === b
  return JSON.stringify(toRiskValues(a)) === JSON.stringify(toRiskValues(b))
}
