import type { Readable } from 'node:stream'
import { mostFrameworkBytes } from '@primum/engine/framework-files/read-framework-file'
import { countWords } from '@primum/core/shared/count-words'
import { PrimumError, invalid } from '../../errors.ts'
import type { SentUpload } from '../../validation/upload-scope.ts'

/** The bytes of a framework's file. One that is too large is refused without being read to its end. */
export async function gatherFile({ announcedBytes, body }: SentUpload): Promise<Buffer> {
  if ((announcedBytes ?? 0) > mostFrameworkBytes) throw tooLarge()
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of pieces(body())) {
    size += chunk.length
    if (size > mostFrameworkBytes) throw tooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

async function* pieces(body: Readable): AsyncGenerator<Buffer> {
  try {
    // Destroying the body would cut the connection that the refusal has to travel on.
    for await (const chunk of body.iterator({ destroyOnReturn: false })) yield chunk as Buffer
  } catch {
    throw invalid('body', 'The upload was cut off; nothing was kept.', 'Send the whole file.')
  }
}

function tooLarge(): PrimumError {
  const message = `The file is larger than the ${countWords(mostFrameworkBytes)} bytes of a framework.`
  const remedy = 'Hand over its rows alone, without pictures and other sheets.'
  return new PrimumError('limit-exceeded', message, {
    reasons: [{ code: 'file-too-large', message, remedy }],
  })
}
