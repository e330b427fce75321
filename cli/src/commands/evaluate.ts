import { writeFile } from 'node:fs/promises'
import { availableParallelism, totalmem } from 'node:os'
import type { Command } from 'commander'
import type { EvaluationReport } from '@primum/core/evaluation/evaluation-report'
import type { MulticlassReport } from '@primum/core/evaluation/multiclass-report'
import type { RegressionReport } from '@primum/core/evaluation/regression-report'
import type { ReviewReport } from '@primum/core/evaluation/review-report'
import { suppressMulticlass } from '@primum/core/evaluation/suppress-multiclass'
import { suppressRegression } from '@primum/core/evaluation/suppress-regression'
import { suppressReport } from '@primum/core/evaluation/suppress-report'
import { suppressReviews } from '@primum/core/evaluation/suppress-reviews'
import type { EvaluateOptions } from '../evaluation/options.ts'
import { addEvaluateOptions } from '../evaluation/options.ts'
import { binaryRequest, taskRequest } from '../evaluation/requests.ts'
import { columnWords, evaluationWords } from '../output/evaluation-words.ts'
import { multiclassWords } from '../output/multiclass-words.ts'
import { openProgress } from '../output/progress.ts'
import { regressionWords } from '../output/regression-words.ts'
import { reviewWords } from '../output/review-words.ts'
import { answer } from '../run.ts'
import type { Answer } from '../run.ts'
import { stopOnSignals } from '../stop-on-signals.ts'

type AnyReport = EvaluationReport | RegressionReport | MulticlassReport | ReviewReport

const about = `Measure a file of predictions: discrimination, calibration, groups, drift.
The file is Parquet, CSV or newline-delimited JSON of any size; no server is needed and nothing leaves this machine. Without --score the columns are listed, with what each could be. Numbers, several classes and reviews of generated texts are measured with --task.`

export function addEvaluateCommand(program: Command): void {
  const command = program
    .command('evaluate <file>')
    .summary('measure a file of predictions')
    .description(about)
  addEvaluateOptions(command).action((file: string, options: EvaluateOptions, given: Command) =>
    runEvaluate(given, file, options),
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
      options.columns === true || namesNothing(options)
        ? listColumns(file, options)
        : measure(file, options, stopping.signal),
    )
  } finally {
    stopping.release()
  }
  const code = stopping.exitCode()
  if (code !== null) process.exitCode = code
}

function namesNothing({ task = 'binary', score, label }: EvaluateOptions): boolean {
  return task === 'binary' && score === undefined && label === undefined
}

async function measure(
  file: string,
  options: EvaluateOptions,
  signal: AbortSignal,
): Promise<Answer> {
  const binary = (options.task ?? 'binary') === 'binary'
  const request = binary ? binaryRequest(file, options) : taskRequest(file, options)
  // Loaded where it is needed: reading Parquet brings a database engine along.
  const { runEvaluation } = await import('@primum/engine/run-evaluation')
  const bar = openProgress(1)
  try {
    const report = await runEvaluation(request, {
      ...limitsOf(options),
      signal,
      onProgress: ({ step, share }) => bar.show(share, step),
    })
    const shown = options.suppress === true ? suppressed(report) : report
    if (options.output !== undefined) {
      await writeFile(options.output, `${JSON.stringify(shown, null, 2)}\n`)
    }
    return { text: wordsOf(shown), json: shown }
  } finally {
    bar.end()
  }
}

function suppressed(report: AnyReport): AnyReport {
  if (report.format === 'primum-regression/1') return suppressRegression(report)
  if (report.format === 'primum-multiclass/1') return suppressMulticlass(report)
  if (report.format === 'primum-reviews/1') return suppressReviews(report)
  return suppressReport(report)
}

function wordsOf(report: AnyReport): string {
  if (report.format === 'primum-regression/1') return regressionWords(report)
  if (report.format === 'primum-multiclass/1') return multiclassWords(report)
  if (report.format === 'primum-reviews/1') return reviewWords(report)
  return evaluationWords(report)
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

function limitsOf({ workers, memory }: EvaluateOptions) {
  const quarter = Math.floor(totalmem() / 4 / 1024 / 1024)
  return {
    workers: workers ?? availableParallelism(),
    memoryMegabytes: memory ?? Math.max(256, Math.min(4096, quarter)),
  }
}
