import { spawn, spawnSync } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ClickHouseConfig } from '../src/telemetry/clickhouse-config.ts'

/**
 * The program that ClickHouse tests start: CLICKHOUSE_SERVER_PATH, or one that is installed, or, for
 * root on Debian, one installed now. Otherwise the reason why there is none.
 */
export function ensureClickHouse(): { path: string } | { reason: string } {
  const named = process.env['CLICKHOUSE_SERVER_PATH'] ?? ''
  if (named !== '') {
    if (existsSync(named)) return { path: named }
    throw new Error(`CLICKHOUSE_SERVER_PATH is ${named}, and no file is there.`)
  }
  const present = installedPaths.find(existsSync)
  if (present !== undefined) return { path: present }
  if (!existsSync('/etc/debian_version') || process.getuid?.() !== 0) {
    return { reason: 'no clickhouse-server is installed, and only root on Debian can install it' }
  }
  process.stdout.write('No ClickHouse found; installing the Debian package clickhouse-server …\n')
  const failed =
    apt(['update']) ?? apt(['install', '--yes', '--no-install-recommends', packageName])
  if (failed !== null) return { reason: failed }
  const path = installedPaths.find(existsSync)
  return path === undefined ? { reason: `${packageName} brought no server` } : { path }
}

const packageName = 'clickhouse-server'
const installedPaths = ['/usr/sbin/clickhouse-server', '/usr/bin/clickhouse-server']

function apt(args: string[]): string | null {
  // The package would start a service of its own, which nobody asked for.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' }
  // Test files run side by side: they take turns here, and with any other use of the packages.
  const turn = [
    join(tmpdir(), 'primum-apt.lock'),
    'apt-get',
    '-qq',
    '-o',
    'DPkg::Lock::Timeout=120',
  ]
  const { status } = spawnSync('flock', [...turn, ...args], { stdio: 'inherit', env })
  return status === 0 ? null : `apt-get ${args.join(' ')} ended with ${status}`
}

export type ClickHouseServers = {
  /** of both servers, which are the two shards of one cluster */
  config: ClickHouseConfig
  /** Ends one at once, as a failing machine does. */
  kill: (index: number) => Promise<void>
  start: (index: number) => Promise<void>
  stop: () => Promise<void>
}

type Ports = { http: number; tcp: number }

/** Two real servers on free ports of the loopback, joined to one cluster of two shards. */
export async function startClickHouseServers(path: string): Promise<ClickHouseServers> {
  const folder = mkdtempSync(join(tmpdir(), 'primum-clickhouse-'))
  chmodSync(folder, 0o755)
  const account = unprivileged()
  const free = await freePorts(4)
  const ports: Ports[] = [0, 2].map((at) => ({ http: free[at]!, tcp: free[at + 1]! }))
  const folders = ports.map((_, index) => {
    const home = join(folder, String(index))
    mkdirSync(home)
    writeFileSync(join(home, 'config.xml'), configXml(home, ports, index))
    writeFileSync(join(home, 'users.xml'), usersXml)
    if (account !== null) {
      for (const file of ['', 'config.xml', 'users.xml']) {
        chownSync(join(home, file), account.uid, account.gid)
      }
    }
    return home
  })
  const running = new Map<number, ChildProcess>()
  const killAll = () => {
    for (const child of running.values()) child.kill('SIGKILL')
  }
  process.on('exit', killAll)
  const start = async (index: number) => {
    const child = spawnServer(path, join(folders[index]!, 'config.xml'), account)
    running.set(index, child)
    await answering(ports[index]!.http, child)
  }
  const kill = async (index: number) => {
    const child = running.get(index)
    running.delete(index)
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await ended
  }
  const stop = async () => {
    await Promise.all([...running.keys()].map(kill))
    process.off('exit', killAll)
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    await Promise.all(ports.map((_, index) => start(index)))
  } catch (error) {
    await stop()
    throw error
  }
  const urls = ports.map(({ http }) => `http://127.0.0.1:${http}`)
  return { config: { ...login, urls, database: 'primum', cluster, replicas: 1 }, kill, start, stop }
}

const cluster = 'two_shards'
const login = { user: 'telemetry', password: "it's\\secret" }

function spawnServer(path: string, config: string, account: Account | null): ChildProcess {
  const command = [path, `--config-file=${config}`]
  // The death signal ends it even where this process is killed and can end nothing itself.
  const guard = process.platform === 'linux' ? ['setpriv', '--pdeathsig', 'KILL'] : []
  const identity =
    account === null ? [] : [`--reuid=${account.uid}`, `--regid=${account.gid}`, '--clear-groups']
  const [program, ...args] = [...guard, ...identity, ...command]
  return spawn(program!, args, { stdio: 'ignore', cwd: '/' })
}

type Account = { uid: number; gid: number }

/** Root does not run it: the user of the package does, or nobody. */
function unprivileged(): Account | null {
  if (process.getuid?.() !== 0) return null
  const number = (flag: string, user: string) =>
    Number.parseInt(spawnSync('id', [flag, user]).stdout.toString(), 10)
  const user = ['clickhouse', 'nobody'].find((name) => number('-u', name) > 0)
  if (user === undefined) throw new Error('There is no unprivileged user to run ClickHouse as.')
  return { uid: number('-u', user), gid: number('-g', user) }
}

async function answering(port: number, child: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    if (child.exitCode !== null) throw new Error(`ClickHouse ended with ${child.exitCode}`)
    const ok = await fetch(`http://127.0.0.1:${port}/ping`).then(
      (answer) => answer.ok,
      () => false,
    )
    if (ok) return
    await sleep(100)
  }
  throw new Error('ClickHouse did not answer within 30 seconds')
}

async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer()
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
      return server
    }),
  )
  const ports = servers.map((server) => (server.address() as AddressInfo).port)
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
  return ports
}

function configXml(home: string, ports: Ports[], index: number): string {
  const shards = ports.map(
    ({ tcp }) => `<shard><internal_replication>true</internal_replication><replica>
      <host>127.0.0.1</host><port>${tcp}</port>
      <user>${login.user}</user><password>${login.password}</password></replica></shard>`,
  )
  const { http, tcp } = ports[index]!
  return `<yandex>
    <logger><level>warning</level><log>${home}/log</log><errorlog>${home}/errors</errorlog></logger>
    <http_port>${http}</http_port><tcp_port>${tcp}</tcp_port><listen_host>127.0.0.1</listen_host>
    <path>${home}/data/</path><tmp_path>${home}/tmp/</tmp_path>
    <users_config>${home}/users.xml</users_config><default_profile>default</default_profile>
    <default_database>default</default_database><timezone>Europe/Athens</timezone>
    <mark_cache_size>67108864</mark_cache_size>
    <remote_servers><${cluster}>${shards.join('')}</${cluster}></remote_servers>
  </yandex>`
}

const usersXml = `<yandex><profiles><default/></profiles><quotas><default/></quotas><users>
  <${login.user}><password>${login.password}</password>
    <networks><ip>127.0.0.1</ip></networks><profile>default</profile><quota>default</quota>
  </${login.user}></users></yandex>`
