import type { Answer, Person } from './harness.ts'

/** One successful call of every route of gap assessments that writes. */
export function gapWrites(lead: () => Person): Record<string, () => Promise<Answer>> {
  const policy = 'ISO42001:A.2.2'
  /** The open one, or a new one: there is never more than one of a framework. */
  const open = async (): Promise<string> => {
    const { body } = await lead().call('GET', '/gap-assessments')
    const found = body.items.find(({ closedAt }: { closedAt: string | null }) => closedAt === null)
    if (found !== undefined) return found.id
    return (await lead().call('POST', '/gap-assessments', { framework: 'ISO42001' })).body.id
  }
  const close = async () => lead().call('POST', `/gap-assessments/${await open()}/close`)
  return {
    'POST /api/v1/gap-assessments': async () => {
      await close()
      return lead().call('POST', '/gap-assessments', { framework: 'ISO42001' })
    },
    'PUT /api/v1/gap-assessments/:id/requirements/:requirementId': async () =>
      lead().call('PUT', `/gap-assessments/${await open()}/requirements/${policy}`, {
        ...{ judgement: 'missing', note: 'There is no policy.' },
      }),
    'POST /api/v1/gap-assessments/:id/findings': async () => {
      const id = await open()
      const { body } = await lead().call('GET', `/gap-assessments/${id}`)
      const free = body.lines.find(({ finding }: { finding: unknown }) => finding === null)
      const requirementIds = [free.requirementId]
      return lead().call('POST', `/gap-assessments/${id}/findings`, { requirementIds })
    },
    'POST /api/v1/gap-assessments/:id/close': close,
  }
}
