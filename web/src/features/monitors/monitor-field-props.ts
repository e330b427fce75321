import type { Form } from '../../lib/use-form.ts'
import type { MonitorDraft } from './monitor-draft.ts'

/** What the parts of the form of a monitor share. */
export type MonitorFields = {
  draft: MonitorDraft
  set: Form<MonitorDraft>['set']
  replace: (draft: MonitorDraft) => void
  /** what the server says of a field, of saving it or of trying it */
  errorOf: (name: string) => string | undefined
}
