/** One thing wrong with a mapping or its data: where, what, and what to do about it. */
export type DatasetProblem = {
  /** Path in the mapping (`columns.score`) or the file concerned. */
  field: string
  /** 1-based data row of the file, where the problem is in one row. */
  row?: number
  problem: string
  remedy: string
}

export class DatasetError extends Error {
  readonly problems: readonly DatasetProblem[]

  constructor(where: string, problems: readonly DatasetProblem[]) {
    super([where, ...problems.map(sentence)].join('\n  '))
    this.name = 'DatasetError'
    this.problems = problems
  }
}

function sentence({ field, row, problem, remedy }: DatasetProblem): string {
  const place = row === undefined ? field : `${field}, data row ${row}`
  return `${place}: ${problem}. ${remedy}.`
}
