/** What is wrong with a dataset, where, and what to do about it. Rows count from 1, header aside. */
export type DatasetProblem = {
  code: string
  column: string | null
  row: number | null
  message: string
  remedy: string
}

/** A dataset that cannot be used as it is. Nothing was computed from it. */
export class DatasetError extends Error {
  readonly problems: readonly DatasetProblem[]

  constructor(problems: readonly DatasetProblem[]) {
    super(problems.map(({ message }) => message).join(' '))
    this.name = 'DatasetError'
    this.problems = problems
  }
}

export function datasetProblem(
  code: string,
  message: string,
  remedy: string,
  where: { column?: string; row?: number } = {},
): DatasetProblem {
  return { code, column: where.column ?? null, row: where.row ?? null, message, remedy }
}
