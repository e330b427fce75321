import type { ProblemError } from '@primum/client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { asProblem, fieldError } from '../../lib/use-form.ts'
import type { Version } from '../versions/queries.ts'
import { toMonitor } from './monitor-draft.ts'
import type { MonitorDraft } from './monitor-draft.ts'
import { tryMonitor } from './monitor-queries.ts'
import type { MonitorSimulation } from './monitor-queries.ts'

export type Trial = {
  changeAt: string
  setChangeAt: (day: string) => void
  run: () => void
  busy: boolean
  problem: ProblemError | null
  errorOf: (name: string) => string | undefined
  found: (MonitorSimulation & { changeAt: string }) | null
  /** the form asks for something else by now */
  outdated: boolean
}

/** Tries the settings of a form on the history of a version. */
export function useMonitorTrial(aiSystemId: string, version: Version, draft: MonitorDraft): Trial {
  const [changeAt, setChangeAt] = useState('')
  const asked = JSON.stringify([draft, changeAt])
  const trial = useMutation({
    mutationFn: async () => {
      const monitor = toMonitor(draft, version)
      const found = await tryMonitor(aiSystemId, monitor, { versionId: version.id, changeAt })
      return { found: { ...found, changeAt }, asked }
    },
  })
  const problem = trial.error === null ? null : asProblem(trial.error)
  return {
    changeAt,
    setChangeAt,
    run: () => trial.mutate(),
    busy: trial.isPending,
    problem,
    errorOf: (name) => fieldError(problem, name),
    found: trial.data?.found ?? null,
    outdated: trial.data !== undefined && !sameTrial(trial.data.asked, asked),
  }
}

/** Whether it is watched, what follows and how it is called change nothing in a trial. */
function sameTrial(a: string, b: string): boolean {
  const bare = (text: string) => {
    const [{ enabled: _on, action: _action, explanation: _words, ...draft }, day] = JSON.parse(
      text,
    ) as [MonitorDraft, string]
    return JSON.stringify([draft, day])
  }
  return bare(a) === bare(b)
}
