import type { APIRequestContext, Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { enterWithAllRoles, post } from './api.ts'
import { expectAccessible, launchBrowser, openPage, settle, signIn } from './browser.ts'
import { startProgram } from './program.ts'
import type { RunningProgram } from './program.ts'

const day = 86_400_000
const start = Math.floor(Date.now() / day) * day - 30 * day
const burstDay = new Date(start + 20 * day).toISOString().slice(0, 10)

let program: RunningProgram
let browser: Browser
let workspace = ''

beforeAll(async () => {
  program = await startProgram({ administrator: true })
  browser = await launchBrowser()
  const { context } = await openPage(browser, program.url)
  workspace = await failingFeed(context.request)
  await context.close()
})

afterAll(async () => {
  await browser?.close()
  await program?.stop()
})

/** A version that is sent glucose in mmol/L, and on one day to the half of it in mg/dL. */
async function failingFeed(request: APIRequestContext): Promise<string> {
  await enterWithAllRoles(request)
  const system = await post<{ id: string }>(request, '/ai-systems', {
    ...{ reference: 'glucose', name: 'Deterioration alert', archetype: 'patient-monitoring' },
    ...{ businessPurpose: 'Earlier treatment.', intendedUse: 'Flags adult inpatients.' },
    ...{ modelOwner: 'Dana Scientist', hostingLocation: 'On premises', synthetic: true },
    ...{ monitoringApproach: 'Streamed.', labelPolicy: 'absence-is-negative' },
    ...{ outcomeHorizonDays: 1, outcomeGraceDays: 0 },
  })
  const at = `/ai-systems/${system.id}`
  const glucose = { name: 'glucose', kind: 'numeric', unit: 'mmol/L', minimum: 1, maximum: 40 }
  await post(request, `${at}/versions`, {
    ...{ label: '1.0.0', artifactSha256: 'cd'.repeat(32), threshold: 0.3, inputSchema: [glucose] },
    ...{ groupAttributes: [], baselineId: null, intendedUse: 'Flags inpatients.' },
  })
  const rows = Array.from({ length: 50 * 25 }, (_, index) => {
    const on = Math.floor(index / 50)
    const inOtherUnit = on === 20 && index % 2 === 0
    return {
      ...{ id: `p${index}`, version: '1.0.0', score: ((index * 37) % 100) / 100, groups: {} },
      predictedAt: new Date(start + on * day + 9 * 3_600_000).toISOString(),
      features: { glucose: (4 + (index % 8)) * (inOtherUnit ? 18 : 1) },
    }
  })
  await post(request, `${at}/predictions`, { rows })
  return at
}

async function openForm(page: Page) {
  await page.goto(`${workspace}/monitoring`)
  await settle(page)
  await page.getByRole('button', { name: 'Add a monitor', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Add a monitor' })
  await dialog.getByRole('combobox', { name: 'Metric' }).click()
  await page.getByRole('option', { name: 'Invalid data (inputs and scores)', exact: true }).click()
  return dialog
}

test('invalid data is tried on history, added, drawn and offered to the policy', async () => {
  const { page, context, complaints } = await openPage(browser, program.url)
  await signIn(page)
  const dialog = await openForm(page)
  await dialog
    .getByText(
      /^The share of predictions that arrived with an input or a score that cannot be right/,
    )
    .first()
    .waitFor()
  expect(await dialog.getByLabel('Accepted limit').inputValue()).toBe('0.01')
  await dialog.getByRole('radio', { name: 'Critical' }).check()
  await dialog.getByRole('button', { name: 'Try it on history' }).click()
  await dialog.getByText(new RegExp(`^Would have fired on ${burstDay}; `)).waitFor()
  await settle(page)
  await expectAccessible(page, 'a monitor of invalid data tried on history')
  await dialog.getByRole('button', { name: 'Add a monitor' }).click()
  await page.getByText('The monitor is added.').waitFor()

  await page.goto(`${workspace}/monitoring?metric=invalid-data&windowDays=7`)
  await page
    .getByText(/predictions arrived with an input or a score that cannot be right/)
    .first()
    .waitFor()
  await settle(page)
  expect(await page.getByRole('combobox', { name: 'Group' }).count()).toBe(0)

  await page.getByRole('button', { name: 'Set the policy' }).click()
  const policy = page.getByRole('dialog', { name: 'Change the policy' })
  await policy.getByRole('combobox', { name: 'Metrics that count' }).press('ArrowDown')
  await page
    .getByRole('option', { name: 'Invalid data (inputs and scores)', exact: true })
    .waitFor()
  expect(complaints).toEqual([])
  await context.close()
})
