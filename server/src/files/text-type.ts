import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { TextDecoder } from 'node:util'
import { endingOfName } from '@primum/core/evidence/file-name'
import { mediaTypeOfEnding } from '@primum/core/evidence/media-types'
import { refusedFile } from './refused-file.ts'

/** Control characters that no text has; tabs and ends of lines and pages are none of them. */
const unwritten = /[^\P{Cc}\t\n\v\f\r\x80-\x9f]/u

/** Whether all of a file is UTF-8 text. Only one that is gets read to its end. */
export async function isText(path: string): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for await (const chunk of createReadStream(path)) {
      if (unwritten.test(decoder.decode(chunk as Buffer, { stream: true }))) return false
    }
    decoder.decode()
    return true
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return false
    throw error
  }
}

const textTypes = [
  'text/markdown',
  'text/csv',
  'application/json',
  'application/yaml',
  'application/xml',
  'message/rfc822',
]

/** JSON beyond this is believed by its first character. */
const parsedBytes = 16 * 1024 * 1024

/**
 * What a text is: the kind of text that its name says, where it is written like one, and else plain
 * text. `head` is its beginning. What a browser or a shell would run is refused.
 */
export async function textType(
  file: { path: string; size: number; head: string },
  fileName: string,
): Promise<string> {
  const head = file.head.replace(/^\uFEFF/, '').trimStart()
  refuseRunnable(head)
  const named = mediaTypeOfEnding(endingOfName(fileName)) ?? 'text/plain'
  if (!textTypes.includes(named)) return 'text/plain'
  const fits =
    named === 'application/json'
      ? await isJson(file, head)
      : named === 'application/xml'
        ? head.startsWith('<')
        : named !== 'message/rfc822' || isMail(head)
  return fits ? named : 'text/plain'
}

function refuseRunnable(head: string): void {
  if (head.startsWith('#!')) {
    const message = 'The file is a script: it says with which program to run it.'
    throw refusedFile('script', message, 'Hand over a document about it.')
  }
  const start = head.replace(/^(?:<\?xml[^>]*>|<!--[\s\S]*?-->|<!doctype\s+svg[^>]*>|\s)+/i, '')
  const svg = /^<(?:[a-z]+:)?svg[\s>]/i.test(start)
  const page = /^<(?:!doctype\s+html|html|head|body|script|iframe|object|embed|meta|link)[\s>/]/i
  if (!svg && !page.test(start)) return
  const message = `The file is ${svg ? 'an SVG picture' : 'a web page'}, which a browser would run.`
  throw refusedFile('web-page', message, 'Print it to PDF, and hand that over.')
}

async function isJson({ path, size }: { path: string; size: number }, head: string) {
  if (size > parsedBytes) return /^[[{]/.test(head)
  try {
    JSON.parse((await readFile(path, 'utf8')).replace(/^\uFEFF/, ''))
    return true
  } catch {
    return false
  }
}

/** A mail begins with its headers, two of which every one has. */
function isMail(head: string): boolean {
  const headers = head.split(/\r?\n\r?\n/)[0] ?? ''
  return (
    /^[\x21-\x39\x3b-\x7e]+:/.test(head) && /^from:/im.test(headers) && /^date:/im.test(headers)
  )
}
