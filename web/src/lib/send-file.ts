import { ProblemError } from '@primum/client'
import type { Problem } from '@primum/client'

type Options = {
  /** Bytes that have left, of how many. */
  onProgress: (sent: number) => void
  signal: AbortSignal
  headers?: Record<string, string>
}

/** Sends a file as it is. Only this way does a browser tell how much of it has left. */
export function sendFile<Answer>(path: string, file: File, options: Options): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', path)
    request.setRequestHeader('content-type', 'application/octet-stream')
    for (const [name, value] of Object.entries(options.headers ?? {})) {
      request.setRequestHeader(name, value)
    }
    request.upload.addEventListener('progress', ({ loaded }) => options.onProgress(loaded))
    request.addEventListener('load', () => {
      if (request.status < 300) resolve(JSON.parse(request.responseText) as Answer)
      else reject(problemOf(request))
    })
    request.addEventListener('error', () => reject(noAnswer()))
    request.addEventListener('abort', () => reject(new DOMException('Cancelled', 'AbortError')))
    options.signal.addEventListener('abort', () => request.abort(), { once: true })
    request.send(file)
  })
}

function problemOf({ status, responseText }: XMLHttpRequest): ProblemError {
  try {
    const document = JSON.parse(responseText) as Partial<Problem>
    if (typeof document.detail === 'string') {
      return new ProblemError({ ...document, detail: document.detail })
    }
  } catch {
    // Not JSON: a proxy in between answered.
  }
  return new ProblemError({ status, detail: `The server answered ${status}.` })
}

function noAnswer(): ProblemError {
  return new ProblemError({
    code: 'unavailable',
    title: 'No answer',
    detail: 'The server does not answer. Check the connection and try again.',
  })
}
