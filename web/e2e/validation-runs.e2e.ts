import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { APIRequestContext, Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { expectAccessible, launchBrowser, openPage, settle, signIn } from './browser.ts'
import { administrator, startProgram } from './program.ts'
import type { RunningProgram } from './program.ts'
import { csvOf, handOver, mapAndStart, registerSystem, sign } from './validation-steps.ts'

let program: RunningProgram
let browser: Browser
let request: APIRequestContext
let validation = ''
let protocol = ''
let versionPage = ''

beforeAll(async () => {
  program = await startProgram({ administrator: true })
  browser = await launchBrowser()
  request = (await openPage(browser, program.url)).context.request
  validation = await registerSystem(request)
  const id = validation.split('/')[2]
  const made = await post(`/ai-systems/${id}/validation-protocols`, {
    title: 'Local validation',
    intendedPopulation: 'Adult inpatients at discharge.',
    primaryMetric: { metric: 'auroc' },
    acceptanceCriteria: [{ metric: 'auroc', bound: 'lower', operator: 'at-least', limit: 0.6 }],
    subgroups: ['sex'],
    thresholds: [0.3],
    unit: { aggregation: 'none' },
    requiredPrecision: null,
  })
  await post(`/validation-protocols/${made.id}/lock`, { password: administrator.password })
  protocol = `${validation}/protocols/${made.id}`
  const versions = await get(`/ai-systems/${id}/versions`)
  versionPage = `/ai-systems/${id}/versions/${versions.items[0].id}`
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await program?.stop()
})

async function post(path: string, data: unknown) {
  const response = await request.post(`/api/v1${path}`, { data })
  expect(response.status(), `${path}: ${await response.text()}`).toBeLessThan(300)
  return response.json()
}

async function get(path: string) {
  return (await request.get(`/api/v1${path}`)).json()
}

/** The last part of an address. */
function lastOf(url: string): string {
  return url.split('/').at(-1) ?? ''
}

test('a file handed over in one browser is mapped in another, and its page outlives it', async () => {
  const first = await openPage(browser, program.url)
  await signIn(first.page)
  await handOver(first.page, protocol, { name: 'shared.csv', buffer: csvOf(2000) })
  await first.page.getByText('shared.csv has arrived.').first().waitFor()
  await first.context.close()

  const { page, complaints } = await openPage(browser, program.url)
  await signIn(page)
  await page.goto(protocol)
  await page.getByRole('link', { name: 'shared.csv' }).click()
  await page.getByRole('heading', { name: 'Columns of shared.csv' }).waitFor()
  const mapping = page.url()
  await page.reload()
  await page.getByText(/It is removed on .* at the latest\./).waitFor()
  await page.getByText('Suggested as “Score”').first().waitFor()
  await settle(page)
  await expectAccessible(page, 'a file from another browser')
  await page.getByRole('button', { name: 'Start the run' }).click()
  await page.getByRole('heading', { name: 'Verdict' }).waitFor()

  await page.goto(mapping)
  await page.getByText('This file is no longer on the server').waitFor()
  await page.getByText(/the run it was for is done/).waitFor()
  await expectAccessible(page, 'a file that is gone')
  await page.getByRole('link', { name: 'Go to its protocol' }).click()
  await page.getByText('No file waits for its run.').waitFor()
  expect(complaints).toEqual([])
})

test('a run that goes on is cancelled: it ends at once, keeps nothing, and the file stays', async () => {
  const { page, complaints } = await openPage(browser, program.url)
  await signIn(page)
  const folder = await mkdtemp(join(tmpdir(), 'primum-e2e-file-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const file = join(folder, 'long.csv')
  await writeFile(file, csvOf(2_500_000))
  await handOver(page, protocol, file)
  await mapAndStart(page, 'long.csv')
  const runId = lastOf(page.url())
  const run = () => get(`/validation-runs/${runId}`)
  await page.getByRole('progressbar', { name: 'Measuring' }).waitFor({ state: 'attached' })
  await expect.poll(async () => (await run()).state, { timeout: 20_000 }).toBe('running')
  const asked = Date.now()
  await page.getByRole('button', { name: 'Cancel the run' }).click()
  await page.getByRole('heading', { name: 'The run was cancelled' }).waitFor()
  expect(Date.now() - asked).toBeLessThan(5000)
  await settle(page)
  await expectAccessible(page, 'a cancelled run')
  expect(await page.getByRole('progressbar').count()).toBe(0)

  const cancelled = await run()
  expect(cancelled).toMatchObject({ state: 'cancelled', verdict: null, headline: [], problems: [] })
  expect((await request.get(`/api/v1/validation-runs/${runId}/report`)).status()).toBe(409)
  // The file stays for another run, which what was cancelled does not hold up; a third one waits.
  const again = { uploadId: cancelled.upload.id, roles: cancelled.roles }
  const path = `/validation-protocols/${cancelled.protocol.id}/runs`
  const [next, third] = [await post(path, again), await post(path, again)]
  const state = async () => (await get(`/validation-runs/${next.id}`)).state
  await expect.poll(state, { timeout: 5000 }).toBe('running')
  await page.goto(page.url().replace(runId, third.id))
  await page.getByRole('progressbar', { name: 'Measuring' }).waitFor({ state: 'attached' })
  await expectAccessible(page, 'a run under way')
  for (const { id } of [third, next]) await post(`/validation-runs/${id}/cancel`, {})
  await page.getByRole('heading', { name: 'The run was cancelled' }).waitFor()
  expect((await run()).state).toBe('cancelled')
  expect(complaints).toEqual([])
})

/** Predictions and outcomes of a version that ran in silence two months ago. */
async function sendLive(count: number): Promise<void> {
  const day = 86_400_000
  const start = Math.floor(Date.now() / day) * day - 60 * day
  const at = (index: number) => new Date(start + (index % 10) * day + 9 * 3_600_000).toISOString()
  const rows = Array.from({ length: count }, (_, index) => {
    const score = ((index * 37) % 100) / 100
    return { id: `live-${index}`, score, at: at(index), label: (index * 61) % 100 < 90 * score }
  })
  const predictions = rows.map((row, index) => ({
    id: row.id,
    version: '1.0.0',
    predictedAt: row.at,
    score: row.score,
    groups: { sex: index % 2 === 0 ? 'female' : 'male' },
    features: { age: 40 + (index % 45) },
  }))
  const outcomes = rows.map(({ id, label, at: observedAt }) => ({
    predictionId: id,
    label: label ? 1 : 0,
    observedAt,
  }))
  const id = validation.split('/')[2]
  for (const [noun, sent] of Object.entries({ predictions, outcomes })) {
    const answer = await post(`/ai-systems/${id}/${noun}`, { rows: sent })
    expect(answer, JSON.stringify(answer.errors)).toMatchObject({ accepted: count, rejected: 0 })
  }
}

test('live predictions are measured in silence, and the report is signed', async () => {
  await sendLive(2000)
  const { page, complaints } = await openPage(browser, program.url)
  await signIn(page)
  await page.goto(protocol)
  await page.getByRole('button', { name: 'Start a silent run' }).click()
  await page.waitForURL(/\/validation\/runs\//)
  await page.getByRole('heading', { name: 'Verdict' }).waitFor()
  await page.getByText('1 of 1 criteria are met.').waitFor()
  await page.getByText(/^AUROC .* n = 2,000\)\.$/).waitFor()
  const run = await get(`/validation-runs/${lastOf(page.url())}`)
  expect(run).toMatchObject({ kind: 'silent', upload: null, verdict: 'met' })
  expect(run.sampleSize.n).toBe(2000)
  await settle(page)
  await expectAccessible(page, 'the report of a silent run')
  await page.getByRole('button', { name: 'Sign the report' }).click()
  await sign(page.getByRole('dialog', { name: 'Sign this report' }))
  await page.getByText(/ signed on /).waitFor()
  expect(complaints).toEqual([])
})

test('the model card shows what was signed, says what is missing, and can be taken along', async () => {
  const { page, complaints } = await openPage(browser, program.url)
  await signIn(page)
  await page.goto(versionPage)
  await page.getByRole('link', { name: 'Model card' }).click()
  await page.getByRole('heading', { name: 'Model card of Readmission risk 1.0.0' }).waitFor()
  const uses = page.getByRole('region', { name: 'Uses and directions' })
  await uses.getByText('As registered.').waitFor()
  expect(await uses.getByText('Not stated').count()).toBeGreaterThan(0)
  const metrics = page.getByRole('region', { name: 'Key metrics' })
  await metrics.getByText(/^Measured on 2,000/).waitFor()
  await metrics.getByRole('row', { name: /AUROC/ }).first().waitFor()
  await page
    .getByRole('region', { name: 'By sex', exact: true })
    .getByRole('row', { name: /female/ })
    .waitFor()
  await settle(page)
  await expectAccessible(page, 'a model card')

  const card = await get(`/versions/${lastOf(versionPage)}/model-card`)
  await page.getByText(card.digest).waitFor()
  for (const [name, ending] of [
    ['Download as JSON', 'json'],
    ['Download as Markdown', 'md'],
  ] as const) {
    const coming = page.waitForEvent('download')
    await page.getByRole('link', { name }).click()
    const file = await coming
    expect(file.suggestedFilename()).toBe(`model-card-readmission-1.0.0.${ending}`)
    const chunks: Buffer[] = []
    for await (const chunk of await file.createReadStream()) chunks.push(chunk as Buffer)
    expect(Buffer.concat(chunks).toString()).toContain(card.digest)
  }

  // On paper the frame of the app is gone and the card is whole.
  await page.emulateMedia({ media: 'print' })
  expect(await page.locator('header').first().isVisible()).toBe(false)
  expect(await page.getByRole('button', { name: 'Print' }).isVisible()).toBe(false)
  await metrics.waitFor()
  expect(complaints).toEqual([])
})
