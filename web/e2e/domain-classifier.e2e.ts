import type { APIRequestContext, Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { enterWithAllRoles, post } from './api.ts'
import { expectAccessible, launchBrowser, openPage, settle, signIn } from './browser.ts'
import { startProgram } from './program.ts'
import type { RunningProgram } from './program.ts'

const day = 86_400_000
const start = Math.floor(Date.now() / day) * day - 50 * day
const dayAt = (at: number) => new Date(start + at * day).toISOString().slice(0, 10)

let program: RunningProgram
let browser: Browser
let workspace = ''

beforeAll(async () => {
  program = await startProgram({ administrator: true })
  browser = await launchBrowser()
  const { context } = await openPage(browser, program.url)
  workspace = await olderPatients(context.request)
  await context.close()
})

afterAll(async () => {
  await browser?.close()
  await program?.stop()
})

/** A version that is sent older patients from the fortieth of fifty days on. */
async function olderPatients(request: APIRequestContext): Promise<string> {
  await enterWithAllRoles(request)
  const system = await post<{ id: string }>(request, '/ai-systems', {
    ...{ reference: 'bought', name: 'Bought alert', archetype: 'patient-monitoring' },
    ...{ businessPurpose: 'Earlier treatment.', intendedUse: 'Flags adult inpatients.' },
    ...{ modelOwner: 'Dana Scientist', hostingLocation: 'On premises', synthetic: true },
    ...{ monitoringApproach: 'Streamed.', labelPolicy: 'absence-is-negative' },
    ...{ outcomeHorizonDays: 1, outcomeGraceDays: 0 },
  })
  const at = `/ai-systems/${system.id}`
  const inputSchema = ['age', 'pulse'].map((name) => ({ name, kind: 'numeric' }))
  await post(request, `${at}/versions`, {
    ...{ label: '1.0.0', artifactSha256: 'cd'.repeat(32), threshold: 0.3, inputSchema },
    ...{ groupAttributes: [], baselineId: null, intendedUse: 'Flags inpatients.' },
  })
  for (let on = 0; on < 50; on++) {
    const rows = Array.from({ length: 60 }, (_, index) => ({
      ...{ id: `p${on}-${index}`, version: '1.0.0', score: ((index * 37) % 100) / 100 },
      groups: {},
      predictedAt: new Date(start + on * day + 9 * 3_600_000).toISOString(),
      features: {
        age: 50 + ((index * 7 + on) % 30) + (on < 40 ? 0 : 15),
        pulse: 60 + (index % 40),
      },
    }))
    await post(request, `${at}/predictions`, { rows })
  }
  return at
}

test('other patients than in the first weeks are told apart on history, and watched for', async () => {
  const { page, context, complaints } = await openPage(browser, program.url)
  await signIn(page)
  await page.goto(`${workspace}/monitoring`)
  await settle(page)
  await page.getByRole('button', { name: 'Add a monitor', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Add a monitor' })
  await dialog.getByRole('combobox', { name: 'Metric' }).click()
  await page.getByRole('option', { name: 'Domain classifier (AUROC)', exact: true }).click()
  await dialog
    .getByText(/^How well a model can tell the inputs of today from those of the first weeks/)
    .first()
    .waitFor()
  await dialog.getByRole('button', { name: 'Try it on history' }).click()
  const fired = [41, 42, 43].map(dayAt).join('|')
  await dialog.getByText(new RegExp(`^Would have fired on (${fired});`)).waitFor()
  await settle(page)
  await expectAccessible(page, 'a domain classifier tried on history')
  await dialog.getByRole('button', { name: 'Add a monitor' }).click()
  await page.getByText('The monitor is added.').waitFor()

  await page.goto(`${workspace}/monitoring?metric=domain-classifier-auroc&windowDays=7`)
  await page.getByText(/^No window of this length has been compared yet/).waitFor()
  await settle(page)
  expect(await page.getByRole('combobox', { name: 'Group' }).count()).toBe(0)
  expect(complaints).toEqual([])
  await context.close()
})
