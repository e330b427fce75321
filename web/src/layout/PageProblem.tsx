import { t } from '../lib/messages/messages.ts'
import { asProblem } from '../lib/use-form.ts'
import { ProblemAlert } from '../ui/ProblemAlert.tsx'
import { OpenFrame } from './OpenFrame.tsx'

/** A page that could not be shown at all: the words of the problem, and another try. */
export function PageProblem({ error }: { error: unknown }) {
  return (
    <OpenFrame title={t('problem.title')}>
      <ProblemAlert problem={asProblem(error)} onRetry={() => globalThis.location.reload()} />
    </OpenFrame>
  )
}
