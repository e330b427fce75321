import { readFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { parse } from 'yaml'
import type { Framework, Requirement } from '@primum/core/frameworks/framework'
import { compareReleases } from '@primum/core/frameworks/compare-releases'
import { parseFramework } from '@primum/core/frameworks/parse-framework'
import { findFramework, readLibrary } from '../content.ts'
import { facts, table } from '../output/table.ts'
import { plural } from '../output/words.ts'
import { answer } from '../run.ts'
import type { Answer } from '../run.ts'
import { UsageError } from '../usage-error.ts'
import { addFrameworkCheck } from './check-framework.ts'

const about = `Standards, laws and guidance that come with Primum: what they ask for in our own words, where each statement comes from, and how sure it is. No server is asked.`

export function addFrameworkCommands(program: Command): void {
  const frameworks = program.command('frameworks').summary('standards and laws').description(about)
  frameworks
    .command('list')
    .description('every framework that is there')
    .action((_options: object, command: Command) => answer(command, listFrameworks))
  frameworks
    .command('show <id>')
    .description('its requirements with ids, titles and sources; or one requirement, by its id')
    .action((id: string, _options: object, command: Command) =>
      answer(command, () => (id.includes(':') ? showRequirement(id) : showFramework(id))),
    )
  frameworks
    .command('compare <file>')
    .description('what the release that comes with Primum changes against another, from its file')
    .action((file: string, _options: object, command: Command) =>
      answer(command, () => compareFile(file)),
    )
  addFrameworkCheck(frameworks)
}

async function listFrameworks(): Promise<Answer> {
  const { frameworks } = await readLibrary()
  const rows = [...frameworks.values()].map((framework) => ({
    ...headOf(framework),
    requirements: requirementsOf(framework).length,
    rules: framework.rules.length,
  }))
  const text = table(rows, [
    { title: 'Id', value: ({ id }) => id },
    { title: 'Kind', value: ({ kind }) => kind },
    { title: 'Where', value: ({ jurisdiction }) => jurisdiction },
    { title: 'Requirements', value: ({ requirements }) => requirements, align: 'right' },
    { title: 'As of', value: ({ asOf }) => asOf },
    { title: 'Title', value: ({ title }) => title },
  ])
  return { text, json: { frameworks: rows } }
}

function headOf(framework: Framework) {
  const { id, title, kind, jurisdiction, release, asOf, confidence } = framework
  return {
    ...{ id, title, kind, jurisdiction: jurisdiction ?? null, edition: framework.edition ?? null },
    ...{ release, asOf, confidence },
  }
}

function requirementsOf({ requirements }: Framework): Requirement[] {
  return requirements.filter(({ role }) => role === 'requirement')
}

async function showFramework(name: string): Promise<Answer> {
  const framework = findFramework(await readLibrary(), name)
  const { id, title, about: what, requirements, sources, release, notes } = framework
  const levels = levelsOf(requirements)
  const lines = requirements.map((each) => {
    const mark = each.confidence === 'recalled' && each.role === 'requirement' ? ' *' : ''
    return `${'  '.repeat(levels.get(each.id) ?? 0)}${each.id}  ${each.title}${mark}`
  })
  const text = [
    `${title}, release ${release}`,
    what,
    '',
    ...lines,
    '',
    `${plural(requirementsOf(framework).length, 'requirement')}. * seen in no source: to be confirmed by counsel.`,
    `One of them: primum frameworks show ${requirementsOf(framework)[0]?.id ?? id}`,
  ].join('\n')
  const json = { ...headOf(framework), about: what, notes, requirements, sources }
  return { text, json }
}

/** How deep each entry lies below its headings. */
function levelsOf(requirements: readonly Requirement[]): Map<string, number> {
  const parents = new Map(requirements.map(({ id, parent }) => [id, parent]))
  return new Map(
    requirements.map(({ id }) => {
      let level = 0
      for (let at = parents.get(id); at !== undefined; at = parents.get(at)) level += 1
      return [id, level]
    }),
  )
}

async function showRequirement(id: string): Promise<Answer> {
  const library = await readLibrary()
  const found = library.requirement(id)
  if (found === null) {
    throw new UsageError(
      `There is no requirement ${id}.`,
      'primum frameworks show <framework> lists them.',
    )
  }
  const { sources = {} } = library.frameworks.get(id.slice(0, id.indexOf(':'))) ?? {}
  const cited = found.source.map((key) => ({ key, ...sources[key] }))
  const confidence =
    found.confidence === 'recalled'
      ? 'recalled: seen in no source, to be confirmed by counsel'
      : 'verified in a source'
  const text = [
    `${found.id}  ${found.title}`,
    ...(found.text === undefined ? [] : [found.text]),
    '',
    facts([
      ...(found.citation === undefined ? [] : [['Citation', found.citation] as [string, string]]),
      ...(found.deadline === undefined
        ? []
        : [['Deadline', found.deadline.text] as [string, string]]),
      ['As of', found.asOf],
      ['Confidence', confidence],
    ]),
    ...list('Evidence', found.evidence),
    ...list('Notes', found.notes),
    ...list(
      'Sources',
      cited.map(({ key, title, locator }) => [title ?? key, locator].filter(Boolean).join(', ')),
    ),
  ].join('\n')
  return { text, json: { ...found, sources: cited } }
}

function list(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', `${title}:`, ...lines.map((line) => `  ${line}`)]
}

async function compareFile(path: string): Promise<Answer> {
  const other = await readRelease(path)
  const { frameworks } = await readLibrary()
  const own = findFramework({ frameworks }, other.id)
  // The file of a framework holds no rules of law: those are compared where it brings its own.
  const ours = other.rules.length === 0 ? { ...own, rules: [] } : own
  const changes = compareReleases(other, ours)
  const lines = changes.map(({ id, change, fields, matters }) => ({
    ...{
      id,
      change,
      // Of what came or went all of it is told, and no field by itself.
      fields: change === 'changed' ? fields.map(({ field }) => field).join(', ') : '',
      asks: matters ? 'yes' : 'no',
    },
  }))
  const text =
    lines.length === 0
      ? `${other.id} ${other.release} and ${own.release} say the same.`
      : [
          `${own.id}: from release ${other.release} to ${own.release}`,
          table(lines, [
            { title: 'Id', value: ({ id }) => id },
            { title: 'Change', value: ({ change }) => change },
            { title: 'Asks for something else', value: ({ asks }) => asks },
            { title: 'Fields', value: ({ fields }) => fields },
          ]),
        ].join('\n')
  return { text, json: { framework: own.id, from: other.release, to: own.release, changes } }
}

async function readRelease(path: string): Promise<Framework> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new UsageError(`${path} cannot be read.`, 'Give the path of a framework file in YAML.')
  })
  const parsed = parseFramework(asPlain(path, text))
  if (parsed.ok) return parsed.framework
  const lines = parsed.reasons.map(({ message }) => `  ${message}`)
  throw new UsageError([`${path} is no framework:`, ...lines].join('\n'))
}

function asPlain(path: string, text: string): unknown {
  try {
    return parse(text)
  } catch (error) {
    const why = error instanceof Error ? error.message.split('\n')[0] : String(error)
    throw new UsageError(`${path} is no YAML: ${why}`)
  }
}
