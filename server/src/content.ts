import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { parse as parseYaml } from 'yaml'
import { buildLibrary } from '@primum/core/frameworks/library'
import type { ContentFile, Library, LibraryFiles } from '@primum/core/frameworks/library'
import { packsOf } from '@primum/core/frameworks/pack'
import type { Pack } from '@primum/core/frameworks/pack'
import { monitorTemplatesSchema } from '@primum/core/monitoring/monitor-templates'
import type { MonitorTemplates } from '@primum/core/monitoring/monitor-templates'
import { parseQuestionnaire } from '@primum/core/questionnaires/parse-questionnaire'
import type { Questionnaire } from '@primum/core/questionnaires/questionnaire'
import { organisationalRiskContentSchema } from '@primum/core/risk/organisational-risk-content'
import type { OrganisationalRiskContent } from '@primum/core/risk/organisational-risk-content'
import { parseTieringContent } from '@primum/core/risk/tiering-content'
import type { TieringContent } from '@primum/core/risk/tiering-content'

export const questionnaireIds = [
  'classification',
  'organisational-risk-assessment',
  'ai-impact-assessment',
] as const

export type QuestionnaireId = (typeof questionnaireIds)[number]

/** The versioned content that the program judges by; each file is read and checked once. */
export type Content = {
  folder: string
  read: (path: string) => Promise<unknown>
  questionnaire: (id: QuestionnaireId) => Promise<Questionnaire>
  tiering: () => Promise<TieringContent>
  organisationalRisk: () => Promise<OrganisationalRiskContent>
  monitorTemplates: () => Promise<MonitorTemplates>
  /** every framework, its rules of law, and the crosswalks between them, as the program has them */
  library: () => Promise<Library>
  /** the same as an organization takes them, one by one */
  packs: () => Promise<readonly Pack[]>
}

export function openContent(folder: string): Content {
  const read = async (path: string): Promise<unknown> =>
    parseYaml(await readFile(join(folder, path), 'utf8')) as unknown
  const kept = new Map<string, Promise<unknown>>()
  let files: Promise<LibraryFiles> | null = null
  let library: Promise<Library> | null = null
  const libraryFiles = () => {
    files ??= readLibraryFiles(folder, read)
    files.catch(() => (files = null))
    return files
  }
  const once = <T>(path: string, check: (raw: unknown) => T): Promise<T> => {
    const known = kept.get(path) as Promise<T> | undefined
    if (known !== undefined) return known
    const made = read(path).then(check)
    kept.set(path, made)
    // A file that could not be read is tried again, not remembered as broken.
    made.catch(() => kept.delete(path))
    return made
  }
  return {
    folder,
    read,
    questionnaire: (id) => once(`questionnaires/${id}.yaml`, checkQuestionnaire),
    tiering: () => once('risk/tiering.yaml', checkTiering),
    organisationalRisk: () =>
      once('risk/organisational-risk.yaml', (raw) => organisationalRiskContentSchema.parse(raw)),
    monitorTemplates: () =>
      once('monitoring/templates.yaml', (raw) => monitorTemplatesSchema.parse(raw)),
    library: () => {
      library ??= libraryFiles().then(build)
      library.catch(() => (library = null))
      return library
    },
    packs: async () => packsOf(await libraryFiles()),
  }
}

async function readLibraryFiles(
  folder: string,
  read: (path: string) => Promise<unknown>,
): Promise<LibraryFiles> {
  const filesOf = async (kind: string): Promise<ContentFile[]> => {
    const names = (await readdir(join(folder, kind))).filter((name) => name.endsWith('.yaml'))
    const paths = names.toSorted().map((name) => `${kind}/${name}`)
    return Promise.all(paths.map(async (path) => ({ path, content: await read(path) })))
  }
  return {
    frameworks: await filesOf('frameworks'),
    rules: await filesOf('rules'),
    crosswalks: await filesOf('crosswalks'),
  }
}

function build(files: LibraryFiles): Library {
  const built = buildLibrary(files)
  if (built.ok) return built.library
  throw new Error(built.reasons.map(({ message }) => message).join('; '))
}

function checkQuestionnaire(raw: unknown): Questionnaire {
  const parsed = parseQuestionnaire(raw)
  if (parsed.ok) return parsed.questionnaire
  throw new Error(parsed.reasons.map(({ message }) => message).join('; '))
}

function checkTiering(raw: unknown): TieringContent {
  const parsed = parseTieringContent(raw)
  if (parsed.ok) return parsed.tiering
  throw new Error(parsed.reasons.map(({ message }) => message).join('; '))
}
