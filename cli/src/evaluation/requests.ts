import type { EvaluationRequest } from '@primum/engine/evaluation-request'
import type {
  MulticlassRequest,
  RegressionRequest,
  ReviewRequest,
  TaskRequest,
} from '@primum/engine/task-request'
import { UsageError } from '../usage-error.ts'
import type { EvaluateOptions } from './options.ts'
import { optionsOfTask } from './options.ts'

const findings = ['omission', 'hallucination', 'harm', 'refusal', 'escalation'] as const

/** Scores of one outcome. Throws UsageError where a column is not named. */
export function binaryRequest(file: string, options: EvaluateOptions): EvaluationRequest {
  refuseOthers(options)
  const { time, eventTime, encounter, patient, aggregate } = options
  return {
    path: file,
    roles: {
      score: needed(file, options, 'score'),
      label: needed(file, options, 'label'),
      ...(time !== undefined && { time }),
      ...(eventTime !== undefined && { eventTime }),
      ...(encounter !== undefined && { encounter }),
      ...(patient !== undefined && { patient }),
      groups: options.groups ?? [],
      features: options.features ?? [],
    },
    thresholds: [...new Set(options.threshold ?? [0.5])].toSorted((a, b) => a - b),
    aggregation: aggregate ?? (encounter === undefined ? 'none' : 'max'),
    baseline: options.baseline ?? null,
    ...(options.minimum !== undefined && { minimum: options.minimum }),
    ...(options.multivariate === true && { multivariate: {} }),
  }
}

/** Anything else. Throws UsageError where a column is not named, or one that the task has no use for. */
export function taskRequest(file: string, options: EvaluateOptions): TaskRequest {
  refuseOthers(options)
  if (options.task === 'regression') return regressionRequest(file, options)
  if (options.task === 'multiclass') return multiclassRequest(file, options)
  return reviewRequest(file, options)
}

function regressionRequest(file: string, options: EvaluateOptions): RegressionRequest {
  const quantiles = (options.quantiles ?? []).map(({ name, column }) => ({
    level: levelOf(name),
    column,
  }))
  const levels = quantiles.map(({ level }) => level)
  const twice = levels.find((level, index) => levels.indexOf(level) !== index)
  if (twice !== undefined) throw new UsageError(`The quantile ${twice} is named twice.`)
  return {
    task: 'regression',
    ...shared(file, options),
    ...drift(options),
    ...ofPatients(options),
    prediction: needed(file, options, 'prediction'),
    target: needed(file, options, 'target'),
    quantiles: quantiles.toSorted((a, b) => a.level - b.level),
  }
}

function multiclassRequest(file: string, options: EvaluateOptions): MulticlassRequest {
  const classes = (options.scores ?? []).map(({ name, column }) => ({ category: name, column }))
  const categories = classes.map(({ category }) => category)
  if (new Set(categories).size < 2 || new Set(categories).size < categories.length) {
    throw new UsageError(
      '--scores needs two classes or more, each once.',
      'For example: --scores low=p_low,medium=p_medium,high=p_high',
    )
  }
  return {
    task: 'multiclass',
    ...shared(file, options),
    ...drift(options),
    ...ofPatients(options),
    classes,
    label: needed(file, options, 'label'),
  }
}

function reviewRequest(file: string, options: EvaluateOptions): ReviewRequest {
  const { rating, draft, signed } = options
  const given = findings.filter((name) => options[name] !== undefined)
  if ((draft === undefined) !== (signed === undefined)) {
    throw new UsageError('--draft and --signed go together.', 'Name both columns, or neither.')
  }
  const texts = draft === undefined || signed === undefined ? null : { draft, signed }
  if (given.length === 0 && rating === undefined && texts === null) {
    throw new UsageError(
      'Nothing to measure is named.',
      `Name --rating, --${findings.join(', --')}, or --draft with --signed.`,
    )
  }
  return {
    task: 'reviews',
    ...shared(file, options),
    ...ofPatients(options),
    rater: needed(file, options, 'rater'),
    item: needed(file, options, 'item'),
    ...(rating !== undefined && { rating }),
    findings: Object.fromEntries(given.map((name) => [name, options[name]!])),
    ...(texts !== null && { texts }),
  }
}

function shared(path: string, { groups = [], time, minimum }: EvaluateOptions) {
  return {
    path,
    groups,
    ...(time !== undefined && { time }),
    ...(minimum !== undefined && { minimum }),
  }
}

function ofPatients({ patient }: EvaluateOptions) {
  return patient === undefined ? {} : { patient }
}

function drift({ features = [], baseline = undefined, multivariate }: EvaluateOptions) {
  return {
    features,
    baseline: baseline ?? null,
    ...(multivariate === true && { multivariate: {} }),
  }
}

function needed(
  file: string,
  options: EvaluateOptions,
  name: 'score' | 'label' | 'prediction' | 'target' | 'rater' | 'item',
): string {
  const value = options[name]
  if (value !== undefined) return value
  throw new UsageError(
    `--${name} is missing.`,
    `"primum evaluate --columns ${file}" lists the columns with what each could be.`,
  )
}

function refuseOthers(options: EvaluateOptions): void {
  const { task = 'binary' } = options
  const allowed: readonly string[] = optionsOfTask[task]
  const other = Object.keys(options).find((name) => !allowed.includes(name))
  if (other === undefined) return
  const flag = `--${other.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
  throw new UsageError(
    `${flag} means nothing for --task ${task}.`,
    'Leave it out, or choose another task: --help lists what belongs to which.',
  )
}

/** q10, p90, 0.1 and 10% are levels of quantiles. */
function levelOf(name: string): number {
  const percent = /^[qp](\d+(?:\.\d+)?)$|^(\d+(?:\.\d+)?)\s*%$/i.exec(name)
  const level = percent === null ? Number(name) : Number(percent[1] ?? percent[2]) / 100
  if (level > 0 && level < 1) return level
  throw new UsageError(`"${name}" is no quantile.`, 'Write q10 or 0.1 for the tenth percentile.')
}
