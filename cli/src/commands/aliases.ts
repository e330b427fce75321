import type { Command } from 'commander'
import { table } from '../output/table.ts'
import { timeWords } from '../output/words.ts'
import { withServer } from '../run.ts'
import { findSystem, findVersion } from '../systems.ts'

type Alias = {
  alias: string
  version: { id: string; label: string } | null
  sequence: number
  since: string | null
}

export function addAliasCommands(program: Command): void {
  const aliases = program
    .command('aliases')
    .description('which version is candidate, stable and previous')
  aliases
    .command('list <system>')
    .description('the aliases of an AI system')
    .action((name: string, _: object, command: Command) =>
      withServer(command, async (server) => {
        const { id } = await findSystem(server, name)
        const list = await server.get<{ items: Alias[] }>(`/ai-systems/${id}/aliases`)
        const text = table(list.items, [
          { title: 'ALIAS', value: (it) => it.alias },
          { title: 'VERSION', value: (it) => it.version?.label ?? null },
          { title: 'SINCE', value: (it) => (it.since === null ? null : timeWords(it.since)) },
        ])
        return { text, json: list }
      }),
    )
  aliases
    .command('get <system> <alias>')
    .description('the label of the version an alias points to; 1 where it points to none')
    .action((name: string, alias: string, _: object, command: Command) =>
      withServer(command, async (server) => {
        const { id } = await findSystem(server, name)
        const found = await server.get<Alias>(`/ai-systems/${id}/aliases/${alias}`)
        return {
          text: found.version?.label ?? '',
          json: found,
          exitCode: found.version === null ? 1 : 0,
        }
      }),
    )
  aliases
    .command('move <system> <alias> <version>')
    .description('point an alias to a version; the server refuses with what is missing')
    .requiredOption('--reason <text>', 'why, for the record')
    .action(
      (
        name: string,
        alias: string,
        label: string,
        { reason }: { reason: string },
        command: Command,
      ) =>
        withServer(command, async (server) => {
          const system = await findSystem(server, name)
          const version = await findVersion(server, system, label)
          const path = `/ai-systems/${system.id}/aliases/${alias}`
          const { sequence } = await server.get<Alias>(path)
          const moved = await server.put<Alias>(
            path,
            { versionId: version.id, reason },
            { headers: { 'if-match': `"${sequence}"` } },
          )
          const text = `${alias} of ${system.reference} is now ${version.label}.`
          return { text, json: moved }
        }),
    )
}
