import { everyItem } from './server.ts'
import type { Server } from './server.ts'
import { UsageError } from './usage-error.ts'

export type AiSystem = {
  id: string
  reference: string
  name: string
  archetype: string
  modelOwner: string
  intendedUse: string
  stage: string
  tier: number | null
  clock: string
  replayNow: string | null
  synthetic: boolean
  suspendedAt: string | null
  suspensionReason: string | null
  stableVersion: { id: string; label: string } | null
  openIncidents: number
  updatedAt: string
}

export type Version = {
  id: string
  label: string
  digest: string
  artifactSha256: string
  threshold: number
  aliases: string[]
  baselineId: string | null
  changeSummary: string | null
  createdAt: string
  withdrawnAt: string | null
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** The system that people call by its reference; its id will do too. */
export async function findSystem(server: Server, name: string): Promise<AiSystem> {
  if (uuid.test(name)) return server.get(`/ai-systems/${name}`)
  for await (const system of everyItem<AiSystem>(server, '/ai-systems', { search: name })) {
    if (system.reference === name) return system
  }
  throw new UsageError(
    `There is no AI system with the reference ${name}.`,
    'Run "primum systems list" to see the references.',
  )
}

/** A version of the system by its label; its id will do too. */
export async function findVersion(
  server: Server,
  system: AiSystem,
  name: string,
): Promise<Version> {
  if (uuid.test(name)) return server.get(`/versions/${name}`)
  for await (const version of everyItem<Version>(server, `/ai-systems/${system.id}/versions`)) {
    if (version.label === name) return version
  }
  throw new UsageError(
    `${system.reference} has no version ${name}.`,
    `Run "primum versions list ${system.reference}" to see its versions.`,
  )
}
