import { TextDecoder } from 'node:util'
import { FileRefusal } from './file-refusal.ts'

/** Text in UTF-8, without a byte order mark; refused where it is something else. */
export function decodeText(bytes: Uint8Array): string {
  const text = decoded(bytes)
  if (text !== null && !text.includes('\u0000')) return text
  const remedy = 'Save it as UTF-8; in Excel choose "CSV UTF-8".'
  throw new FileRefusal('The file is no text in UTF-8.', remedy)
}

function decoded(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}
