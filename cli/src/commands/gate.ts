import type { Command } from 'commander'
import { reasonLines } from '../output/failure.ts'
import { withServer } from '../run.ts'
import type { Answer } from '../run.ts'
import type { Server } from '../server.ts'
import { findSystem } from '../systems.ts'
import type { AiSystem } from '../systems.ts'

type Reason = { code: string; message: string; remedy?: string; who?: string; where?: string }
type Gate = {
  target: string
  allowed: boolean
  requirements: { id: string; title: string; met: boolean; reason?: Reason | null }[]
}

const about = `May an AI system pass the gate into a stage? For a deploy pipeline.
0 it may, 1 it may not and why, 2 nobody could say.`

export function addGateCommand(program: Command): void {
  program
    .command('gate <system> <stage>')
    .summary('may an AI system pass the gate into a stage?')
    .description(about)
    .option(
      '--version <label>',
      'also: is this version the stable one, and the system not suspended?',
    )
    .action((name: string, stage: string, options: { version?: string }, command: Command) =>
      withServer(command, async (server) =>
        askGate(server, await findSystem(server, name), stage, options.version),
      ),
    )
}

async function askGate(
  server: Server,
  system: AiSystem,
  stage: string,
  version: string | undefined,
): Promise<Answer> {
  const path = `/ai-systems/${system.id}/gates/${encodeURIComponent(stage)}`
  const gate = await server.get<Gate>(path)
  const unmet = gate.requirements.filter(({ met }) => !met)
  const reasons = [
    ...unmet.map(({ id, title, reason }) => reason ?? { code: id, message: title }),
    ...(version === undefined ? [] : versionReasons(system, version)),
  ]
  const allowed = gate.allowed && reasons.length === 0
  const subject = version === undefined ? system.reference : `${system.reference} ${version}`
  const head = allowed
    ? `${subject} may enter ${stage}.`
    : `${subject} may not enter ${stage}, for ${reasons.length === 1 ? 'this reason' : 'these reasons'}:`
  return {
    text: [head, ...reasonLines(reasons)].join('\n'),
    json: { system: system.reference, stage, version: version ?? null, allowed, reasons, gate },
    exitCode: allowed ? 0 : 1,
  }
}

/** What stands against running this version now, whatever the gate says. */
function versionReasons(system: AiSystem, label: string): Reason[] {
  const stable = system.stableVersion?.label ?? null
  const reasons: Reason[] = []
  if (system.suspendedAt !== null) {
    const message = `${system.reference} is suspended: ${system.suspensionReason ?? 'no reason given'}`
    reasons.push({ code: 'system-suspended', message, remedy: 'Do not run any version of it' })
  }
  if (stable !== label) {
    const message =
      stable === null ? 'No version is stable' : `Version ${stable} is stable, not ${label}`
    const remedy = stable === null ? `Have ${label} approved and promoted` : `Run ${stable}`
    reasons.push({ code: 'version-not-stable', message, remedy })
  }
  return reasons
}
