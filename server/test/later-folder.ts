import { existsSync } from 'node:fs'
import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse, stringify } from 'yaml'

type File = ReturnType<typeof JSON.parse>

/** What changes in the files of a folder, by their paths; what is not there begins as nothing. */
export type FileChanges = Record<string, (file: File) => void>

/** The folder of content of a later program: a copy of the one that is there, some files changed. */
export async function laterFolder(from: string, changes: FileChanges): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'primum-content-'))
  await cp(from, folder, { recursive: true })
  for (const [path, change] of Object.entries(changes)) {
    const place = join(folder, path)
    const file: File = existsSync(place) ? parse(await readFile(place, 'utf8')) : {}
    change(file)
    await writeFile(place, stringify(file))
  }
  return folder
}
