import { readFile } from 'node:fs/promises'
import type { APIRequestContext, Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { expectAccessible, launchBrowser, openPage, settle, signIn } from './browser.ts'
import { administrator, startProgram } from './program.ts'
import type { RunningProgram } from './program.ts'

const minute = 60_000
const lead = {
  name: 'Lea Brandt',
  email: 'lea@lakeside.example',
  password: 'gentle river stone',
  roles: ['governance-lead'],
}

let program: RunningProgram
let browser: Browser
let workspace = ''

beforeAll(async () => {
  program = await startProgram({ administrator: true })
  browser = await launchBrowser()
  const { context } = await openPage(browser, program.url)
  workspace = await loadExample(context.request)
  await context.close()
}, 4 * minute)

afterAll(async () => {
  await browser?.close()
  await program?.stop()
})

/** The worked example and a second person; answers the address of the example's system. */
async function loadExample(api: APIRequestContext): Promise<string> {
  await api.post('/api/v1/session', { data: administrator })
  // The empty page is looked at before anything is there.
  expect((await (await api.get('/api/v1/fleet')).json()).items).toEqual([])
  expect((await api.post('/api/v1/members', { data: lead })).status()).toBe(201)
  const started = await api.post('/api/v1/example', { data: { encounters: 5000 } })
  expect(started.status(), await started.text()).toBe(202)
  for (;;) {
    const { status, message } = await (await api.get('/api/v1/example')).json()
    if (status === 'done') break
    if (status !== 'running') throw new Error(`the example is ${status}: ${message}`)
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
  const [system] = (await (await api.get('/api/v1/fleet')).json()).items
  return `/ai-systems/${system.id}`
}

async function visit(page: Page): Promise<void> {
  await page.goto(`${workspace}/monitoring`)
  await settle(page)
  await page.locator('svg.primum-plot').nth(7).waitFor()
}

test(
  'the fleet leads to a system, and its filters stay in the address',
  async () => {
    const { page, complaints } = await openPage(browser, program.url)
    await signIn(page)
    await page
      .getByRole('navigation', { name: 'Main' })
      .getByRole('link', { name: 'Monitoring' })
      .click()
    await page.getByRole('heading', { level: 1, name: 'Monitoring' }).waitFor()
    await page.getByRole('combobox', { name: 'Open matters' }).click()
    await page.getByRole('option', { name: 'Open incidents' }).click()
    await page.waitForURL(/waiting=incidents/)
    await page
      .getByRole('button', { name: 'Remove the filter Open matters: Open incidents' })
      .click()
    await page.getByRole('combobox', { name: 'State' }).click()
    await page.getByRole('option', { name: 'Not watched' }).click()
    await page.getByText('No system matches').waitFor()
    await page.goBack()
    const table = page.getByRole('region', { name: 'Monitored systems' })
    await table.getByRole('row').nth(1).getByRole('link').first().click()
    await page.getByRole('heading', { name: 'Is it still good for these patients?' }).waitFor()
    expect(complaints).toEqual([])
  },
  minute,
)

test(
  'the top of the page answers a clinician in words, with intervals and n',
  async () => {
    const { page } = await openPage(browser, program.url)
    await signIn(page)
    await visit(page)
    const answer = page.getByRole('region', { name: 'Is it still good for these patients?' })
    await answer
      .getByText(/Of 10 patients with the outcome, about .+ were flagged \(95\s% interval/)
      .waitFor()
    await answer.getByText(/Of 10 patients flagged, about .+ had the outcome/).waitFor()
    await answer.getByText(/For every 10 outcomes that the stated risks lead to expect/).waitFor()
    await answer.getByText(/Outcomes are known up to/).waitFor()
    const box = await answer.boundingBox()
    expect((box?.y ?? 9999) + (box?.height ?? 9999), 'within one screen').toBeLessThanOrEqual(900)
  },
  minute,
)

test(
  'every chart has its sentence, its numbers and its file',
  async () => {
    const { page, complaints } = await openPage(browser, program.url)
    await signIn(page)
    await visit(page)
    await page.getByRole('button', { name: 'Show each input over time' }).click()
    await page.getByText(/In the newest week/).waitFor()
    const figures = await page.getByRole('figure').all()
    // Over time, subgroups, six curves, drift now and over time, two versions.
    expect(figures.length).toBe(11)
    for (const figure of figures) {
      const sentence = (await figure.locator('figcaption').textContent()) ?? ''
      expect(sentence).toMatch(/^.{20,}\.$/)
      await figure.getByRole('button', { name: 'Show the numbers' }).click()
      const rows = await figure.locator('tbody tr').count()
      expect(rows, sentence).toBeGreaterThan(0)
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        figure.getByRole('button', { name: 'Download CSV' }).click(),
      ])
      const [header, ...lines] = (await readFile(await file.path(), 'utf8')).split('\r\n')
      expect(lines.length, sentence).toBe(rows)
      expect(header?.split(',').length, sentence).toBe(lines[0]?.split(',').length)
    }
    expect(complaints).toEqual([])
  },
  2 * minute,
)

test(
  'a timer that acts by itself is seen before the policy is saved, and a dry run is kept',
  async () => {
    const { page, complaints } = await openPage(browser, program.url)
    await signIn(page, lead)
    await visit(page)
    await page.getByRole('button', { name: /^(Change|Set) the policy$/ }).click()
    const dialog = page.getByRole('dialog', { name: 'Change the policy' })
    const timer = dialog.getByLabel(/^Hours without an answer/)
    await timer.fill('24')
    await dialog.getByText(/nobody answers for 24 hours will be carried out by itself/).waitFor()
    await expectAccessible(page, 'the policy form')
    await timer.fill('')
    await dialog.getByLabel(/^Different people who have to approve/).fill('2')
    await dialog.getByRole('switch', { name: /^Dry run/ }).check()
    await dialog.getByRole('button', { name: 'Save' }).click()
    await page.getByText('The rollback policy is kept.').waitFor()
    const policy = page.getByRole('region', { name: 'Rollback policy' })
    await policy.getByText('Never; a proposal waits for people').waitFor()
    await policy.getByText('On: nothing is changed').waitFor()
    await policy.getByText('What the dry run decided last').waitFor()
    expect(complaints).toEqual([])
  },
  minute,
)

describe.each(['light', 'dark'] as const)('in %s colours', (scheme) => {
  test(
    'axe finds nothing in the charts, their numbers and the fleet',
    async () => {
      const { page, complaints } = await openPage(browser, program.url, { scheme })
      await signIn(page)
      await page.goto('/monitoring')
      await settle(page)
      await expectAccessible(page, '/monitoring')
      await visit(page)
      await page.getByRole('button', { name: 'Show each input over time' }).click()
      await page.getByText(/In the newest week/).waitFor()
      const closed = page.getByRole('button', { name: 'Show the numbers' })
      while ((await closed.count()) > 0) await closed.first().click()
      await expectAccessible(page, 'monitoring')
      expect(complaints).toEqual([])
    },
    2 * minute,
  )
})

test(
  'nothing scrolls sideways on a tablet',
  async () => {
    const { page } = await openPage(browser, program.url, { width: 768 })
    await signIn(page)
    for (const path of ['/monitoring', `${workspace}/monitoring`]) {
      await page.goto(path)
      await settle(page)
      await page.waitForTimeout(500)
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      expect(beyond, path).toBeLessThanOrEqual(0)
    }
  },
  minute,
)

/** The version in use stops flagging anybody: 400 patients, all with the outcome. */
async function expectFailure(page: Page): Promise<void> {
  const api = page.context().request
  const path = `/api/v1${workspace}`
  const system = await (await api.get(path)).json()
  const { policy } = await (await api.get(`${path}/rollback-policy`)).json()
  const set = await api.put(`${path}/rollback-policy`, {
    data: { ...policy, mode: 'propose', dryRun: false },
  })
  expect(set.status(), await set.text()).toBe(200)
  const start = Date.parse(system.replayNow)
  const rows = Array.from({ length: 400 }, (_, index) => ({
    id: `late-${index}`,
    version: system.stableVersion.label,
    predictedAt: new Date(start + 3_600_000 + index * 600_000).toISOString(),
    score: 0.05 + (index % 10) / 200,
    groups: { sex: index % 2 === 0 ? 'Female' : 'Male' },
  }))
  const outcomes = rows.map(({ id, predictedAt }) => ({
    predictionId: id,
    label: 1,
    observedAt: new Date(Date.parse(predictedAt) + 86_400_000).toISOString(),
  }))
  for (const [noun, data] of [
    ['predictions', rows],
    ['outcomes', outcomes],
  ] as const) {
    const sent = await api.post(`${path}/${noun}`, { data: { rows: data } })
    expect((await sent.json()).accepted, noun).toBe(400)
  }
  const days = system.outcomeHorizonDays + system.outcomeGraceDays + 5
  const now = new Date(start + days * 86_400_000).toISOString()
  const judged = await api.post(`${path}/replay-clock`, { data: { now } })
  expect((await judged.json()).action).toBe('propose')
}

test(
  'a proposed rollback is found from the worklist, and answered with a reason and a signature',
  async () => {
    const { page, complaints } = await openPage(browser, program.url)
    const { page: owners } = await openPage(browser, program.url)
    await signIn(owners)
    const me = await (await owners.context().request.get('/api/v1/members')).json()
    const roles = ['administrator', 'governance-lead', 'model-owner']
    const mine = me.items.find(({ email }: { email: string }) => email === administrator.email)
    await owners.context().request.patch(`/api/v1/members/${mine.id}`, { data: { roles } })
    await expectFailure(owners)
    await owners.goto(`${workspace}/monitoring`)
    await owners
      .getByText(/about 0 were flagged/)
      .first()
      .waitFor()
    await owners.getByText('No patient was flagged (n = 400).').first().waitFor()

    await signIn(page, lead)
    const row = page.getByRole('article', { name: /it is proposed to/ })
    await row.getByRole('link', { name: 'Approve or reject it' }).press('Enter')
    await page.getByRole('heading', { name: /^Proposed rollback: Suspend the system/ }).waitFor()
    await page.getByText(/2 different people have to approve/).waitFor()
    await expectAccessible(page, 'a proposed rollback')
    await page.getByRole('button', { name: 'Approve' }).click()
    const approval = page.getByRole('dialog', { name: 'Approve the proposed rollback' })
    await approval.getByText(/when a second person has approved as well/).waitFor()
    await expectAccessible(page, 'approving')
    await approval.getByRole('textbox', { name: 'Your password' }).fill(lead.password)
    await approval.getByRole('button', { name: 'Sign', exact: true }).click()
    await page.getByText(`${lead.name} approved on`).waitFor()
    const again = page.getByRole('button', { name: 'Approve' })
    expect(await again.getAttribute('aria-disabled')).toBe('true')

    await owners.goto(`${workspace}/monitoring`)
    await owners.getByRole('link', { name: /^Suspend the system/ }).click()
    await owners.getByRole('button', { name: 'Reject' }).click()
    const rejection = owners.getByRole('dialog', { name: 'Reject the proposed rollback' })
    await rejection.getByRole('textbox', { name: 'Reason' }).fill('A fault of the interface.')
    await rejection.getByRole('textbox', { name: 'Your password' }).fill(administrator.password)
    await rejection.getByRole('button', { name: 'Sign', exact: true }).click()
    await owners.getByText(/rejected it: A fault of the interface\./).waitFor()
    expect(complaints).toEqual([])
  },
  3 * minute,
)
