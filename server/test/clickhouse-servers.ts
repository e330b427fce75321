import type { ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ClickHouseConfig } from '../src/telemetry/clickhouse-config.ts'
import { configXml, layoutOf, login, usersXml } from './clickhouse-settings.ts'
import type { Shape } from './clickhouse-settings.ts'
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
import { ensureZooKeeper, startZooKeeper } from './zookeeper.ts'
import type { ZooKeeper } from './zookeeper.ts'

/**
 * The program that ClickHouse tests start: CLICKHOUSE_SERVER_PATH, or one that is installed, or, for
 * root on Debian, one installed now. Otherwise the reason why there is none.
 */
function ensureClickHouse(): { path: string } | { reason: string } {
  const named = process.env['CLICKHOUSE_SERVER_PATH'] ?? ''
  if (named !== '') {
    if (existsSync(named)) return { path: named }
    throw new Error(`CLICKHOUSE_SERVER_PATH is ${named}, and no file is there.`)
  }
  const present = installedPaths.find(existsSync)
  if (present !== undefined) return { path: present }
  const failed = installPackages([packageName])
  if (failed !== null) return { reason: failed }
  const path = installedPaths.find(existsSync)
  return path === undefined ? { reason: `${packageName} brought no server` } : { path }
}

const packageName = 'clickhouse-server'
const installedPaths = ['/usr/sbin/clickhouse-server', '/usr/bin/clickhouse-server']

export type ClickHouseServers = {
  /** of all servers, which form one cluster */
  config: ClickHouseConfig
  /** Ends one at once, as a failing machine does. */
  kill: (index: number) => Promise<void>
  start: (index: number) => Promise<void>
  /** by which replicas agree; null where nothing is replicated */
  zooKeeper: ZooKeeper | null
  stop: () => Promise<void>
}

/**
 * Real servers on free ports of the loopback, joined to one cluster, the replicas of a shard beside
 * each other, with a ZooKeeper where there are replicas; or why this machine cannot have them.
 */
export async function startClickHouseServers(
  shape: Shape,
): Promise<ClickHouseServers | { reason: string }> {
  const program = ensureClickHouse()
  if ('reason' in program) return program
  if (shape.replicas === 1) return startServers(program.path, shape, null)
  const keeper = ensureZooKeeper()
  if ('reason' in keeper) return keeper
  const zooKeeper = await startZooKeeper(keeper.jar)
  try {
    const servers = await startServers(program.path, shape, zooKeeper)
    return { ...servers, stop: () => servers.stop().finally(zooKeeper.stop) }
  } catch (error) {
    await zooKeeper.stop()
    throw error
  }
}

async function startServers(path: string, shape: Shape, zooKeeper: ZooKeeper | null) {
  const { folder, remove } = serverFolder('clickhouse')
  const account = unprivileged('clickhouse')
  const ports = await freePorts(3 * shape.shards * shape.replicas)
  const layout = layoutOf(shape, ports, zooKeeper?.port ?? null)
  const folders = layout.servers.map((_, index) => {
    const home = join(folder, String(index))
    mkdirSync(home)
    writeFileSync(join(home, 'config.xml'), configXml(home, layout, index))
    writeFileSync(join(home, 'users.xml'), usersXml)
    giveTo(
      account,
      ['', 'config.xml', 'users.xml'].map((file) => join(home, file)),
    )
    return home
  })
  const urls = layout.servers.map(({ http }) => `http://127.0.0.1:${http}`)
  const running = new Map<number, ChildProcess>()
  const start = async (index: number) => {
    const command = [path, `--config-file=${join(folders[index]!, 'config.xml')}`]
    const child = spawnGuarded(command, account)
    running.set(index, child)
    await untilAnswering('ClickHouse', child, () =>
      fetch(`${urls[index]!}/ping`, { signal: AbortSignal.timeout(1000) }).then(
        (answer) => answer.ok,
        () => false,
      ),
    )
  }
  const kill = async (index: number) => {
    const child = running.get(index)
    running.delete(index)
    await killProcess(child)
  }
  const stop = async () => {
    await Promise.all([...running.keys()].map(kill))
    remove()
  }
  try {
    await Promise.all(urls.map((_, index) => start(index)))
  } catch (error) {
    await stop()
    throw error
  }
  const { cluster } = layout
  const config = { ...login, urls, database: 'primum', cluster, replicas: shape.replicas }
  return { config, kill, start, zooKeeper, stop }
}
