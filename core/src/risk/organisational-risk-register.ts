/** Likelihood and consequence, 1 to 5 each. */
export type RiskLevel = { likelihood: number; consequence: number }

export type RiskTreatment = {
  option: 'modify' | 'share' | 'avoid' | 'retain'
  description: string
  owner: string
  /** ISO 8601 day. */
  dueOn: string
  /** The use itself was narrowed, so that the consequence too may be lower afterwards. */
  useNarrowed: boolean
}

export type RiskAcceptance = { by: string; reason: string; /** ISO 8601 day. */ reviewOn: string }

export type OrganisationalRisk = {
  id: string
  categoryId: string
  title: string
  inherent: RiskLevel
  treatment: RiskTreatment | null
  /** Null before treatment: the inherent level stands. */
  residual: RiskLevel | null
  acceptance: RiskAcceptance | null
}

export type OrganisationalRiskAssessment = {
  risks: OrganisationalRisk[]
  /** Categories looked at without finding a risk, with the reason. */
  nothingFound: { categoryId: string; reason: string }[]
}
