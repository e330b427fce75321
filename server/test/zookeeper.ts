import { spawnSync } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { installPackages } from './debian-packages.ts'
import {
  freePorts,
  giveTo,
  killProcess,
  serverFolder,
  spawnGuarded,
  unprivileged,
  untilAnswering,
} from './guarded-process.ts'

/** By which replicas agree; a replica that is killed is known to be away after this time. */
export const sessionMilliseconds = 3000

const jar = '/usr/share/java/zookeeper.jar'
const packages = ['libzookeeper-java', 'default-jre-headless']

/** Whether Debian's ZooKeeper is here, or can be installed now; otherwise the reason why not. */
export function ensureZooKeeper(): { jar: string } | { reason: string } {
  const isHere = () => existsSync(jar) && spawnSync('java', ['-version']).status === 0
  if (isHere()) return { jar }
  const failed = installPackages(packages)
  if (failed !== null) return { reason: failed }
  return isHere() ? { jar } : { reason: `${packages.join(' and ')} brought no ZooKeeper` }
}

export type ZooKeeper = {
  port: number
  /** Ends it at once; it keeps what it knew. */
  kill: () => Promise<void>
  start: () => Promise<void>
  stop: () => Promise<void>
}

/** A ZooKeeper of its own on a free port of the loopback, which ends with this process. */
export async function startZooKeeper(path: string): Promise<ZooKeeper> {
  const [port = 0] = await freePorts(1)
  const account = unprivileged('zookeeper')
  const { folder, remove } = serverFolder('zookeeper')
  const [config, data] = [join(folder, 'zoo.cfg'), join(folder, 'data')]
  mkdirSync(data)
  writeFileSync(config, configText(data, port))
  giveTo(account, [data])
  let child: ChildProcess | undefined
  const kill = () => killProcess(child)
  const start = async () => {
    const server = 'org.apache.zookeeper.server.ZooKeeperServerMain'
    child = spawnGuarded(['java', '-Xmx128m', '-cp', path, server, config], account)
    await untilAnswering('ZooKeeper', child, () => isWell(port))
  }
  const stop = () => kill().finally(remove)
  try {
    await start()
  } catch (error) {
    await stop()
    throw error
  }
  return { port, kill, start, stop }
}

function configText(data: string, port: number): string {
  return [
    `dataDir=${data}`,
    `clientPort=${port}`,
    'clientPortAddress=127.0.0.1',
    `tickTime=${sessionMilliseconds / 6}`,
    'maxClientCnxns=0',
    'admin.enableServer=false',
    '4lw.commands.whitelist=ruok',
  ].join('\n')
}

function isWell(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    let words = ''
    const socket = connect(port, '127.0.0.1', () => socket.write('ruok'))
    socket.on('data', (bytes) => (words += bytes.toString()))
    socket.setTimeout(1000, () => socket.destroy())
    socket.on('error', () => undefined)
    socket.on('close', () => resolve(words === 'imok'))
  })
}
