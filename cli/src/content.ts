import { readFile, readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { buildLibrary } from '@primum/core/frameworks/library'
import type { Framework } from '@primum/core/frameworks/framework'
import type { ContentFile, Library } from '@primum/core/frameworks/library'
import { UsageError } from './usage-error.ts'

const folder = dirname(fileURLToPath(import.meta.resolve('@primum/content/package.json')))

/** The frameworks, laws and crosswalks that the program comes with: no server is asked. */
export async function readLibrary(): Promise<Library> {
  const built = buildLibrary({
    frameworks: await filesOf('frameworks'),
    rules: await filesOf('rules'),
    crosswalks: await filesOf('crosswalks'),
  })
  if (built.ok) return built.library
  throw new Error(built.reasons.map(({ message }) => message).join('\n'))
}

async function filesOf(kind: string): Promise<ContentFile[]> {
  const names = (await readdir(join(folder, kind))).filter((name) => name.endsWith('.yaml'))
  return Promise.all(
    names.toSorted().map(async (name) => ({
      path: `${kind}/${name}`,
      content: parse(await readFile(join(folder, kind, name), 'utf8')) as unknown,
    })),
  )
}

/** A framework by its id, written in any case. */
export function findFramework(library: Pick<Library, 'frameworks'>, name: string): Framework {
  const found = [...library.frameworks.values()].find(
    ({ id }) => id.toLowerCase() === name.toLowerCase(),
  )
  if (found !== undefined) return found
  const known = [...library.frameworks.keys()].join(', ')
  throw new UsageError(`There is no framework ${name}.`, `It is one of ${known}.`)
}
