import type { APIRequestContext, Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { enterWithAllRoles, post } from './api.ts'
import { expectAccessible, launchBrowser, openPage, settle, signIn } from './browser.ts'
import { startProgram } from './program.ts'
import type { RunningProgram } from './program.ts'

let program: RunningProgram
let browser: Browser
let pages: string[] = []

beforeAll(async () => {
  program = await startProgram({ administrator: true })
  browser = await launchBrowser()
  const { context } = await openPage(browser, program.url)
  pages = await fillWithRecords(context.request)
  await context.close()
})

afterAll(async () => {
  await browser?.close()
  await program?.stop()
})

/** One record of each kind that the pages show, and the address of every page. */
async function fillWithRecords(request: APIRequestContext): Promise<string[]> {
  await enterWithAllRoles(request)
  await post(request, '/sites', { code: 'main', name: 'Main campus' })
  await post(request, '/keys', { name: 'Pipeline', scopes: ['telemetry.send'] })
  const system = await post<{ id: string }>(request, '/ai-systems', {
    reference: 'readmission',
    name: 'Readmission risk',
    businessPurpose: 'Plan follow-up.',
    intendedUse: 'Flags adult inpatients at discharge.',
    archetype: 'risk-stratification',
    modelOwner: 'Dana Scientist',
    hostingLocation: 'On premises',
    monitoringApproach: 'Streamed.',
    usesPhi: true,
    fdaStatus: 'not-a-device',
    euRole: 'not-in-eu',
    siteCodes: ['main'],
    synthetic: true,
  })
  const at = `/ai-systems/${system.id}`
  await post(request, `${at}/classifications`, {
    answers: {
      safety: 4,
      fundamentalRights: 3,
      economicHarm: 2,
      complexity: 3,
      dataSensitivity: 4,
      automation: 3,
    },
  })
  const assessment = await post<{ id: string }>(request, `${at}/assessments`, { kind: 'ai-impact' })
  const risks = await post<{ id: string }>(request, `${at}/assessments`, {
    kind: 'organisational-risk',
  })
  const version = await post<{ id: string }>(request, `${at}/versions`, {
    label: '1.0.0',
    artifactSha256: 'a'.repeat(64),
    threshold: 0.3,
    inputSchema: [{ name: 'age', kind: 'numeric', unit: 'years' }],
    groupAttributes: ['sex'],
    baselineId: null,
    intendedUse: 'As registered.',
  })
  const protocol = await post<{ id: string }>(request, `${at}/validation-protocols`, {
    title: 'External validation',
    intendedPopulation: 'Adult inpatients at discharge.',
    primaryMetric: { metric: 'auroc' },
    acceptanceCriteria: [{ metric: 'auroc', bound: 'lower', operator: 'at-least', limit: 0.7 }],
    thresholds: [0.3],
    unit: {},
  })
  const incident = await post<{ id: string }>(request, `${at}/incidents`, {
    title: 'Alert came late',
    description: 'The alert came an hour after the visit.',
    severity: 'critical',
  })
  const finding = await post<{ id: string }>(request, '/findings', {
    title: 'The leaflet is out of date',
    description: 'It names a version that is not in use.',
    severity: 'major',
    aiSystemId: system.id,
    dueAt: '2026-01-02T12:00:00Z',
  })
  const evidence = await post<{ id: string }>(request, '/evidence', {
    ...{ title: 'AI policy', kind: 'policy', links: [{ type: 'finding', id: finding.id }] },
  })
  const wanted = await post<{ id: string }>(request, '/evidence-requests', {
    ...{ title: 'Minutes', description: 'Of the last meeting.', dueOn: '2099-01-02' },
    askedOf: { role: 'model-owner' },
    target: { type: 'requirement', id: 'ISO42001:A.6.2.4' },
  })
  const statement = await post<{ id: string }>(request, '/statements', {})
  const gaps = await post<{ id: string }>(request, '/gap-assessments', { framework: 'TJC-RUAIH' })
  const control = await post<{ id: string }>(request, '/controls', {
    ...{ reference: 'AIC-07', title: 'Systems have owners', description: 'Named at registration.' },
  })
  const test = await post<{ id: string }>(request, `/controls/${control.id}/tests`, {
    ...{ kind: 'automatic', title: 'Owners are named', query: 'ai-systems-have-owners' },
  })
  await post(request, `/control-tests/${test.id}/runs`, {})
  await post(request, `${at}/suspend`, { reason: 'Under review.' })
  const duties = await request.get('/api/v1/duties?status=undecided')
  const duty = ((await duties.json()) as { items: { id: string }[] }).items[0]
  const parts = ['', '/edit', '/risk-and-impact', '/risk-and-impact/classify', '/lifecycle']
  const more = [
    '/versions',
    '/versions/register',
    '/validation',
    '/validation/protocols/write',
    `/validation/protocols/${protocol.id}`,
    `/validation/uploads/${version.id}`,
    `/validation/runs/${version.id}`,
    '/monitoring',
    '/incidents',
    '/incidents/open',
    '/history',
  ]
  return [
    ...[
      '/',
      '/welcome',
      '/monitoring',
      '/incidents',
      `/incidents/${incident.id}`,
      '/findings',
      `/findings/${finding.id}`,
      '/ai-systems',
      '/ai-systems/register',
    ],
    ...['/frameworks', '/frameworks/HIPAA', '/frameworks/EU-AI-ACT?requirement=EU-AI-ACT:Art.26'],
    ...['/content-releases', '/content-releases?view=history', '/content-releases/add'],
    '/content-releases/framework/ISO42001',
    ...['/evidence', `/evidence/${evidence.id}`, '/evidence?state=expired'],
    ...['/evidence-requests', `/evidence-requests/${wanted.id}`],
    ...['/statements', `/statements/${statement.id}`],
    ...['/obligations', '/obligations?view=duties&status=undecided', `/obligations/${duty?.id}`],
    `/statements/${statement.id}?control=ISO42001:A.6.2.4`,
    ...['/gap-assessments', `/gap-assessments/${gaps.id}`],
    `/gap-assessments/${gaps.id}?requirement=TJC-RUAIH:TJC-1`,
    ...['/controls', `/controls/${control.id}`, '/frameworks/ISO42001?view=coverage'],
    ...['/ledger', '/guide', '/settings/organization', '/settings/sites', '/settings/members'],
    ...['/settings/keys', '/settings/account', '/nowhere', `/incidents/${version.id}`],
    ...[...parts, ...more].map((part) => `${at}${part}`),
    `${at}/versions/${version.id}`,
    `${at}/risk-and-impact/assessments/${assessment.id}`,
    `${at}/risk-and-impact/assessments/${assessment.id}?section=treatment`,
    `${at}/risk-and-impact/assessments/${risks.id}?section=treatment`,
    '/api/docs',
  ]
}

describe.each(['light', 'dark'] as const)('in %s colours', (scheme) => {
  test('axe finds nothing on any page', { timeout: 180_000 }, async () => {
    const { page, complaints } = await openPage(browser, program.url, { scheme })
    await page.goto('/sign-in')
    await settle(page)
    await expectAccessible(page, '/sign-in')
    await signIn(page)
    for (const path of pages) {
      await page.goto(path)
      await settle(page)
      await expectAccessible(page, path)
    }
    expect(complaints).toEqual([])
  })
})

test(
  'nothing is cut off or scrolls sideways on a tablet, nor an incident on a telephone',
  { timeout: 120_000 },
  async () => {
    for (const width of [768, 375]) {
      const { page } = await openPage(browser, program.url, { width })
      await signIn(page)
      const shown =
        width === 768 ? pages : pages.filter((path) => path === '/' || path.includes('/incidents'))
      for (const path of shown) {
        await page.goto(path)
        await settle(page)
        const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
        expect(beyond, `${path} at ${width}`).toBeLessThanOrEqual(0)
      }
    }
  },
)
