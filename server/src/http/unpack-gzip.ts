import { Transform } from 'node:stream'
import type { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { PrimumError, invalid } from '../errors.ts'

/**
 * The plain text of a gzipped body. Damage and cut ends are refused in words, and unpacking stops
 * at `limit` bytes: a small body can unpack to a huge one.
 */
export function unpackGzip(payload: Readable, limit: number): Readable {
  const gunzip = createGunzip()
  let unpacked = 0
  const plain = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      unpacked += chunk.length
      if (unpacked <= limit) return done(null, chunk)
      return done(tooLarge(limit))
    },
  })
  gunzip.on('error', () => plain.destroy(damaged()))
  payload.on('error', (error) => plain.destroy(error))
  payload.on('close', () => {
    // A sender who hangs up leaves the unpacker waiting for the rest.
    if (!payload.readableEnded) plain.destroy(damaged())
  })
  plain.on('close', () => {
    payload.unpipe(gunzip)
    gunzip.destroy()
    payload.resume()
  })
  return payload.pipe(gunzip).pipe(plain)
}

function damaged(): PrimumError {
  const message = 'The gzipped body is damaged or cut off; nothing of it was stored.'
  return invalid('content-encoding', message, 'Compress it again and send it whole.')
}

function tooLarge(limit: number): PrimumError {
  const megabytes = limit / (1024 * 1024)
  return new PrimumError('limit-exceeded', `The body unpacks to more than ${megabytes} MiB.`)
}
