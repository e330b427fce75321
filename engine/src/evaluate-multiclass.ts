import { type MulticlassReport, multiclassSegment } from '@primum/core/evaluation/multiclass-report'
import { findBadRows } from './bad-values.ts'
import type { Database } from './database.ts'
import { type Dataset, type DatasetColumn, openDataset } from './dataset.ts'
import { DatasetError, datasetProblem } from './dataset-error.ts'
import { numberExpression } from './expressions.ts'
import { groupValues } from './group-values.ts'
import { actualClass, multiclassEvidence } from './multiclass-evidence.ts'
import { checkNumbers, taskColumns } from './task-columns.ts'
import { openBaseline, taskDrift } from './task-drift.ts'
import type { MulticlassRequest } from './task-request.ts'
import type { Reader } from './with-reader.ts'

const defaultMinimum = 30
const defaultExactUpTo = 1_000_000

/** Measures scores of several classes. Throws RangeError for fewer than two, or one named twice. */
export async function evaluateMulticlass(
  reader: Reader,
  request: MulticlassRequest,
): Promise<MulticlassReport> {
  const { database, step } = reader
  const { classes, label, groups, features, minimum = defaultMinimum } = request
  const categories = classes.map(({ category }) => category)
  const names = classes.map(({ column }) => column)
  assertClasses(categories)
  step('Looking at the file', 0)
  const given = await openDataset(database, request.path)
  const columns = taskColumns(given, [
    ...classes.map(({ category, column }) => [`score of ${category}`, column] as const),
    ['label', label],
    ['time', request.time],
    ['patient', request.patient],
    ...groups.map((name) => ['groups', name] as const),
    ...features.map((name) => ['features', name] as const),
  ])
  const wish = { ...request, outputs: names, label }
  const baseline = await openBaseline(database, given, wish)
  const scores = names.map((name) => columns.get(name)!)
  const time = request.time === undefined ? null : columns.get(request.time)!
  const checked = await checkNumbers(database, given, scores, time)
  const facts = await scoreFacts(database, given, scores)
  if (facts.scored === 0) {
    const message = 'No row has a finite score of every class.'
    const remedy = 'Name a column with scores for each class.'
    throw new DatasetError([
      datasetProblem('no-scores', message, remedy, { column: facts.emptiest }),
    ])
  }
  await checkClasses(database, given, columns.get(label)!, categories)
  step('Reading the columns', 0.2)
  const attributes = await groupValues(
    database,
    given.relation,
    groups.map((name) => columns.get(name)!),
  )
  step('Counting', 0.3)
  const exact = facts.scored * classes.length <= (request.exactUpTo ?? defaultExactUpTo)
  const evidence = await multiclassEvidence(database, given, columns, {
    classes,
    label,
    attributes,
    bins: exact ? null : facts.range,
    ...(request.patient !== undefined && { patient: request.patient }),
  })
  step('Comparing with the baseline', 0.7)
  const dataCutoff = checked.to
  const drift =
    baseline === null
      ? null
      : await taskDrift(reader, given, baseline, { ...wish, minimum, dataCutoff })
  const [overall, ...parts] = evidence
    .filter(({ n }, index) => index === 0 || n > 0)
    .map((each) => multiclassSegment(each, { baseline: null, dataCutoff }, { minimum }))
  const unlabelled = overall!.n - overall!.labelled
  const unscored = checked.rows - facts.scored
  step('Done', 1)
  return {
    format: 'primum-multiclass/1',
    dataset: {
      name: given.name,
      rows: checked.rows,
      unscored,
      unlabelled,
      from: checked.from,
      to: checked.to,
      exact,
    },
    categories,
    overall: overall!,
    groups: parts,
    drift,
    notes: notesOf(request, {
      ...facts,
      unscored,
      unlabelled,
      exact,
      untimed: checked.untimed,
      labelled: overall!.labelled,
      absent: overall!.classes.filter(({ cases }) => cases === 0).map(({ category }) => category),
    }),
    suppressedBelow: null,
  }
}

function assertClasses(categories: readonly string[]): void {
  if (categories.length < 2) throw new RangeError(`${categories.length} classes: two are needed`)
  const twice = categories.find((category, index) => categories.indexOf(category) !== index)
  if (twice !== undefined) throw new RangeError(`the class ${twice} is named twice`)
}

type ScoreFacts = {
  scored: number
  range: { from: number; to: number }
  /** scores of each class that are all one and the same */
  constant: string[]
  emptiest: string
}

async function scoreFacts(
  database: Database,
  dataset: Dataset,
  scores: readonly DatasetColumn[],
): Promise<ScoreFacts> {
  const finite = scores.map((column, k) => {
    const number = numberExpression(column)
    return `CASE WHEN isfinite(${number}) THEN ${number} END AS s${k}`
  })
  const each = scores.map(
    (_, k) => `count(s${k}) AS n_${k}, min(s${k}) AS low_${k}, max(s${k}) AS high_${k}`,
  )
  const all = scores.map((_, k) => `s${k} IS NOT NULL`).join(' AND ')
  const [found] = await database.ask<Record<string, number | null>>(`
    SELECT count_if(${all}) AS scored, ${each.join(', ')}
    FROM (SELECT ${finite.join(', ')} FROM ${dataset.relation})`)
  const of = (name: string) => found?.[name] ?? 0
  const known = (name: string) => scores.map((_, k) => of(`${name}_${k}`))
  const counts = known('n')
  const constant = scores.filter((_, k) => counts[k]! > 0 && of(`low_${k}`) === of(`high_${k}`))
  return {
    scored: of('scored'),
    range: { from: Math.min(...known('low')), to: Math.max(...known('high')) },
    constant: constant.map(({ name }) => name),
    emptiest: scores[counts.indexOf(Math.min(...counts))]!.name,
  }
}

async function checkClasses(
  database: Database,
  dataset: Dataset,
  label: DatasetColumn,
  categories: readonly string[],
): Promise<void> {
  const unknown = `${actualClass(label, categories)} = -1`
  const found = await findBadRows(database, dataset, label, unknown)
  if (found.length === 0) return
  const remedy = `The classes are ${categories.join(', ')}: name a score for each class that occurs.`
  throw new DatasetError(
    found.map(({ row, text }) => {
      const message = `Row ${row}, column "${label.name}": "${text.slice(0, 60)}" is none of the classes.`
      return datasetProblem('unknown-class', message, remedy, { column: label.name, row })
    }),
  )
}

function notesOf(
  request: MulticlassRequest,
  found: ScoreFacts & {
    unscored: number
    unlabelled: number
    labelled: number
    untimed: number
    absent: readonly string[]
    exact: boolean
  },
): string[] {
  const few = request.minimum ?? defaultMinimum
  const notes: [boolean, string][] = [
    [found.unscored > 0, `${found.unscored} rows lack a score of some class; they are left out.`],
    [
      found.unlabelled > 0,
      `${found.unlabelled} rows have no outcome yet; they are left out of performance.`,
    ],
    [
      found.labelled < few,
      `Only ${found.labelled} rows have scores and an outcome: nothing can be decided on them.`,
    ],
    [
      found.constant.length > 0,
      `All scores are equal in ${found.constant.join(', ')}: the column does not vary.`,
    ],
    [found.absent.length > 0, `Nobody has the class ${found.absent.join(', ')}.`],
    [
      !found.exact,
      'Scores are counted in bins: the AUROC of each class carries its certified bound, the confusion matrix is exact.',
    ],
    [request.time !== undefined && found.untimed > 0, `${found.untimed} rows have no time.`],
    [
      request.baseline === null && request.features.length > 0,
      'Drift of the features needs a baseline.',
    ],
    [true, 'A row counts as the class with its highest score, of equal ones the first named.'],
    [
      request.patient === undefined,
      'Rows are taken as independent; name the patient column where patients repeat.',
    ],
    [
      request.patient !== undefined && !found.exact,
      'Intervals treat rows as independent: patients are told apart up to the exact limit only.',
    ],
  ]
  return notes.filter(([applies]) => applies).map(([, words]) => words)
}
