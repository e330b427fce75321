import type { ProblemError, Schemas } from '@primum/client'
import { useSyncExternalStore } from 'react'
import { t } from '../../lib/messages/messages.ts'
import { refresh } from '../../lib/refresh.ts'
import { sendFile } from '../../lib/send-file.ts'
import { asProblem } from '../../lib/use-form.ts'
import { notifyDone } from '../../ui/notify.ts'

type Upload = Schemas['DatasetUpload']

export type UploadState = {
  name: string
  size: number
  sent: number
  phase: 'sending' | 'done' | 'failed'
  problem: ProblemError | null
  uploadId: string | null
}

/** What is on its way, by protocol: it goes on while the person looks at another page. */
const states = new Map<string, UploadState>()
const aborts = new Map<string, AbortController>()
const listeners = new Set<() => void>()

function put(protocolId: string, state: UploadState | null): void {
  if (state === null) states.delete(protocolId)
  else states.set(protocolId, state)
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useUpload(protocolId: string): UploadState | null {
  return useSyncExternalStore(subscribe, () => states.get(protocolId) ?? null)
}

export async function startUpload(protocolId: string, path: string, file: File): Promise<void> {
  const abort = new AbortController()
  aborts.set(protocolId, abort)
  const begun = { name: file.name, size: file.size, sent: 0, problem: null, uploadId: null }
  put(protocolId, { ...begun, phase: 'sending' })
  addEventListener('beforeunload', warn)
  try {
    const upload = await sendFile<Upload>(path, file, {
      signal: abort.signal,
      onProgress: (sent) => put(protocolId, { ...begun, sent, phase: 'sending' }),
    })
    await refresh('validation')
    put(protocolId, { ...begun, sent: file.size, phase: 'done', uploadId: upload.id })
    notifyDone(t('upload.done', { name: file.name }))
  } catch (error) {
    const cancelled = error instanceof DOMException && error.name === 'AbortError'
    const failed = { ...begun, phase: 'failed' as const, problem: asProblem(error) }
    put(protocolId, cancelled ? null : failed)
  } finally {
    aborts.delete(protocolId)
    if (aborts.size === 0) removeEventListener('beforeunload', warn)
  }
}

export function cancelUpload(protocolId: string): void {
  aborts.get(protocolId)?.abort()
}

export function dismissUpload(protocolId: string): void {
  put(protocolId, null)
}

/** Leaving the page would break the transfer off. */
function warn(event: BeforeUnloadEvent): void {
  event.preventDefault()
}
