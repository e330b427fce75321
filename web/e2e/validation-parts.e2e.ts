import type { APIRequestContext, Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible, launchBrowser, openPage, settle, signIn } from './browser.ts'
import { administrator, startProgram } from './program.ts'
import type { RunningProgram } from './program.ts'
import { registerSystem } from './validation-steps.ts'

let program: RunningProgram
let browser: Browser
let runPage = ''

beforeAll(async () => {
  program = await startProgram({ administrator: true })
  browser = await launchBrowser()
  const { context } = await openPage(browser, program.url)
  runPage = await startedRun(context.request)
  await context.close()
})

afterAll(async () => {
  await browser?.close()
  await program?.stop()
})

/**
 * Two predictions an encounter. Weight follows age, or falls with it in the file that is measured:
 * each of them by itself looks the same in both.
 */
function file(rows: number, measured: boolean): Buffer {
  const lines = Array.from({ length: rows }, (_, index) => {
    const score = ((index * 37) % 100) / 100
    const outcome = (index * 61) % 100 < 90 * score ? '1' : '0'
    const spread = ((index * 53) % 101) - 50
    const weight = (measured ? -spread : spread) + ((index * 29) % 7)
    return [
      ...[`E${Math.floor(index / 2)}`, score.toFixed(2)],
      measured && index % 5 === 0 ? '' : outcome,
      ...[index % 4 < 2 ? 'female' : 'male', `${60 + spread / 2}`, `${70 + weight / 2}`],
      `${60 + ((index * 17) % 40)}`,
      index % 3 === 0 ? 'north' : 'south',
    ].join(',')
  })
  return Buffer.from(['stay,risk,outcome,sex,age,weight,pulse,ward', ...lines].join('\n'))
}

/** A run of a file with another to compare with, started by the API; answers its address. */
async function startedRun(request: APIRequestContext): Promise<string> {
  const validation = await registerSystem(request)
  const post = async (path: string, options: object) => {
    const response = await request.post(`/api/v1${path}`, options)
    expect(response.status(), `${path}: ${await response.text()}`).toBeLessThan(300)
    return (await response.json()) as { id: string }
  }
  const id = validation.split('/')[2]
  const protocol = await post(`/ai-systems/${id}/validation-protocols`, {
    data: {
      ...{ title: 'Local validation', intendedPopulation: 'Adult inpatients at discharge.' },
      primaryMetric: { metric: 'auroc' },
      acceptanceCriteria: [{ metric: 'auroc', bound: 'lower', operator: 'at-least', limit: 0.6 }],
      ...{ subgroups: ['sex'], thresholds: [0.3, 0.6], unit: { aggregation: 'none' } },
      requiredPrecision: null,
    },
  })
  const at = `/validation-protocols/${protocol.id}`
  await post(`${at}/lock`, { data: { password: administrator.password } })
  const upload = (name: string, data: Buffer) =>
    post(`${at}/uploads`, {
      data,
      headers: { 'content-type': 'application/octet-stream', 'x-file-name': name },
    })
  const measured = await upload('discharges.csv', file(3000, true))
  const before = await upload('development.csv', file(3000, false))
  const run = await post(`${at}/runs`, {
    data: {
      ...{ uploadId: measured.id, baselineUploadId: before.id },
      roles: {
        ...{ score: 'risk', label: 'outcome', encounter: 'stay', groups: ['sex'] },
        features: ['age', 'weight', 'pulse', 'ward'],
      },
    },
  })
  return `${validation}/runs/${run.id}`
}

test.each([
  ['light', 1280],
  ['dark', 768],
] as const)(
  'a report says what is estimated and what alerts cost, in %s',
  async (scheme, width) => {
    const { page, context, complaints } = await openPage(browser, program.url, { scheme, width })
    await signIn(page)
    await page.goto(runPage)

    const estimated = page.getByRole('region', { name: 'Estimated without outcomes', exact: true })
    await estimated.getByText('An estimate, not a measurement').waitFor()
    await estimated.getByText(/^For 3,000 predictions \(600 without a known outcome\)/).waitFor()
    await estimated.getByText(/estimated without outcomes; assumes no concept drift/).waitFor()
    const table = estimated.getByRole('region')
    await table.getByRole('columnheader', { name: 'Measured on baseline' }).waitFor()
    await table.getByRole('row', { name: /^AUROC.*0\.\d{3}.* to .*n = 3,000.*0\.\d{3}/ }).waitFor()
    await table.getByRole('row', { name: /^Sensitivity \(recall\) at 0\.6/ }).waitFor()

    const together = page.getByRole('region', { name: 'Inputs together', exact: true })
    await together.getByText(/^The inputs do not go together as in the baseline/).waitFor()
    await together.getByText('Without ward: it holds categories, not numbers.').waitFor()
    await together.getByText(/every row; seed 1, so that it can be repeated/).waitFor()
    await together.getByRole('row', { name: /^Reconstruction error \(PCA\)/ }).waitFor()
    await together.getByRole('row', { name: /^Domain classifier.*0\.500.*6,000/ }).waitFor()

    const burden = page.getByRole('region', { name: 'Alert burden', exact: true })
    await burden.getByText(/^At 0\.3, there are 140\.0 alerts per 100 encounters/).waitFor()
    for (const name of [/^0\.3 Everyone 140\.0 per 100.*n = 1,500/, /^0\.6 female/, /^0\.6 male/]) {
      await burden.getByRole('row', { name }).waitFor()
    }
    await page.getByText(/^1,500 rows repeat an encounter \(1,500 encounters in all\)/).waitFor()
    await settle(page)
    await expectAccessible(page, `a report in ${scheme}`)
    expect(complaints).toEqual([])
    await context.close()
  },
)
