import type { Command } from 'commander'
import { InvalidArgumentError, Option } from 'commander'

export const aggregations = ['max', 'first', 'last', 'last-before-event', 'none'] as const
export const tasks = ['binary', 'regression', 'multiclass', 'reviews'] as const
export type Task = (typeof tasks)[number]

/** A name with the column that holds it: `A=score_a`. */
export type NamedColumn = { name: string; column: string }

export type EvaluateOptions = {
  columns?: boolean
  task?: Task
  time?: string
  groups?: string[]
  baseline?: string
  features?: string[]
  multivariate?: boolean
  minimum?: number
  score?: string
  label?: string
  eventTime?: string
  encounter?: string
  aggregate?: (typeof aggregations)[number]
  patient?: string
  threshold?: number[]
  suppress?: boolean
  prediction?: string
  target?: string
  quantiles?: NamedColumn[]
  scores?: NamedColumn[]
  rater?: string
  item?: string
  rating?: string
  omission?: string
  hallucination?: string
  harm?: string
  refusal?: string
  escalation?: string
  draft?: string
  signed?: string
  workers?: number
  memory?: number
  output?: string
}

const everywhere = ['columns', 'task', 'workers', 'memory', 'output'] as const
const shared = [...everywhere, 'time', 'groups', 'minimum', 'suppress'] as const
const drift = ['baseline', 'features', 'multivariate'] as const

/** What each task can be told; anything else would be passed over without a word. */
export const optionsOfTask: Record<Task, readonly (keyof EvaluateOptions)[]> = {
  binary: [
    ...shared,
    ...drift,
    ...(['score', 'label', 'eventTime', 'encounter', 'aggregate'] as const),
    ...(['patient', 'threshold'] as const),
  ],
  regression: [...shared, ...drift, 'patient', 'prediction', 'target', 'quantiles'],
  multiclass: [...shared, ...drift, 'patient', 'scores', 'label'],
  reviews: [
    ...shared,
    ...(['rater', 'item', 'rating', 'omission', 'hallucination', 'harm', 'refusal'] as const),
    ...(['escalation', 'draft', 'signed', 'patient'] as const),
  ],
}

export function addEvaluateOptions(command: Command): Command {
  return command
    .option('--columns', 'list the columns with what each could be, and measure nothing')
    .addOption(new Option('--task <kind>', 'what is measured (default: binary)').choices(tasks))
    .option('--time <column>', 'when the prediction was made')
    .option('--groups <columns>', 'columns to compare groups by, with commas', list)
    .option('--baseline <file>', 'a file to measure drift against')
    .option('--features <columns>', 'columns to measure the drift of, with commas', list)
    .option('--multivariate', 'drift of the features together as well, on 10,000 rows of each file')
    .option('--patient <column>', 'patients who come again, for intervals that know of it')
    .option('--suppress', 'hide counts of 1 to 10 people and what would reveal them')
    .option('--minimum <n>', 'least sample to decide on (default: 30)', whole)
    .option('--workers <n>', 'threads that count (default: one per core)', whole)
    .option('--memory <MB>', 'memory of the reader (default: a quarter of the machine)', whole)
    .option('--output <file>', 'write the report as JSON to a file as well')
    .optionsGroup('One outcome that happens or not (--task binary):')
    .option('--score <column>', 'what the model said')
    .option('--label <column>', 'what happened: 1, 0, or empty where it is not known')
    .option('--event-time <column>', 'when the outcome happened')
    .option('--encounter <column>', 'several rows are one encounter: one of them stands for it')
    .addOption(
      new Option('--aggregate <way>', 'which row (default: max with --encounter)').choices(
        aggregations,
      ),
    )
    .option(
      '--threshold <number>',
      'flag from this score on; repeatable (default: 0.5)',
      thresholds,
    )
    .optionsGroup('Predictions that are numbers (--task regression):')
    .option('--prediction <column>', 'the predicted number')
    .option('--target <column>', 'the number it turned out to be')
    .option('--quantiles <list>', 'predicted quantiles: q10=COLUMN,q90=COLUMN', namedColumns)
    .optionsGroup('One of several classes (--task multiclass), with --label for what it was:')
    .option('--scores <list>', 'a score for each class: CLASS=COLUMN,CLASS=COLUMN', namedColumns)
    .optionsGroup('What people found in generated texts (--task reviews):')
    .option('--rater <column>', 'who reviewed')
    .option('--item <column>', 'what was reviewed')
    .option('--rating <column>', '1 to 5, 5 being best')
    .option('--omission <column>', 'something is missing: 1, 0, or empty where not judged')
    .option('--hallucination <column>', 'something is made up')
    .option('--harm <column>', 'it could do harm')
    .option('--refusal <column>', 'the system refused to answer')
    .option('--escalation <column>', 'it was handed to a person')
    .option('--draft <column>', 'the text that was generated')
    .option('--signed <column>', 'the text that was signed')
}

function list(text: string, before: string[] = []): string[] {
  const names = text.split(',').map((name) => name.trim())
  return [...before, ...names.filter((name) => name !== '')]
}

function namedColumns(text: string, before: NamedColumn[] = []): NamedColumn[] {
  const found = list(text).map((each) => {
    const place = each.indexOf('=')
    return { name: each.slice(0, place).trim(), column: each.slice(place + 1).trim() }
  })
  const complete = found.every(({ name, column }) => name !== '' && column !== '')
  if (found.length > 0 && complete && list(text).every((each) => each.includes('='))) {
    return [...before, ...found]
  }
  throw new InvalidArgumentError('Give NAME=COLUMN, or several with commas.')
}

function thresholds(text: string, before: number[] = []): number[] {
  const found = list(text).map(Number)
  if (found.length > 0 && found.every(Number.isFinite)) return [...before, ...found]
  throw new InvalidArgumentError('Give a number, or several with commas.')
}

function whole(text: string): number {
  const value = Number(text)
  if (Number.isSafeInteger(value) && value >= 1) return value
  throw new InvalidArgumentError('Give a whole number of 1 or more.')
}
