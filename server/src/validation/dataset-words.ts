import { basename } from 'node:path'
import type { DatasetProblem } from '@primum/engine/dataset-error'
import { PrimumError } from '../errors.ts'

/** Problems in the words of who handed the file over: by its name, never by where it lies here. */
export function named(
  problems: readonly DatasetProblem[],
  files: readonly { path: string; fileName: string }[],
): DatasetProblem[] {
  const rename = (text: string) =>
    files.reduce(
      (words, { path, fileName }) =>
        words.replaceAll(path, fileName).replaceAll(basename(path), fileName),
      text,
    )
  return problems.map((problem) => ({
    ...problem,
    message: rename(problem.message),
    remedy: rename(problem.remedy),
  }))
}

/** A refusal that names column and row. */
export function refusedDataset(problems: readonly DatasetProblem[], path = 'file'): PrimumError {
  const message = problems.map((problem) => problem.message).join(' ')
  return new PrimumError('invalid', message, {
    fields: problems.map((problem) => ({
      path: problem.column === null ? path : `${path}.${problem.column}`,
      message: problem.message,
      remedy: problem.remedy,
      ...(problem.row === null ? {} : { row: problem.row }),
    })),
  })
}
