import type { CardInput } from './model-card.ts'

/** What a card is written from: records that are there for other reasons already. */
export type CardRegister = {
  system: {
    name: string
    businessPurpose: string
    archetype: string
    traits: readonly string[]
    dataTypes: readonly string[]
    modelOwner: string
    clinicalOwner: string | null
    technicalOwner: string | null
    riskOwner: string | null
    vendor: string | null
    hostingLocation: string
    monitoringApproach: string
    careSetting: string | null
    users: string | null
    population: string | null
    autonomy: string | null
    downtimeProcedure: string | null
    usesPhi: boolean | null
    thirdPartyComponents: readonly string[]
    fdaStatus: string | null
    fdaNumber: string | null
    euRole: string | null
    euHighRisk: boolean | null
    siteCodes: readonly string[]
    outcomeHorizonDays: number
    stage: string
    tier: number | null
  }
  version: {
    label: string
    intendedUse: string
    changeSummary: string | null
    artifactSha256: string
    codeReference: string | null
    dataReference: string | null
    threshold: number
    inputs: readonly CardInput[]
    aliases: readonly string[]
    withdrawnReason: string | null
    createdAt: string
    createdBy: string
  }
  /** what drift is measured against; null where the version has none */
  baseline: {
    digest: string
    rowCount: number
    groups: readonly string[]
    createdAt: string
  } | null
  /** the newest signed one of each kind */
  assessments: readonly { title: string; band: string | null; signedOn: string }[]
  /** what was written beside the answers of the signed impact assessment, by question */
  notes: Readonly<Record<string, string>>
  validation: {
    protocolTitle: string
    lockedOn: string
    intendedPopulation: string
    conductedBy: string
    data: { name: string; from: string | null; to: string | null }
    groups: readonly { attribute: string; value: string; n: number | null }[]
  } | null
}
