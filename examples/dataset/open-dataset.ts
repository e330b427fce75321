import { simulateLakeside } from '../lakeside/simulate.ts'
import { isFileDataset } from './dataset.ts'
import type { Dataset } from './dataset.ts'
import { DatasetError } from './dataset-error.ts'
import type { DatasetRow } from './dataset-row.ts'
import { loadDataset } from './parse-dataset.ts'
import { countDataset, readDataset } from './read-dataset.ts'

/** A data set ready to replay. `rows()` starts from the beginning each time it is called. */
export type OpenedDataset = {
  dataset: Dataset
  total: number
  rows: () => AsyncIterable<DatasetRow>
}

/**
 * Opens any `dataset.yaml`, real or simulated. `folder` holds the files of a real one; `encounters`
 * overrides the size of a simulated one.
 */
export async function openDataset(
  path: string,
  options: { folder?: string; encounters?: number } = {},
): Promise<OpenedDataset> {
  const dataset = await loadDataset(path)
  const { simulation } = dataset
  if (simulation !== undefined) {
    const total = options.encounters ?? simulation.encounters
    const rows = () => streamed(simulateLakeside({ seed: simulation.seed, encounters: total }))
    return { dataset, total, rows }
  }
  const { folder } = options
  if (folder === undefined || !isFileDataset(dataset)) {
    const problem = 'the folder of the data files is not given'
    throw new DatasetError(path, [{ field: 'files', problem, remedy: 'Say where the files are' }])
  }
  const total = await countDataset(folder, dataset)
  return { dataset, total, rows: () => readDataset(folder, dataset) }
}

async function* streamed(rows: Iterable<DatasetRow>): AsyncGenerator<DatasetRow, void, undefined> {
  yield* rows
}
