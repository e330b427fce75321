import type { Command } from 'commander'
import { readJsonFile } from '../json-file.ts'
import { facts, table } from '../output/table.ts'
import { timeWords } from '../output/words.ts'
import { withServer } from '../run.ts'
import { everyItem } from '../server.ts'
import { findSystem, findVersion } from '../systems.ts'
import type { Version } from '../systems.ts'

export function addVersionCommands(program: Command): void {
  const versions = program.command('versions').description('the versions of an AI system')
  versions
    .command('list <system>')
    .description('its versions, newest first')
    .action((name: string, _: object, command: Command) =>
      withServer(command, async (server) => {
        const system = await findSystem(server, name)
        const items: Version[] = []
        const path = `/ai-systems/${system.id}/versions`
        for await (const version of everyItem<Version>(server, path)) items.push(version)
        const text = table(items, [
          { title: 'VERSION', value: (it) => it.label },
          { title: 'ALIASES', value: (it) => it.aliases.join(', ') },
          { title: 'THRESHOLD', value: (it) => it.threshold, align: 'right' },
          { title: 'BASELINE', value: (it) => (it.baselineId === null ? 'none' : 'yes') },
          { title: 'REGISTERED', value: (it) => timeWords(it.createdAt) },
          { title: 'STATE', value: (it) => (it.withdrawnAt === null ? 'kept' : 'withdrawn') },
        ])
        const none = `${system.reference} has no version yet.`
        return { text: items.length === 0 ? none : text, json: { items } }
      }),
    )
  versions
    .command('show <system> <version>')
    .description('one version, by its label or id')
    .action((name: string, label: string, _: object, command: Command) =>
      withServer(command, async (server) => {
        const found = await findVersion(server, await findSystem(server, name), label)
        const version = await server.get<VersionDetail>(`/versions/${found.id}`)
        return { text: versionWords(version), json: version }
      }),
    )
  versions
    .command('register <system>')
    .description('register a version from a JSON file; it becomes the candidate')
    .requiredOption('--file <file>', 'the fields of the version')
    .action((name: string, { file }: { file: string }, command: Command) =>
      withServer(command, async (server) => {
        const body = await readJsonFile(file)
        const system = await findSystem(server, name)
        const version = await server.post<Version>(`/ai-systems/${system.id}/versions`, body)
        const text = `Registered ${system.reference} ${version.label} as ${version.id}.`
        return { text, json: version }
      }),
    )
}

type VersionDetail = Version & {
  intendedUse: string
  approvals: { required: number; missing: number; items: { userName: string }[] }
}

function versionWords(version: VersionDetail): string {
  const { approvals } = version
  const names = approvals.items.map(({ userName }) => userName).join(', ')
  return facts([
    ['Version', version.label],
    ['Id', version.id],
    ['Digest', version.digest],
    ['Artifact (SHA-256)', version.artifactSha256],
    ['Threshold', version.threshold],
    ['Intended use', version.intendedUse],
    ['Change', version.changeSummary],
    ['Aliases', version.aliases.join(', ')],
    ['Baseline', version.baselineId],
    ['Approved by', names],
    ['Approvals missing', `${approvals.missing} of ${approvals.required}`],
    ['Registered', timeWords(version.createdAt)],
    ['Withdrawn', version.withdrawnAt === null ? 'no' : timeWords(version.withdrawnAt)],
  ])
}
