import { ProblemError } from '@primum/client'
import { t } from '../../lib/messages/messages.ts'

/** What is said of a file that is handed over; days and the note are empty where not said. */
export type VersionValues = {
  file: File | null
  effectiveFrom: string
  effectiveUntil: string
  note: string
}

export const emptyVersion: VersionValues = {
  file: null,
  effectiveFrom: '',
  effectiveUntil: '',
  note: '',
}

/** Where a file goes, with what is said of it; what is not said is left to the server. */
export function uploadPath(id: string, fileName: string, values: VersionValues): string {
  const { effectiveFrom, effectiveUntil, note } = values
  const said = Object.entries({ fileName, effectiveFrom, effectiveUntil, note: note.trim() })
  const query = new URLSearchParams(said.filter(([, value]) => value !== ''))
  return `/api/v1/evidence/${id}/versions?${query}`
}

/** The file of a form that cannot do without one. */
export function requiredFile({ file }: VersionValues): File {
  if (file !== null) return file
  const message = t('evidence.fileMissing')
  throw new ProblemError({ detail: message, errors: [{ path: 'body', message }] })
}
