import { createReadStream } from 'node:fs'
import type { Readable } from 'node:stream'
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3'
import { PrimumError } from '../errors.ts'
import { contentPath } from './file-store.ts'
import type { ContentKey, FileStore } from './file-store.ts'
import type { S3Config } from './s3-config.ts'

/**
 * Content in a bucket of whatever speaks S3. The name of a content is known before it is sent, so
 * one signed request carries it, with its SHA-256 in the signature: the bucket keeps those very
 * bytes or refuses them, and there is nothing half to remove.
 */
export function s3Files(config: S3Config, onError: (error: unknown) => void) {
  const { bucket: Bucket, endpoint, region, credentials } = config
  const client = new S3Client({
    region,
    ...(endpoint === null ? {} : { endpoint, forcePathStyle: true }),
    ...(credentials === null ? {} : { credentials }),
    // Other checksums than the one in the signature are unknown to many servers.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: { connectionTimeout: 5000, socketTimeout: 60_000 },
  })
  const at = (key: ContentKey) => ({ Bucket, Key: contentPath(key) })
  const asked = async <T>(request: Promise<T>): Promise<T> => {
    try {
      return await request
    } catch (error) {
      if (isMissing(error)) throw error
      onError(error)
      throw unavailable()
    }
  }
  const store: FileStore = {
    place: `the bucket ${Bucket}`,
    put: async (key, { path, size }) => {
      const command = new PutObjectCommand({
        ...at(key),
        Body: createReadStream(path),
        ContentLength: size,
        ContentType: 'application/octet-stream',
      })
      command.middlewareStack.add(
        (next) => (args) => {
          const { headers } = args.request as { headers: Record<string, string> }
          headers['x-amz-content-sha256'] = key.sha256
          return next(args)
        },
        { step: 'build', name: 'signContent' },
      )
      await asked(client.send(command))
    },
    open: async (key) => {
      const answer = await asked(client.send(new GetObjectCommand(at(key)))).catch(nullIfMissing)
      return (answer?.Body as Readable | undefined) ?? null
    },
    has: async (key) =>
      (await asked(client.send(new HeadObjectCommand(at(key)))).catch(nullIfMissing)) !== null,
    remove: async (key) => {
      await asked(client.send(new DeleteObjectCommand(at(key)))).catch(nullIfMissing)
    },
  }
  return {
    store,
    /** Fails where the bucket is not there, or not ours. */
    check: async () => {
      await client.send(new HeadBucketCommand({ Bucket }))
    },
    stop: async () => client.destroy(),
  }
}

function isMissing(error: unknown): boolean {
  const { name } = error as { name?: string }
  return name === 'NoSuchKey' || name === 'NotFound'
}

function nullIfMissing(error: unknown): null {
  if (isMissing(error)) return null
  throw error
}

function unavailable(): PrimumError {
  const message = 'The store of files does not answer; nothing was changed.'
  const reason = { code: 'files-unavailable', message, remedy: 'Try again in a moment.' }
  return new PrimumError('unavailable', message, { reasons: [reason] })
}
