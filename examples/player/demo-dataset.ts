import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { DatasetError } from '../dataset/dataset-error.ts'
import { isFileDataset } from '../dataset/dataset.ts'
import { openDataset } from '../dataset/open-dataset.ts'
import type { OpenedDataset } from '../dataset/open-dataset.ts'
import { loadDataset } from '../dataset/parse-dataset.ts'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const lakeside = at('../lakeside/dataset.yaml')
const mappings = [at('../diabetes-readmission/dataset.yaml')]

/**
 * The data to play: a folder with the mapping given, or with the known mapping whose files it has;
 * without a folder the synthetic hospitals of Lakeside.
 */
export async function openDemoDataset(options: {
  folder?: string | undefined
  mapping?: string | undefined
  encounters?: number | undefined
}): Promise<OpenedDataset> {
  const { folder, mapping, encounters } = options
  if (folder === undefined) {
    return openDataset(mapping ?? lakeside, encounters === undefined ? {} : { encounters })
  }
  return openDataset(mapping ?? (await mappingFor(folder)), { folder })
}

async function mappingFor(folder: string): Promise<string> {
  const own = join(folder, 'dataset.yaml')
  for (const path of existsSync(own) ? [own] : mappings) {
    const dataset = await loadDataset(path)
    if (!isFileDataset(dataset)) continue
    const { predictions, events } = dataset.files
    const names = events === undefined ? [predictions] : [predictions, events]
    if (names.every((name) => existsSync(join(folder, name)))) return path
  }
  const problem = 'has neither a dataset.yaml nor the files of a known example'
  const remedy = 'Write a mapping (examples/README.md says how) and give it with --mapping'
  throw new DatasetError(folder, [{ field: folder, problem, remedy }])
}
