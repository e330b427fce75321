import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3'
import type { S3Config } from '../src/files/s3-config.ts'
import {
  freePorts,
  giveTo,
  killProcess,
  serverFolder,
  spawnGuarded,
  unprivileged,
  untilAnswering,
} from './guarded-process.ts'
import { ensureS3Proxy } from './s3-package.ts'

const credentials = { accessKeyId: 'primum', secretAccessKey: 'a secret that only tests know' }

export type S3Server = {
  /** of a bucket that is there and empty */
  config: S3Config
  /** where that bucket's objects lie as files */
  bucketFolder: string
  stop: () => Promise<void>
}

/** A real S3-compatible server on a free port of the loopback; or why this machine has none. */
export async function startS3Server(): Promise<S3Server | { reason: string }> {
  const program = ensureS3Proxy()
  if ('reason' in program) return program
  const [port = 0] = await freePorts(1)
  const account = unprivileged('nobody')
  const { folder, remove } = serverFolder('s3')
  const [data, jars, settings] = ['data', 'jars', 's3proxy.conf'].map((name) => join(folder, name))
  mkdirSync(data!)
  // Whoever it runs as may not be able to enter the folder of the project.
  cpSync(program.jars, jars!, { recursive: true })
  writeFileSync(join(jars!, 'logback.xml'), quiet)
  writeFileSync(settings!, settingsText(data!, port))
  giveTo(account, [data!, settings!])
  const main = ['org.gaul.s3proxy.Main', '--properties', settings!]
  const child = spawnGuarded(['java', '-Xmx512m', '-cp', `${jars}:${jars}/*`, ...main], account)
  const stop = async () => {
    await killProcess(child)
    remove()
  }
  const config = {
    endpoint: `http://127.0.0.1:${port}`,
    bucket: 'evidence',
    region: 'us-east-1',
    credentials,
  }
  try {
    await untilAnswering('S3Proxy', child, () =>
      fetch(config.endpoint, { signal: AbortSignal.timeout(1000) }).then(
        () => true,
        () => false,
      ),
    )
    await makeBucket(config)
  } catch (error) {
    await stop()
    throw error
  }
  return { config, bucketFolder: join(data!, config.bucket), stop }
}

function settingsText(data: string, port: number): string {
  return [
    `s3proxy.endpoint=http://127.0.0.1:${port}`,
    's3proxy.authorization=aws-v4',
    `s3proxy.identity=${credentials.accessKeyId}`,
    `s3proxy.credential=${credentials.secretAccessKey}`,
    's3proxy.v4-max-non-chunked-request-size=268435456',
    'jclouds.provider=filesystem-nio2',
    `jclouds.filesystem.basedir=${data}`,
    'jclouds.identity=none',
    'jclouds.credential=none',
  ].join('\n')
}

const quiet = '<configuration><root level="ERROR"/></configuration>'

async function makeBucket({
  endpoint,
  bucket,
  region,
}: { endpoint: string } & Omit<S3Config, 'endpoint'>) {
  const client = new S3Client({ endpoint, region, credentials, forcePathStyle: true })
  await client.send(new CreateBucketCommand({ Bucket: bucket }))
  client.destroy()
}
