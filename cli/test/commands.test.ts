import { stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runCli } from './run-cli.ts'
import { registration, startWorld, versionOf } from './world.ts'
import type { World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world?.stop())

async function jsonFile(name: string, value: unknown): Promise<string> {
  const path = join(world.folder, name)
  await writeFile(path, JSON.stringify(value))
  return path
}

describe('a call that cannot be meant', () => {
  test('asks for help without an error, and refuses unknown commands', async () => {
    expect((await runCli(['--help'])).code).toBe(0)
    const unknown = await runCli(['systms'])
    expect(unknown.code).toBe(2)
    expect(unknown.stderr).toContain("unknown command 'systms'")
  })

  test('names the argument that is missing; with --json on standard output too', async () => {
    const ran = await runCli(['systems', 'show', '--json'])
    expect(ran.code).toBe(2)
    expect(JSON.parse(ran.stdout).error.detail).toContain('missing required argument')
  })

  test('says who has to ask, and never takes a key as an argument', async () => {
    const nobody = await runCli(['systems', 'list'], { PRIMUM_SERVER: world.url })
    expect(nobody.code).toBe(2)
    expect(nobody.stderr).toContain('PRIMUM_KEY')
    expect((await world.cli('systems', 'list', '--key', 'abc')).code).toBe(2)
  })

  test('a key that is not known is refused in the words of the server', async () => {
    const env = { ...world.env, PRIMUM_KEY: 'wrong' }
    const ran = await runCli(['systems', 'list', '--json'], env)
    expect(ran.code).toBe(2)
    expect(JSON.parse(ran.stdout).error.code).toBe('unauthenticated')
  })

  test('a server that is not there', async () => {
    const ran = await runCli(['systems', 'list', '--server', 'http://127.0.0.1:1'], world.env)
    expect(ran.code).toBe(2)
    expect(ran.stderr).toContain('does not answer')
  })
})

describe('systems', () => {
  test('register, list and show, for people and for programs', async () => {
    const file = await jsonFile('system.json', registration('cli-made'))
    const made = await world.cli('systems', 'register', '--file', file, '--json')
    expect([made.code, made.stderr]).toEqual([0, ''])
    const { id } = JSON.parse(made.stdout)
    const list = JSON.parse((await world.cli('systems', 'list', '--json')).stdout)
    expect(list.items.map((it: { reference: string }) => it.reference)).toContain('cli-made')
    const shown = await world.cli('systems', 'show', 'cli-made')
    expect(shown.stdout).toContain(id)
    expect(shown.stdout).not.toContain('\u001b[')
    expect(JSON.parse((await world.cli('systems', 'show', id, '--json')).stdout).id).toBe(id)
  })

  test('a refusal names each field; an unknown reference says where to look', async () => {
    const file = await jsonFile('bad.json', {
      ...registration('bad reference'),
      archetype: 'magic',
    })
    const refused = await world.cli('systems', 'register', '--file', file)
    expect(refused.code).toBe(2)
    expect(refused.stderr).toContain('reference:')
    expect(refused.stderr).toContain('archetype:')
    const unknown = await world.cli('systems', 'show', 'nobody')
    expect(unknown.code).toBe(2)
    expect(unknown.stderr).toContain('primum systems list')
  })

  test('import previews, refuses bad rows with 1, and brings in good ones', async () => {
    const head = Object.keys(registration('x')).join(',')
    const line = (reference: string) =>
      Object.values(registration(reference))
        .map((value) => `"${value}"`)
        .join(',')
    const good = join(world.folder, 'good.csv')
    await writeFile(good, [head, line('csv-one'), line('csv-two')].join('\n'))
    const preview = await world.cli('systems', 'import', good, '--preview', '--json')
    expect([preview.code, JSON.parse(preview.stdout).imported]).toEqual([0, 0])
    const bad = join(world.folder, 'bad.csv')
    await writeFile(bad, [head, line('csv-three'), line('not ok')].join('\n'))
    const refused = await world.cli('systems', 'import', bad)
    expect(refused.code).toBe(1)
    expect(refused.stdout).toContain('reference')
    expect((await world.cli('systems', 'import', good)).stdout).toContain('Imported 2 AI systems')
    const exported = await world.cli('systems', 'export')
    expect(exported.stdout).toContain('csv-one')
    expect(exported.stdout).not.toContain('csv-three')
  })
})

describe('versions, aliases and the gate', () => {
  test('a pipeline registers a version and asks whether it may run', async () => {
    await world.register('gated')
    const file = await jsonFile('version.json', versionOf('1.0.0'))
    expect((await world.cli('versions', 'register', 'gated', '--file', file)).code).toBe(0)
    const again = await world.cli('versions', 'register', 'gated', '--file', file)
    expect(again.code).toBe(2)
    const list = await world.cli('versions', 'list', 'gated')
    expect(list.stdout).toMatch(/1\.0\.0\s+candidate/)
    expect((await world.cli('versions', 'show', 'gated', '1.0.0')).stdout).toContain('2 of 2')
    expect((await world.cli('aliases', 'get', 'gated', 'candidate')).stdout).toBe('1.0.0\n')
    expect((await world.cli('aliases', 'get', 'gated', 'stable')).code).toBe(1)

    const gate = await world.cli('gate', 'gated', 'deployment', '--version', '1.0.0')
    expect(gate.code).toBe(1)
    expect(gate.stdout).toContain('The system has not been classified')
    expect(gate.stdout).toContain('No version is stable')
    expect(gate.stdout).toContain('→')
    const json = JSON.parse((await world.cli('gate', 'gated', 'deployment', '--json')).stdout)
    expect(json.allowed).toBe(false)
    expect(json.reasons.length).toBeGreaterThan(3)
    expect((await world.cli('gate', 'gated', 'no-such-stage')).code).toBe(2)
    expect((await world.cli('gate', 'gated', 'inception')).code).toBe(0)
  })

  test('stable does not move without what it needs, and the reasons say so', async () => {
    const moved = await world.cli('aliases', 'move', 'gated', 'stable', '1.0.0', '--reason', 'try')
    expect(moved.code).toBe(2)
    expect(moved.stderr).toContain('approvals')
    const list = JSON.parse((await world.cli('aliases', 'list', 'gated', '--json')).stdout)
    expect(list.items).toHaveLength(3)
  })
})

describe('the ledger and keys', () => {
  test('verify holds, list is newest first and cut where asked', async () => {
    const verified = await world.cli('ledger', 'verify', '--json')
    expect([verified.code, JSON.parse(verified.stdout).verified]).toEqual([0, true])
    const { items } = JSON.parse(
      (await world.cli('ledger', 'list', '--limit', '3', '--json')).stdout,
    )
    const sequences = items.map((it: { sequence: number }) => it.sequence)
    expect(sequences).toEqual([sequences[0], sequences[0] - 1, sequences[0] - 2])
  })

  test('a person makes and revokes keys; a key may not', async () => {
    const file = join(world.folder, 'pipeline.key')
    const create = ['keys', 'create', '--name', 'pipeline', '--scope', 'ai-systems.read']
    const made = await runCli([...create, '--output', file, '--json'], world.personEnv)
    expect(made.code).toBe(0)
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    const used = ['systems', 'list', '--key-file', file]
    expect((await runCli(used, { PRIMUM_SERVER: world.url })).code).toBe(0)
    const { id } = JSON.parse(made.stdout).record
    expect((await runCli(['keys', 'list'], world.personEnv)).stdout).toContain('pipeline')
    expect((await runCli(['keys', 'revoke', id], world.personEnv)).code).toBe(0)
    expect((await runCli(used, { PRIMUM_SERVER: world.url })).code).toBe(2)
    expect((await world.cli('keys', 'list')).code).toBe(2)
  })
})

describe('soa', () => {
  test('is not there at first, then shows every control and what is missing', async () => {
    const none = await runCli(['soa'], world.personEnv)
    expect(none.code).toBe(2)
    expect(none.stderr).toContain('There is no statement of applicability.')
    await world.people.lead.post('/statements', {})
    const draft = await runCli(['soa'], world.personEnv)
    expect(draft.code, draft.stderr).toBe(1)
    expect(draft.stdout).toMatch(/Not decided +38/)
    expect(draft.stdout).toMatch(/^ISO42001:A\.2\.2 +AI policy +– +open/m)
    expect(draft.stdout).toContain('38 things stand against signing it.')
    const signed = await runCli(['soa', '--signed', '--json'], world.personEnv)
    expect(signed.code).toBe(2)
    expect(JSON.parse(signed.stdout).error.detail).toContain('no signed statement')
  })
})
