import {
  type RegressionReport,
  centralLevels,
  regressionSegment,
} from '@primum/core/evaluation/regression-report'
import { openDataset } from './dataset.ts'
import { DatasetError, datasetProblem } from './dataset-error.ts'
import { groupValues } from './group-values.ts'
import { regressionEvidence } from './regression-evidence.ts'
import { checkNumbers, taskColumns } from './task-columns.ts'
import { openBaseline, taskDrift } from './task-drift.ts'
import type { RegressionRequest } from './task-request.ts'
import type { Reader } from './with-reader.ts'

const defaultMinimum = 30

/** Measures predictions that are numbers. Throws RangeError for levels that are none. */
export async function evaluateRegression(
  reader: Reader,
  request: RegressionRequest,
): Promise<RegressionReport> {
  assertLevels(request.quantiles.map(({ level }) => level))
  const { database, step } = reader
  const { prediction, target, quantiles, groups, features, minimum = defaultMinimum } = request
  step('Looking at the file', 0)
  const given = await openDataset(database, request.path)
  const columns = taskColumns(given, [
    ['prediction', prediction],
    ['target', target],
    ...quantiles.map(({ column, level }) => [`quantile ${level}`, column] as const),
    ['time', request.time],
    ['patient', request.patient],
    ...groups.map((name) => ['groups', name] as const),
    ...features.map((name) => ['features', name] as const),
  ])
  if (prediction === target) {
    const message = `The column "${target}" cannot be both the prediction and the target.`
    const where = { column: target }
    throw new DatasetError([datasetProblem('same-column', message, 'Name two columns.', where)])
  }
  const wish = { ...request, outputs: [prediction], label: target }
  const baseline = await openBaseline(database, given, wish)
  const time = request.time === undefined ? null : columns.get(request.time)!
  const numbers = [prediction, target, ...quantiles.map(({ column }) => column)]
  const checked = await checkNumbers(
    database,
    given,
    [...new Set(numbers)].map((name) => columns.get(name)!),
    time,
  )
  step('Reading the columns', 0.2)
  const attributes = await groupValues(
    database,
    given.relation,
    groups.map((name) => columns.get(name)!),
  )
  step('Adding up', 0.4)
  const found = await regressionEvidence(database, given, columns, {
    ...request,
    attributes,
    intervals: centralLevels(quantiles.map(({ level }) => level)),
  })
  const { evidence, unpredicted } = found
  if (unpredicted === checked.rows) {
    const message = `The prediction column "${prediction}" holds no finite number in any row.`
    const remedy = 'Name the column with the predictions.'
    throw new DatasetError([
      datasetProblem('no-predictions', message, remedy, { column: prediction }),
    ])
  }
  step('Comparing with the baseline', 0.6)
  const dataCutoff = checked.to
  const drift =
    baseline === null
      ? null
      : await taskDrift(reader, given, baseline, { ...wish, minimum, dataCutoff })
  const [overall, ...parts] = evidence.map((each) =>
    regressionSegment(each, { baseline: null, dataCutoff }, { minimum }),
  )
  const unlabelled = overall!.n - overall!.labelled
  step('Done', 1)
  return {
    format: 'primum-regression/1',
    dataset: {
      name: given.name,
      rows: checked.rows,
      unpredicted,
      unlabelled,
      from: checked.from,
      to: checked.to,
    },
    overall: overall!,
    groups: parts.filter(({ n }) => n > 0),
    drift,
    notes: notesOf(request, { ...found, unlabelled, labelled: overall!.labelled, ...checked }),
    suppressedBelow: null,
  }
}

function assertLevels(levels: readonly number[]): void {
  levels.forEach((level, index) => {
    const ascends = index === 0 || level > levels[index - 1]!
    if (!(level > 0 && level < 1) || !ascends) {
      throw new RangeError(`quantile ${level} at index ${index}: between 0 and 1, ascending`)
    }
  })
}

function notesOf(
  request: RegressionRequest,
  found: {
    unpredicted: number
    unlabelled: number
    labelled: number
    crossed: number
    withoutPatient: number
    constantPrediction: boolean
    constantTarget: boolean
    untimed: number
  },
): string[] {
  const { unpredicted, unlabelled, labelled, crossed } = found
  const few = request.minimum ?? defaultMinimum
  const notes: [boolean, string][] = [
    [unpredicted > 0, `${unpredicted} rows have no usable prediction; they are left out.`],
    [
      unlabelled > 0,
      `${unlabelled} rows have no outcome (missing, or no finite number); they are left out of performance.`,
    ],
    [
      labelled < few,
      `Only ${labelled} rows have a prediction and an outcome: nothing can be decided on them.`,
    ],
    [found.constantPrediction, 'All predictions are equal: the column does not vary.'],
    [found.constantTarget, 'All outcomes are equal: R² has nothing to explain.'],
    [
      crossed > 0,
      `In ${crossed} rows a lower quantile lies above a higher one; their intervals hold nothing.`,
    ],
    [request.time !== undefined && found.untimed > 0, `${found.untimed} rows have no time.`],
    [
      request.baseline === null && request.features.length > 0,
      'Drift of the features needs a baseline.',
    ],
    [
      request.patient === undefined,
      'Rows are taken as independent; name the patient column where patients repeat.',
    ],
    [
      found.withoutPatient > 0,
      `${found.withoutPatient} rows name no patient; each counts as a patient of its own.`,
    ],
  ]
  return notes.filter(([applies]) => applies).map(([, words]) => words)
}
