import type { APIRequestContext, Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { enterWithAllRoles, post } from './api.ts'
import { expectAccessible, launchBrowser, openPage, settle, signIn } from './browser.ts'
import { startProgram } from './program.ts'
import type { RunningProgram } from './program.ts'

let program: RunningProgram
let browser: Browser
let workspace = ''

beforeAll(async () => {
  program = await startProgram({ administrator: true })
  browser = await launchBrowser()
  const { context } = await openPage(browser, program.url)
  workspace = await registerScribe(context.request)
  await context.close()
})

afterAll(async () => {
  await browser?.close()
  await program?.stop()
})

/** A system that writes notes: one version without a baseline, and forty of its notes reviewed. */
async function registerScribe(request: APIRequestContext): Promise<string> {
  await enterWithAllRoles(request)
  const system = await post<{ id: string }>(request, '/ai-systems', {
    ...{ reference: 'scribe', name: 'Visit notes', archetype: 'ambient-documentation' },
    ...{ businessPurpose: 'Less typing.', intendedUse: 'Drafts notes of visits.' },
    ...{ modelOwner: 'Dana Scientist', hostingLocation: 'On premises', synthetic: true },
    ...{ monitoringApproach: 'Samples are reviewed.', usesPhi: true },
    ...{ fdaStatus: 'not-a-device', euRole: 'not-in-eu' },
  })
  const at = `/ai-systems/${system.id}`
  await post(request, `${at}/versions`, {
    ...{ label: '1.0.0', artifactSha256: 'ab'.repeat(32), threshold: 0.5, inputSchema: [] },
    ...{ groupAttributes: [], baselineId: null, intendedUse: 'Drafts notes of visits.' },
  })
  const producedAt = new Date(Date.now() - 2 * 86_400_000).toISOString()
  const reviewedAt = new Date(Date.now() - 86_400_000).toISOString()
  const rows = Array.from({ length: 40 }, (_, index) => ({
    ...{ id: `r${index}`, version: '1.0.0', outputId: `note-${index}`, reviewer: 'rev-a' },
    ...{ kind: 'human', producedAt, reviewedAt, rating: 3 + (index % 3), editDistance: 0.2 },
    ...{ hallucination: index % 3 === 0, harm: false },
  }))
  await post(request, `${at}/reviews`, { rows })
  return at
}

test('what reviewers found is read on the monitoring page, and a template watches it', async () => {
  const { page, context, complaints } = await openPage(browser, program.url, { scheme: 'dark' })
  await signIn(page)
  await page.goto(`${workspace}/monitoring`)
  await page.getByText(/^Of 40 outputs reviewed, .* stated something that nobody said/).waitFor()
  const findings = page.getByRole('region', { name: 'Findings of reviewers' })
  await findings.getByRole('row', { name: /hallucination.*35\.0/ }).waitFor()
  // What needs a baseline is not there to be refused.
  expect(await page.getByRole('heading', { name: 'Input drift' }).count()).toBe(0)
  await settle(page)
  await expectAccessible(page, 'reviews on the monitoring page')
  await page.getByRole('button', { name: 'Add from a template' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'Monitors by use case' })
  await dialog.getByText('Prevents: Something that nobody said enters the record').waitFor()
  await settle(page)
  await expectAccessible(page, 'monitors by use case')
  await dialog.getByRole('button', { name: 'Add these monitors' }).click()
  const monitors = page.getByRole('region', { name: 'Monitors and what they say now' })
  await monitors.getByRole('row', { name: /Hallucination rate/ }).waitFor()
  expect(await monitors.getByRole('row').count()).toBe(12)
  expect(complaints).toEqual([])
  await context.close()
})
