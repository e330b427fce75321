import { createHash } from 'node:crypto'
import type { AiSystem } from '../../cli/src/systems.ts'
import { ProblemError } from '@primum/client'
import type { Server } from '../../cli/src/server.ts'
import type { Dataset } from '../dataset/dataset.ts'
import { siteCode } from './declared.ts'
import type { People } from './person.ts'

/**
 * Adds the sites that the data names; those that are there already stay as they are. Hospitals that
 * are made up lie in Colorado, so that a law is coming for them.
 */
export async function addSites(
  administrator: Server,
  names: readonly string[],
  synthetic: boolean,
): Promise<string[]> {
  const place = { country: 'US', ...(synthetic ? { state: 'CO' } : {}) }
  const { items } = await administrator.get<{ items: { code: string }[] }>('/sites')
  const present = new Set(items.map(({ code }) => code))
  for (const name of names) {
    const code = siteCode(name)
    if (!present.has(code)) await administrator.post('/sites', { code, name, ...place })
  }
  return names.map(siteCode)
}

export async function registerSystem(
  { owner, clinician, lead }: People,
  dataset: Dataset,
  siteCodes: readonly string[],
): Promise<AiSystem> {
  const body = {
    name: dataset.synthetic ? `${dataset.title}` : 'Readmission risk at discharge',
    businessPurpose:
      'Follow-up calls and visits are scarce. The risk at discharge says who should get them first.',
    intendedUse: `Flags adult inpatients at discharge whose risk of readmission within ${dataset.horizonDays} days is ${dataset.threshold} or more. A discharge nurse decides on follow-up.`,
    archetype: 'risk-stratification',
    traits: ['predictive-dsi'],
    dataTypes: ['encounters', 'diagnoses', 'medication', 'laboratory results'],
    modelOwner: owner.name,
    clinicalOwner: clinician.name,
    technicalOwner: 'Integration team',
    riskOwner: lead.name,
    hostingLocation: 'On premises, in the hospital’s own data centre',
    monitoringApproach: `Predictions stream to Primum, outcomes follow when the ${dataset.horizonDays} days have passed. Replay of: ${dataset.title}. ${dataset.attribution}`,
    careSetting: 'Inpatient, at discharge',
    users: 'Discharge nurses and ward physicians',
    population: 'Adult inpatients who leave the hospital alive',
    autonomy: 'recommendation-human-decides',
    downtimeProcedure: 'Nurses use the LACE index on paper; form and drill are filed on each ward.',
    usesPhi: true,
    fdaStatus: 'not-a-device',
    euRole: 'not-in-eu',
    euHighRisk: false,
    siteCodes,
    outcomeHorizonDays: dataset.horizonDays,
    labelPolicy: labelPolicyOf(dataset),
    clock: 'replay',
    synthetic: dataset.synthetic,
  }
  for (let number = 1; ; number += 1) {
    const reference = number === 1 ? dataset.name : `${dataset.name}-${number}`
    try {
      return await owner.post<AiSystem>('/ai-systems', { reference, ...body })
    } catch (error) {
      const taken = error instanceof ProblemError && error.code === 'conflict'
      if (!taken || number === 50) throw error
    }
  }
}

/** What the record and the sites do not tell of it, and the law asks. */
export async function stateLawFacts({ owner }: People, system: AiSystem): Promise<void> {
  await owner.patch(`/ai-systems/${system.id}/law-facts`, {
    facts: {
      roles: ['developer', 'deployer'],
      influencesDecisions: true,
      patientFacing: false,
      generative: false,
      thirdParty: false,
      protectedCharacteristics: true,
    },
  })
}

/** A closed window without an event is a negative only where the data says that it means that. */
export function labelPolicyOf({ columns, simulation }: Dataset) {
  const known = simulation !== undefined || columns?.label.events?.absence === 'negative'
  return known ? 'absence-is-negative' : 'exclude-unlabelled'
}

/** No model comes with the data, only its scores: what they are stands in for the artifact. */
export function artifactDescriptor(dataset: Dataset, version: string): string {
  const scores = dataset.columns?.score ?? `simulation ${dataset.simulation?.name}`
  return `${dataset.name} ${version}: ${scores}`
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
