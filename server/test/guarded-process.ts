import { spawn, spawnSync } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { chmodSync, chownSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { isAlive } from '../src/db/leftover.ts'

type Account = { uid: number; gid: number }

/** Root does not run a server: the user of its package does, or nobody. */
export function unprivileged(preferred: string): Account | null {
  if (process.getuid?.() !== 0) return null
  const number = (flag: string, user: string) =>
    Number.parseInt(spawnSync('id', [flag, user]).stdout.toString(), 10)
  const user = [preferred, 'nobody'].find((name) => number('-u', name) > 0)
  if (user === undefined) throw new Error('There is no unprivileged user to run a server as.')
  return { uid: number('-u', user), gid: number('-g', user) }
}

const folderName = /^primum-(?:clickhouse|zookeeper|s3)-(\d+)-/

/** A folder for a server's files, gone with this process; that of a killed one goes here. */
export function serverFolder(server: 'clickhouse' | 'zookeeper' | 's3') {
  for (const name of readdirSync(tmpdir())) {
    const owner = folderName.exec(name)?.[1]
    if (owner === undefined || isAlive(Number(owner))) continue
    rmSync(join(tmpdir(), name), { recursive: true, force: true })
  }
  const folder = mkdtempSync(join(tmpdir(), `primum-${server}-${process.pid}-`))
  chmodSync(folder, 0o755)
  const remove = () => {
    process.off('exit', remove)
    rmSync(folder, { recursive: true, force: true })
  }
  process.on('exit', remove)
  return { folder, remove }
}

/** Gives what the server is to read or write to the account it runs as. */
export function giveTo(account: Account | null, paths: string[]): void {
  if (account !== null) for (const path of paths) chownSync(path, account.uid, account.gid)
}

/** A server that ends with this process, however this process ends. */
export function spawnGuarded(command: string[], account: Account | null): ChildProcess {
  // The death signal ends it even where this process is killed and can end nothing itself.
  const guard = process.platform === 'linux' ? ['setpriv', '--pdeathsig', 'KILL'] : []
  const identity =
    account === null ? [] : [`--reuid=${account.uid}`, `--regid=${account.gid}`, '--clear-groups']
  const [program, ...args] = [...guard, ...identity, ...command]
  const child = spawn(program!, args, { stdio: 'ignore', cwd: '/' })
  const kill = () => child.kill('SIGKILL')
  process.on('exit', kill)
  child.once('exit', () => process.off('exit', kill))
  return child
}

/** Ends it at once, as a failing machine does; resolves when it is gone. */
export async function killProcess(child: ChildProcess | undefined): Promise<void> {
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await ended
}

/** Resolves when `ask` is true; fails where the server ends before, or after 30 seconds. */
export async function untilAnswering(
  name: string,
  child: ChildProcess,
  ask: () => Promise<boolean>,
): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    if (child.exitCode !== null) throw new Error(`${name} ended with ${child.exitCode}`)
    if (await ask()) return
    await sleep(100)
  }
  throw new Error(`${name} did not answer within 30 seconds`)
}

/** Ports of the loopback that nobody uses now. */
export async function freePorts(count: number): Promise<number[]> {
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
