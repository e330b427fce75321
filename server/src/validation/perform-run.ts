import { DatasetError } from '@primum/engine/dataset-error'
import type { DatasetProblem } from '@primum/engine/dataset-error'
import type { EvaluationReport } from '@primum/core/evaluation/evaluation-report'
import { runEvaluation } from '@primum/engine/run-evaluation'
import { Context, systemActor } from '../context.ts'
import type { Services } from '../context.ts'
import { loadAiSystem } from '../features/ai-systems/load-ai-system.ts'
import { failRun } from '../features/validation/fail-run.ts'
import { finishRun } from '../features/validation/finish-run.ts'
import { removeUpload } from '../features/validation/remove-upload.ts'
import { type Run, loadRun } from '../features/validation/runs.ts'
import { loadProtocol } from '../features/validation/store.ts'
import { loadUploadRow } from '../features/validation/uploads.ts'
import { named } from './dataset-words.ts'
import { type ClaimedRun, giveBack, mostAttempts, noteProgress } from './run-claims.ts'
import { writeSilentRows } from './silent-rows.ts'
import { removeUpload as removeFile, uploadPath } from './upload-files.ts'

/** The server stops, so the run goes back to the queue. */
export const serverStops = Symbol('the server stops')

const noteEveryMilliseconds = 500

type File = { path: string; fileName: string }
type Work = { file: File; baseline: File | null }

/** Carries a claimed run out to its end, whatever that is. */
export async function performRun(
  services: Services,
  claimed: ClaimedRun & { worker: string },
  abort: AbortController,
  onError: (error: unknown) => void,
): Promise<void> {
  const ctx = new Context({
    services,
    organizationId: claimed.organizationId,
    actor: systemActor,
    asker: { kind: 'system' },
  })
  const { id: runId, worker } = claimed
  const fail = (problems: DatasetProblem[]) => failRun(ctx, { runId, worker, problems })
  if (claimed.attempts > mostAttempts) {
    await fail([gaveUp(claimed.attempts - 1)])
    return
  }
  const noting = noteWhileRunning(services, claimed, abort, onError)
  try {
    const run = await loadRun(ctx, runId)
    const report = await measure(ctx, run, { signal: abort.signal, onProgress: noting.set })
    await noting.stop()
    if ((await finishRun(ctx, { runId, worker, report })) !== null) await cleanUp(ctx, run)
  } catch (error) {
    await noting.stop()
    if (abort.signal.reason === serverStops) return await giveBack(services.db, claimed)
    // Cancelled, or taken up by another worker: the record says so already.
    if (abort.signal.aborted) return
    if (error instanceof DatasetError) await fail([...error.problems])
    else {
      onError(error)
      await fail([unexpected()])
    }
  }
}

async function measure(
  ctx: Context,
  run: Run,
  limits: {
    signal: AbortSignal
    onProgress: (progress: { step: string; share: number }) => void
  },
): Promise<EvaluationReport> {
  const { validation } = ctx.services
  const protocol = await loadProtocol(ctx, run.protocol.id)
  const work = await prepare(ctx, run, limits)
  const files = work.baseline === null ? [work.file] : [work.file, work.baseline]
  try {
    const { groups, features, ...single } = run.roles
    const given = Object.entries(single).filter(([, name]) => name !== undefined)
    const report = await runEvaluation(
      {
        path: work.file.path,
        roles: { ...(Object.fromEntries(given) as Single), groups, features },
        thresholds: run.thresholds,
        aggregation: protocol.unit.aggregation,
        baseline: work.baseline?.path ?? null,
        // Only a file can be compared with another; a silent run has no baseline.
        ...(work.baseline === null
          ? {}
          : { baselineName: work.baseline.fileName, multivariate: {} }),
      },
      {
        workers: validation.workers,
        memoryMegabytes: validation.memoryMegabytes,
        // Beside the uploads, which the disk was chosen for; patients' data stay in the data folder.
        temporaryFolder: validation.uploadsFolder,
        ...limits,
      },
    )
    return { ...report, dataset: { ...report.dataset, name: work.file.fileName } }
  } catch (error) {
    if (error instanceof DatasetError) throw new DatasetError(named(error.problems, files))
    throw error
  } finally {
    if (run.silent !== null) await removeFile(work.file.path)
  }
}

type Single = { score: string; label: string }

async function prepare(ctx: Context, run: Run, limits: { signal: AbortSignal }): Promise<Work> {
  const fileOf = async (id: string): Promise<File> => {
    const row = await loadUploadRow(ctx, id)
    const path = uploadPath(ctx.services.validation, ctx.organizationId, row.stored_name)
    return { path, fileName: row.file_name }
  }
  if (run.silent === null) {
    return {
      file: await fileOf(run.upload?.id ?? ''),
      baseline: run.baselineUpload === null ? null : await fileOf(run.baselineUpload.id),
    }
  }
  const system = await loadAiSystem(ctx, run.aiSystemId)
  const { from, to } = run.silent
  const name = `silent-${run.id}.ndjson`
  const path = uploadPath(ctx.services.validation, ctx.organizationId, name)
  await writeSilentRows(ctx, path, {
    aiSystemId: run.aiSystemId,
    versionId: run.version.id,
    from,
    to,
    groups: run.roles.groups,
    absenceIsNegative: system.labelPolicy === 'absence-is-negative',
    signal: limits.signal,
  })
  return {
    file: { path, fileName: `predictions of ${run.version.label}, ${from} to ${to}` },
    baseline: null,
  }
}

/** A done run needs its files no more; after a failure they stay a day, for other roles. */
async function cleanUp(ctx: Context, run: Run): Promise<void> {
  for (const file of [run.upload, run.baselineUpload]) {
    if (file !== null) await removeUpload(ctx, file.id, 'the run it was for is done')
  }
}

/** Twice a second at most: how far it is, and whether it is still wanted. */
function noteWhileRunning(
  services: Services,
  run: { id: string; worker: string },
  abort: AbortController,
  onError: (error: unknown) => void,
) {
  let progress = { step: 'Starting', share: 0 }
  let noting: Promise<void> = Promise.resolve()
  let busy = false
  const note = async () => {
    const mine = await noteProgress(services.db, run, progress)
    if (!mine) abort.abort(new Error('the run is not wanted any more'))
  }
  const timer = setInterval(() => {
    if (busy) return
    busy = true
    noting = note()
      .catch(onError)
      .finally(() => (busy = false))
  }, noteEveryMilliseconds)
  return {
    set: (next: { step: string; share: number }) => (progress = next),
    stop: async () => {
      clearInterval(timer)
      await noting
    },
  }
}

function problem(code: string, message: string, remedy: string): DatasetProblem {
  return { code, column: null, row: null, message, remedy }
}

function gaveUp(attempts: number): DatasetProblem {
  const message = `The server stopped ${attempts} times while it worked on this run.`
  return problem('run-interrupted', message, 'Give the server more memory, or send a sample.')
}

function unexpected(): DatasetProblem {
  const message = 'The run ended unexpectedly; the server’s log says more.'
  return problem('run-ended-unexpectedly', message, 'Start it again, or ask the administrator.')
}
