import { readFile } from 'node:fs/promises'
import { parseDocument } from 'yaml'
import type { z } from 'zod'
import { datasetShape } from './dataset.ts'
import type { Dataset } from './dataset.ts'
import { DatasetError } from './dataset-error.ts'
import type { DatasetProblem } from './dataset-error.ts'
import { datasetProblems } from './dataset-rules.ts'

export async function loadDataset(path: string): Promise<Dataset> {
  let source: string
  try {
    source = await readFile(path, 'utf8')
  } catch {
    const remedy = 'Give the path of a dataset.yaml'
    throw new DatasetError(path, [{ field: path, problem: 'cannot be read', remedy }])
  }
  return parseDataset(source, path)
}

/** Reads a mapping from YAML. All problems of one kind are reported together. */
export function parseDataset(source: string, where = 'dataset.yaml'): Dataset {
  const document = parseDocument(source)
  const [broken] = document.errors
  if (broken !== undefined) {
    const field = `line ${broken.linePos?.[0].line ?? 1}`
    const problem = `not YAML (${broken.message.split('\n')[0]?.replace(/:$/, '')})`
    throw new DatasetError(where, [{ field, problem, remedy: 'Correct the syntax of that line' }])
  }
  const parsed = datasetShape.safeParse(document.toJS())
  if (!parsed.success) throw new DatasetError(where, parsed.error.issues.map(asProblem))
  const problems = datasetProblems(parsed.data)
  if (problems.length > 0) throw new DatasetError(where, problems)
  return parsed.data
}

function asProblem(issue: z.core.$ZodIssue): DatasetProblem {
  const field = fieldPath(issue.path)
  if (issue.code === 'unrecognized_keys') {
    const problem = `unknown key ${issue.keys.map((key) => `"${key}"`).join(', ')}`
    return { field, problem, remedy: 'Remove it, or correct its spelling' }
  }
  if (issue.code === 'invalid_type' && issue.message.endsWith('received undefined')) {
    return { field, problem: 'is missing', remedy: `Add it (${issue.expected})` }
  }
  return { field, problem: issue.message, remedy: 'Correct this value' }
}

function fieldPath(path: readonly PropertyKey[]): string {
  const joined = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
  return joined.join('').replace(/^\./, '') || 'dataset'
}
