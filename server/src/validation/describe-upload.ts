import { describeDataset } from '@primum/engine/describe-dataset'
import type { DescribedColumn } from '@primum/engine/describe-dataset'
import type { ValidationSettings } from '../config.ts'
import { identifierInName } from '../telemetry/direct-identifiers.ts'

export type UploadColumn = DescribedColumn & { identifier: string | null }

/** Names of columns that tell people or stays apart, beside the direct identifiers. */
const key = /(?:^|[_\W])(?:id|nr|no|num|number|key|uuid|mrn|encounter|patient|subject|case)$/i

/** What may be shown of a file's columns: the range of a number only where it identifies nobody. */
export async function describeUpload(path: string, settings: ValidationSettings) {
  const described = await describeDataset(path, {
    threads: 1,
    memoryMegabytes: settings.memoryMegabytes,
  })
  const columns = described.columns.map((column): UploadColumn => {
    const identifier = identifierOf(column, described.describedRows)
    return identifier === null
      ? { ...column, identifier }
      : { ...column, identifier, minimum: null, maximum: null }
  })
  return { ...described, columns }
}

function identifierOf(column: DescribedColumn, rows: number): string | null {
  const snake = column.name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll(/[^A-Za-z0-9]+/g, '_')
    .toLowerCase()
  const direct = identifierInName(snake)
  if (direct !== null) return direct
  if (key.test(snake)) return 'a key of people or stays'
  const { minimum, maximum, distinct } = column
  if (minimum === null || maximum === null || rows < 20) return null
  // Long whole numbers, nearly all different, are somebody's numbers.
  const whole = Number.isInteger(minimum) && Number.isInteger(maximum) && maximum >= 1000
  return whole && distinct > 0.9 * rows ? 'a number that is different in nearly every row' : null
}
