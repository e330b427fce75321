import { password } from './harness.ts'
import type { Answer, Person } from './harness.ts'

/** One successful call of every route of statements of applicability that writes. */
export function statementWrites(lead: () => Person): Record<string, () => Promise<Answer>> {
  /** The draft that there is, or a new one: there is never more than one. */
  const draft = async (): Promise<string> => {
    const { body } = await lead().call('GET', '/statements')
    const found = body.items.find(({ signedAt }: { signedAt: string | null }) => signedAt === null)
    return found?.id ?? (await lead().call('POST', '/statements', {})).body.id
  }
  const decide = (statement: string, control: string) =>
    lead().call('PUT', `/statements/${statement}/items/${control}`, {
      ...{ applicable: false, justification: 'It is not used here.' },
    })
  const sign = async () => {
    const id = await draft()
    const { body } = await lead().call('GET', `/statements/${id}`)
    for (const { requirementId } of body.lines) await decide(id, requirementId)
    return lead().call('POST', `/statements/${id}/sign`, { password })
  }
  return {
    'POST /api/v1/statements': async () => {
      await sign()
      return lead().call('POST', '/statements', {})
    },
    'PUT /api/v1/statements/:id/items/:requirementId': async () =>
      decide(await draft(), 'ISO42001:A.2.2'),
    'POST /api/v1/statements/:id/sign': sign,
  }
}
