import { plural, t } from '../../lib/messages/messages.ts'
import type { ControlTestRun } from './test-queries.ts'

/** What was looked at, in a sentence; nothing where no sample was named. */
export function countsWords({ ok, notOk, undecided }: ControlTestRun['counts']): string {
  const total = ok + notOk + undecided
  if (total === 0) return ''
  const parts = [
    t('test.ofTotal', { ok, total }),
    ...(notOk === 0 ? [] : [plural(notOk, 'test.notOk.one', 'test.notOk.other')]),
    ...(undecided === 0 ? [] : [t('test.undecided', { count: undecided })]),
  ]
  return `${parts.join(', ')}.`
}
