import { basename, dirname } from 'node:path'
import { DatasetError } from '../dataset/dataset-error.ts'
import { isFileDataset } from '../dataset/dataset.ts'
import { loadDataset } from '../dataset/parse-dataset.ts'
import { countDataset, readDataset } from '../dataset/read-dataset.ts'
import { outcomeKnownAt, predictedAt } from '../dataset/replay.ts'
import { outcomeOf, predictionOf } from './declared.ts'

export type MappedRow = { row: number; value: unknown }

/**
 * Predictions or outcomes of a file through a `dataset.yaml`, in the order of the mapping. The file
 * given stands for the mapping's predictions; its events lie in the same folder.
 */
export async function readMapped(options: {
  file: string
  mapping: string
  kind: 'predictions' | 'outcomes'
  version: string
}): Promise<{ total: number; rows: () => AsyncGenerator<MappedRow, void, undefined> }> {
  const { file, mapping, kind, version } = options
  const loaded = await loadDataset(mapping)
  if (!isFileDataset(loaded)) {
    const problem = 'describes a simulation, not files'
    const remedy = 'Give a mapping with files and columns'
    throw new DatasetError(mapping, [{ field: 'files', problem, remedy }])
  }
  const dataset = { ...loaded, files: { ...loaded.files, predictions: basename(file) } }
  const total = await countDataset(dirname(file), dataset)
  return {
    total,
    rows: async function* () {
      for await (const row of readDataset(dirname(file), dataset)) {
        const at = predictedAt(row, total, dataset)
        const place = row.index + 1
        if (kind === 'predictions')
          yield { row: place, value: predictionOf(row, version, row.id, at) }
        const known = outcomeKnownAt(row, at, dataset)
        if (kind === 'outcomes' && row.label !== null && known !== null) {
          yield { row: place, value: outcomeOf(row.id, row.label, known) }
        }
      }
    },
  }
}
