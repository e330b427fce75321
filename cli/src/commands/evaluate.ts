import { writeFile } from 'node:fs/promises'
import { availableParallelism, totalmem } from 'node:os'
import type { Command } from 'commander'
import { InvalidArgumentError, Option } from 'commander'
import { suppressReport } from '@primum/core/evaluation/suppress-report'
import type { EvaluationRequest } from '@primum/engine/evaluation-request'
import { columnWords, evaluationWords } from '../output/evaluation-words.ts'
import { openProgress } from '../output/progress.ts'
import { answer } from '../run.ts'
import type { Answer } from '../run.ts'
import { stopOnSignals } from '../stop-on-signals.ts'
import { UsageError } from '../usage-error.ts'

const aggregations = ['max', 'first', 'last', 'last-before-event', 'none'] as const

type EvaluateOptions = {
  columns?: boolean
  score?: string
  label?: string
  time?: string
  eventTime?: string
  encounter?: string
  aggregate?: (typeof aggregations)[number]
  patient?: string
  groups?: string[]
  threshold?: number[]
  baseline?: string
  features?: string[]
  minimum?: number
  workers?: number
  memory?: number
  suppress?: boolean
  output?: string
}

const about = `Measure a file of predictions: discrimination, calibration, groups, drift.
The file is Parquet, CSV or newline-delimited JSON of any size; no server is needed and nothing
leaves this machine. Without --score the columns are listed, with what each could be.`

export function addEvaluateCommand(program: Command): void {
  program
    .command('evaluate <file>')
    .summary('measure a file of predictions')
    .description(about)
    .option('--columns', 'list the columns with what each could be, and measure nothing')
    .option('--score <column>', 'what the model said')
    .option('--label <column>', 'what happened: 1, 0, or empty where it is not known')
    .option('--time <column>', 'when the prediction was made')
    .option('--event-time <column>', 'when the outcome happened')
    .option('--encounter <column>', 'several rows are one encounter: one of them stands for it')
    .addOption(
      new Option('--aggregate <way>', 'which row (default: max with --encounter)').choices(
        aggregations,
      ),
    )
    .option('--patient <column>', 'patients who come again, for intervals that know of it')
    .option('--groups <columns>', 'columns to compare groups by, with commas', list)
    .option(
      '--threshold <number>',
      'flag from this score on; repeatable (default: 0.5)',
      thresholds,
    )
    .option('--baseline <file>', 'a file to measure drift against')
    .option('--features <columns>', 'columns to measure the drift of, with commas', list)
    .option('--minimum <n>', 'least sample to decide on (default: 30)', whole)
    .option('--workers <n>', 'threads that count (default: one per core)', whole)
    .option('--memory <MB>', 'memory of the reader (default: a quarter of the machine)', whole)
    .option('--suppress', 'hide counts of 1 to 10 people and what would reveal them')
    .option('--output <file>', 'write the report as JSON to a file as well')
    .action((file: string, options: EvaluateOptions, command: Command) =>
      runEvaluate(command, file, options),
    )
}

async function runEvaluate(
  command: Command,
  file: string,
  options: EvaluateOptions,
): Promise<void> {
  const stopping = stopOnSignals()
  try {
    await answer(command, () =>
      options.columns === true || (options.score === undefined && options.label === undefined)
        ? listColumns(file, options)
        : measure(file, options, stopping.signal),
    )
  } finally {
    stopping.release()
  }
  const code = stopping.exitCode()
  if (code !== null) process.exitCode = code
}

async function measure(
  file: string,
  options: EvaluateOptions,
  signal: AbortSignal,
): Promise<Answer> {
  const request = requestOf(file, options)
  // Loaded where it is needed: reading Parquet brings a database engine along.
  const { runEvaluation } = await import('@primum/engine/run-evaluation')
  const bar = openProgress(1)
  try {
    const report = await runEvaluation(request, {
      ...limitsOf(options),
      signal,
      onProgress: ({ step, share }) => bar.show(share, step),
    })
    const shown = options.suppress === true ? suppressReport(report) : report
    if (options.output !== undefined) {
      await writeFile(options.output, `${JSON.stringify(shown, null, 2)}\n`)
    }
    return { text: evaluationWords(shown), json: shown }
  } finally {
    bar.end()
  }
}

async function listColumns(file: string, options: EvaluateOptions): Promise<Answer> {
  const { describeDataset } = await import('@primum/engine/describe-dataset')
  const { suggestRoles } = await import('@primum/engine/suggest-roles')
  const { workers, memoryMegabytes } = limitsOf(options)
  const description = await describeDataset(file, { threads: workers, memoryMegabytes })
  const suggestions = suggestRoles(description)
  return {
    text: columnWords(file, description, suggestions),
    json: { ...description, suggestions },
  }
}

function requestOf(file: string, options: EvaluateOptions): EvaluationRequest {
  const { score, label, time, eventTime, encounter, patient, aggregate, minimum } = options
  if (score === undefined || label === undefined) {
    throw new UsageError(
      `--${score === undefined ? 'score' : 'label'} is missing.`,
      `"primum evaluate --columns ${file}" lists the columns with what each could be.`,
    )
  }
  return {
    path: file,
    roles: {
      score,
      label,
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
    ...(minimum !== undefined && { minimum }),
  }
}

function limitsOf({ workers, memory }: EvaluateOptions) {
  const quarter = Math.floor(totalmem() / 4 / 1024 / 1024)
  return {
    workers: workers ?? availableParallelism(),
    memoryMegabytes: memory ?? Math.max(256, Math.min(4096, quarter)),
  }
}

function list(text: string, before: string[] = []): string[] {
  const names = text.split(',').map((name) => name.trim())
  return [...before, ...names.filter((name) => name !== '')]
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
