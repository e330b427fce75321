import type { Command } from 'commander'
import { findFramework, readLibrary } from '../content.ts'
import { table } from '../output/table.ts'
import { plural } from '../output/words.ts'
import { answer } from '../run.ts'
import type { Answer } from '../run.ts'

const about = `How the requirements of one framework lie to those of another: the relation, what speaks for it, and why. A relation is a judgement: whoever adopts it decides. Where nobody mapped the two frameworks, requirements that meet in a third one are shown as places to look. No server is asked.`

export function addCrosswalkCommand(program: Command): void {
  program
    .command('crosswalk <from> <to>')
    .summary('how two frameworks lie to each other')
    .description(about)
    .action((from: string, to: string, _options: object, command: Command) =>
      answer(command, () => crosswalk(from, to)),
    )
}

async function crosswalk(fromName: string, toName: string): Promise<Answer> {
  const library = await readLibrary()
  const [from, to] = [findFramework(library, fromName), findFramework(library, toName)]
  const ids = from.requirements.map(({ id }) => id)
  const mappings = library.mappings.between(ids, to.id)
  const without = library.crosswalks
    .flatMap((each) => each.without)
    .filter((each) => each.framework === to.id && ids.includes(each.from))
  const isMapped = mappings.length > 0
  const distant = isMapped ? [] : ids.flatMap((id) => library.mappings.distant(id, to.id))
  const text = isMapped
    ? table(mappings, [
        { title: 'From', value: (each) => each.from },
        { title: 'Relation', value: ({ relation }) => relation },
        { title: 'To', value: (each) => each.to },
        { title: 'Basis', value: ({ basis }) => basis },
        { title: 'Why', value: ({ rationale }) => rationale },
      ])
    : distant.length > 0
      ? table(distant, [
          { title: 'From', value: (each) => each.from },
          { title: 'To', value: (each) => each.to },
          { title: 'Both mapped to', value: ({ through }) => through.join(', ') },
        ])
      : `Nothing maps ${from.id} to ${to.id}.`
  const summary = isMapped
    ? `${plural(mappings.length, 'mapping')}. None carries evidence until somebody of the organization adopts it.`
    : distant.length > 0
      ? `${plural(distant.length, 'pair')} that meet in a third framework: a place to look, and no proof of anything.`
      : ''
  const json = { from: from.id, to: to.id, mappings, without, distant }
  return { text: [text, '', summary].join('\n').trimEnd(), json }
}
