import type { APIRequestContext, Locator, Page } from 'playwright-core'
import { enterWithAllRoles, post } from './api.ts'
import { settle } from './browser.ts'
import { administrator } from './program.ts'

/** A system with a version, by the API; answers the address of its validation. */
export async function registerSystem(request: APIRequestContext): Promise<string> {
  await enterWithAllRoles(request)
  const system = await post<{ id: string }>(request, '/ai-systems', {
    reference: 'readmission',
    name: 'Readmission risk',
    businessPurpose: 'Plan follow-up.',
    intendedUse: 'Flags adult inpatients at discharge.',
    archetype: 'risk-stratification',
    modelOwner: 'Dana Scientist',
    hostingLocation: 'On premises',
    monitoringApproach: 'Streamed.',
  })
  await post<{ id: string }>(request, `/ai-systems/${system.id}/versions`, {
    label: '1.0.0',
    artifactSha256: 'a'.repeat(64),
    threshold: 0.3,
    inputSchema: [{ name: 'age', kind: 'numeric', unit: 'years' }],
    groupAttributes: ['sex'],
    baselineId: null,
    intendedUse: 'As registered.',
  })
  return `/ai-systems/${system.id}/validation`
}

/** Encounters whose outcome follows their score, without any randomness. */
export function csvOf(
  rows: number,
  change: (row: string[], index: number) => void = () => undefined,
) {
  const lines = Array.from({ length: rows }, (_, index) => {
    const score = ((index * 37) % 100) / 100
    const outcome = (index * 61) % 100 < 100 * score * 0.9 ? '1' : '0'
    const row = [
      score.toFixed(2),
      outcome,
      index % 2 === 0 ? 'female' : 'male',
      `${40 + (index % 45)}`,
    ]
    change(row, index)
    return row.join(',')
  })
  return Buffer.from(['risk,readmitted,sex,age', ...lines].join('\n'))
}

/** Chooses a file in the page of a protocol: one made here, or one that lies on disk. */
export async function handOver(
  page: Page,
  protocol: string,
  file: { name: string; buffer: Buffer } | string,
): Promise<void> {
  await page.goto(protocol)
  await page.getByRole('button', { name: 'Choose a file' }).waitFor()
  const chosen = typeof file === 'string' ? file : { ...file, mimeType: 'text/csv' }
  await page.locator('input[type=file]').setInputFiles(chosen)
}

/** Takes the column for what is named, unless that was suggested already. */
async function use(page: Page, column: string, role: string): Promise<void> {
  const choice = page.getByRole('combobox', { name: `What ${column} is used as` })
  if ((await choice.inputValue()) === role) return
  await choice.click()
  await page.getByRole('option', { name: role, exact: true }).click()
}

export async function mapAndStart(page: Page, name: string): Promise<void> {
  await page.getByText(`${name} has arrived.`).first().waitFor()
  await page.getByRole('link', { name: 'Say what its columns are' }).click()
  await page.getByRole('heading', { name: `Columns of ${name}` }).waitFor()
  await use(page, 'risk', 'Score')
  await use(page, 'readmitted', 'Outcome (0 or 1)')
  await use(page, 'sex', 'Subgroup')
  await settle(page)
  await page.getByRole('button', { name: 'Start the run' }).click()
  await page.waitForURL(/\/validation\/runs\//)
}

/** Signs in the dialog that is open. */
export async function sign(dialog: Locator): Promise<void> {
  await dialog.getByRole('textbox', { name: 'Your password' }).fill(administrator.password)
  await dialog.getByRole('button', { name: 'Sign', exact: true }).click()
}
