import type { APIRequestContext } from 'playwright-core'
import { administrator } from './program.ts'

/** Sends JSON to a path below /api/v1 as whoever is signed in; anything but success fails the test. */
export async function post<T>(request: APIRequestContext, path: string, data: unknown): Promise<T> {
  const response = await request.post(`/api/v1${path}`, { data })
  if (!response.ok()) throw new Error(`${path}: ${response.status()} ${await response.text()}`)
  return (await response.json()) as T
}

/** Signs the administrator in as who leads governance and owns models too: who may set a scene. */
export async function enterWithAllRoles(request: APIRequestContext): Promise<void> {
  await post(request, '/session', administrator)
  const { items } = (await (await request.get('/api/v1/members')).json()) as {
    items: { id: string }[]
  }
  const roles = ['administrator', 'governance-lead', 'model-owner']
  const changed = await request.patch(`/api/v1/members/${items[0]?.id}`, { data: { roles } })
  if (!changed.ok()) throw new Error(`members: ${changed.status()} ${await changed.text()}`)
}
