import { useRef, useState } from 'react'
import { sendFile } from '../../lib/send-file.ts'
import { refreshEvidence } from './queries.ts'
import type { Evidence } from './queries.ts'
import { uploadPath } from './version-values.ts'
import type { VersionValues } from './version-values.ts'

export type Sending = { name: string; size: number; sent: number }

type VersionSender = {
  /** What is on its way; null while nothing is. */
  sending: Sending | null
  send: (
    evidence: Pick<Evidence, 'id' | 'revision'>,
    file: File,
    values: VersionValues,
  ) => Promise<Evidence>
  cancel: () => void
}

/** Hands a file over as the newest version, tells how far it is, and can break it off. */
export function useSendVersion(): VersionSender {
  const abort = useRef<AbortController | null>(null)
  const [sending, setSending] = useState<Sending | null>(null)
  return {
    sending,
    send: async ({ id, revision }, file, values) => {
      const { name, size } = file
      abort.current = new AbortController()
      setSending({ name, size, sent: 0 })
      addEventListener('beforeunload', warn)
      try {
        const evidence = await sendFile<Evidence>(uploadPath(id, name, values), file, {
          headers: { 'if-match': `"${revision}"` },
          signal: abort.current.signal,
          onProgress: (sent) => setSending({ name, size, sent }),
        })
        await refreshEvidence()
        return evidence
      } finally {
        removeEventListener('beforeunload', warn)
        setSending(null)
      }
    },
    cancel: () => abort.current?.abort(),
  }
}

/** Leaving the page would break the transfer off. */
function warn(event: BeforeUnloadEvent): void {
  event.preventDefault()
}
