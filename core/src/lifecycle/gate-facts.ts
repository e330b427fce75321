import type { AssessmentState } from '../risk/assessment-state.ts'
import type { Tier } from '../risk/tiering-content.ts'
import type { Reason } from '../shared/result.ts'
import type { ProhibitionFact } from './law-check.ts'

export type AssessmentFact = {
  state: AssessmentState
  /** What stands against release in the assessment itself, such as the impact gates G1 to G6. */
  blockers: Reason[]
  /** Names the signed content, so that a sign-off on a gate covers it. */
  revision?: string | null
}

export type VersionFact = {
  id: string
  label: string
  hasBaseline: boolean
  baselineEvents: number
  /** How many thresholds are set. */
  thresholds: number
  /**
   * Whether people have reviewed enough of what it writes; null where its output is a score, which
   * a baseline and a validation report speak for.
   */
  reviewed: { enough: boolean } | null
}

/** Outputs of a version that people have reviewed before it may go into service: our choice. */
export const reviewsBeforeService = 30

/** The newest signed validation report of the candidate; `digest` names what was signed. */
export type ValidationFact = {
  runId: string
  verdict: 'met' | 'not-met' | 'not-estimable'
  digest: string
}

/** Meanings under which a person signs a gate. */
export const signOffMeanings = [
  'approve-deployment',
  'confirm-clinical-use',
  'approve-operation',
  'approve-retirement',
] as const

export type SignOffMeaning = (typeof signOffMeanings)[number]

export type SignOff = {
  meaning: string
  userId: string
  userName: string
  /** The role under which it was signed: a role of access, or `clinical-owner`. */
  role: string
  /** Digest of what the signer saw: the hash of `gateDigestInput`. */
  digest: string
  at: string
}

/** Everything a gate looks at. The server fills it; the gates only read it. */
export type GateFacts = {
  /** Null while unclassified: held to the requirements of tier 1. */
  tier: Tier | null
  /** Fields lacking in the inventory; names that end in `Owner` count as owners not named. */
  registration: { missingFields: string[] }
  classification: { state: AssessmentState }
  riskAssessment: AssessmentFact
  impactAssessment: AssessmentFact
  versions: { count: number; candidate: VersionFact | null; stable: VersionFact | null }
  validation: ValidationFact | null
  monitoring: {
    performanceMonitors: number
    heartbeat: boolean
    rollbackPolicy: 'off' | 'propose' | 'automatic' | null
  }
  downtimeProcedure: boolean
  openCriticalIncidents: number
  /** what a law forbids, or may forbid, by the facts that are known */
  prohibitions: ProhibitionFact[]
  suspended: boolean
  signOffs: SignOff[]
  /** Digest of the present `gateDigestInput` of the gate in question. */
  currentDigest: string
  /** Why the system moves, in writing; null where nobody wrote one. */
  reason: string | null
}
