import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startOwnServer } from '../../examples/player/own-server.ts'
import { addPeople } from '../../examples/player/person.ts'
import { openServer, signIn } from '../src/server.ts'
import type { AiSystem } from '../src/systems.ts'
import { runCli } from './run-cli.ts'

export type World = Awaited<ReturnType<typeof startWorld>>

/** A real server of its own, people, an API key, and the command line pointed at it. */
export async function startWorld() {
  const own = await startOwnServer()
  const folder = await mkdtemp(join(tmpdir(), 'primum-cli-test-'))
  const { email, password } = own.administrator
  const administrator = openServer(own.url, { cookie: await signIn(own.url, email, password) })
  const people = await addPeople(administrator)
  const scopes = [
    ...['ai-systems.read', 'ai-systems.register', 'versions.read', 'versions.register'],
    ...['aliases.move', 'telemetry.send', 'monitoring.read', 'lifecycle.read'],
    ...['ledger.read', 'ledger.verify'],
  ]
  const body = { name: 'command line', scopes }
  const { key } = await administrator.post<{ key: string }>('/keys', body)
  const env = { PRIMUM_SERVER: own.url, PRIMUM_KEY: key }
  return {
    url: own.url,
    administrator,
    people,
    key,
    folder,
    env,
    personEnv: { PRIMUM_SERVER: own.url, PRIMUM_EMAIL: email, PRIMUM_PASSWORD: password },
    cli: (...args: string[]) => runCli(args, env),
    register: (reference: string) =>
      people.owner.post<AiSystem>('/ai-systems', registration(reference)),
    stop: async () => {
      await own.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

export function registration(reference: string) {
  return {
    reference,
    name: 'Readmission risk',
    businessPurpose: 'Plan follow-up for patients likely to return.',
    intendedUse: 'Flags adult inpatients at discharge with a high risk.',
    archetype: 'risk-stratification',
    modelOwner: 'Dana Sørensen',
    hostingLocation: 'on premises',
    monitoringApproach: 'Predictions and outcomes stream to Primum.',
  }
}

export function versionOf(label: string) {
  return {
    label,
    artifactSha256: label.replaceAll(/\D/g, '').padStart(64, 'a'),
    threshold: 0.3,
    inputSchema: [
      { name: 'age', kind: 'numeric', unit: 'a' },
      { name: 'ward', kind: 'categorical' },
    ],
    groupAttributes: ['sex'],
    baselineId: null,
    intendedUse: 'Flags adult inpatients at discharge with a high risk.',
  }
}
