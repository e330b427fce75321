import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { runCli } from './run-cli.ts'

type Obligation = { id: string; state: string; why: string[]; exemptions: { because: string }[] }

async function factsFile(name: string, text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'primum-law-test-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const path = join(folder, name)
  await writeFile(path, text)
  return path
}

const law = async (text: string, ...more: string[]) =>
  runCli(['law', '--facts', await factsFile('facts.yaml', text), '--today', '2026-11-22', ...more])

describe('primum law', () => {
  test('says what forbids a therapy chatbot in Illinois, and ends with 1', async () => {
    const { code, stdout } = await law(
      'states: [IL]\nuses: [therapy]\npatientFacing: true\ncountries: [US]\n',
    )
    expect(code).toBe(1)
    expect(stdout).toMatch(/^Forbidden, or it may be \(1\)\n {2}US-IL:IL-1 {2}No therapy by AI\n/)
    expect(stdout).toContain('because it is used in Illinois; it is used for therapy')
    expect(stdout).toMatch(/It is no legal advice: have counsel confirm it\.\n$/)
  })

  test('gives obligations, exemptions with reasons, and questions as JSON', async () => {
    const { code, stdout } = await law(
      JSON.stringify({
        ...{ states: ['CO'], countries: ['US'], roles: ['deployer'], uses: ['triage'] },
        ...{ influencesDecisions: true, hipaaCoveredEntity: true, fdaStatus: 'not-a-device' },
      }),
      '--json',
    )
    expect(code).toBe(0)
    const found = JSON.parse(stdout)
    const byId = new Map((found.obligations as Obligation[]).map((each) => [each.id, each]))
    expect(byId.get('US-CO:CO-H2')).toMatchObject({ state: 'coming', effective: '2027-01-01' })
    expect(byId.get('US-CO:CO-P2')).toMatchObject({
      state: 'exempt',
      exemptions: [{ because: expect.stringContaining('HIPAA covered entities') }],
    })
    expect(byId.get('HIPAA:164.312(b)')).toMatchObject({
      state: 'may-apply',
      missing: ['processesPhi'],
    })
    expect(found).toMatchObject({ today: '2026-11-22', prohibitions: [] })
    expect(found.questions[0]).toMatchObject({ fact: 'processesPhi' })
  })

  test('prints the schema of the facts', async () => {
    const { code, stdout } = await runCli(['law', '--schema'])
    expect(code).toBe(0)
    const schema = JSON.parse(stdout)
    expect(schema.additionalProperties).toBe(false)
    expect(Object.keys(schema.properties)).toEqual(
      expect.arrayContaining(['states', 'uses', 'hipaaCoveredEntity']),
    )
  })

  test.each<[string, string, RegExp]>([
    ['a fact that is none', 'state: [CO]\n', /Unrecognized key: "state"/],
    ['a value that is none', 'states: [Colorado]\n', /states\.0: Invalid option/],
    ['a list', '- states\n', /expected object/],
    ['a file that is no YAML', 'states: [CO\n', /neither YAML nor JSON/],
    ['an empty file', '', /expected object, received null/],
  ])('refuses %s', async (_name, text, message) => {
    const { code, stderr } = await law(text)
    expect(code).toBe(2)
    expect(stderr).toMatch(message)
  })

  test('refuses a missing file, no file, and a day that is none', async () => {
    const missing = await runCli(['law', '--facts', '/nowhere/facts.yaml'])
    expect(missing).toMatchObject({ code: 2, stderr: expect.stringContaining('cannot be read') })
    expect((await runCli(['law'])).stderr).toContain('--facts <file>')
    const facts = await factsFile('facts.yaml', 'states: []\n')
    const wrong = await runCli(['law', '--facts', facts, '--today', '2026-02-30'])
    expect(wrong).toMatchObject({ code: 2, stderr: expect.stringContaining('is not a day') })
  })
})

describe('primum frameworks', () => {
  test('lists what is there, and shows one with its ids, titles and sources', async () => {
    const list = await runCli(['frameworks', 'list'])
    expect(list.stdout).toMatch(/^ISO42001 +standard +international +70 /m)
    const shown = await runCli(['frameworks', 'show', 'iso42001', '--json'])
    const { requirements, sources } = JSON.parse(shown.stdout)
    const controls = requirements.filter(({ kind }: { kind: string }) => kind === 'control')
    expect(controls).toHaveLength(38)
    for (const { id, title, source } of controls) {
      expect(id).toMatch(/^ISO42001:A\.\d/)
      expect(title).not.toBe('')
      for (const key of source) expect(sources[key].title).not.toBe('')
    }
  })

  test('shows a requirement with how sure it is', async () => {
    const { stdout } = await runCli(['frameworks', 'show', 'US-IL:IL-2'])
    expect(stdout).toMatch(/^US-IL:IL-2 {2}No detection of emotions by AI\n/)
    expect(stdout).toContain('seen in no source, to be confirmed by counsel')
  })

  test('says what there is where a name is none', async () => {
    const framework = await runCli(['frameworks', 'show', 'ISO9001'])
    expect(framework.code).toBe(2)
    expect(framework.stderr).toMatch(/There is no framework ISO9001\.\nIt is one of CMS, /)
    const requirement = await runCli(['frameworks', 'show', 'ISO42001:A.99', '--json'])
    expect(requirement.code).toBe(2)
    expect(JSON.parse(requirement.stdout).error.code).toBe('usage')
  })
})

test('primum frameworks compare says what a release changes', async () => {
  const shown = await runCli(['frameworks', 'show', 'US-ME', '--json'])
  const { requirements, sources, about, title, release } = JSON.parse(shown.stdout)
  const older = {
    ...{ id: 'US-ME', title, about, kind: 'law', jurisdiction: 'US-ME', release: '2026.08.0' },
    ...{ source: Object.keys(sources).slice(0, 1), asOf: '2026-05-29', confidence: 'verified' },
    sources,
    requirements: requirements.map((each: { id: string }) =>
      each.id === 'US-ME:ME-1' ? { ...each, text: 'Something else was asked.' } : each,
    ),
  }
  const path = await factsFile('older.yaml', JSON.stringify(older))
  const ran = await runCli(['frameworks', 'compare', path, '--json'])
  expect(ran.code, ran.stderr).toBe(0)
  expect(JSON.parse(ran.stdout)).toEqual({
    ...{ framework: 'US-ME', from: '2026.08.0', to: release },
    changes: [
      {
        ...{ id: 'US-ME:ME-1', kind: 'requirement', change: 'changed' },
        ...{ fields: [expect.objectContaining({ field: 'text' })], matters: true },
      },
    ],
  })
  const broken = await factsFile('broken.yaml', JSON.stringify({ ...older, sources: {} }))
  const refused = await runCli(['frameworks', 'compare', broken])
  expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('unlisted source') })
})

describe('primum crosswalk', () => {
  test('shows mappings with relation and reason, from either end', async () => {
    const { code, stdout } = await runCli(['crosswalk', 'iso42001', 'iso27001', '--json'])
    expect(code).toBe(0)
    const { mappings } = JSON.parse(stdout)
    expect(mappings).toContainEqual(
      expect.objectContaining({
        ...{ from: 'ISO42001:10.1', to: 'ISO27001:10.1', relation: 'equal' },
        rationale: expect.any(String),
      }),
    )
    const back = JSON.parse((await runCli(['crosswalk', 'iso27001', 'iso42001', '--json'])).stdout)
    expect(back.mappings).toHaveLength(mappings.length)
  })

  test('where nobody mapped the two, it shows where to look and claims nothing', async () => {
    const { stdout } = await runCli(['crosswalk', 'HIPAA', 'NIST-AI-RMF'])
    expect(stdout).toMatch(/pairs that meet in a third framework: a place to look, and no proof/)
  })
})
