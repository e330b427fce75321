import type { Answer, Person } from './harness.ts'

type Duty = { id: string; prohibits: boolean; setAside: object | null }

/** One successful call of every route of duties that writes. */
export function dutyWrites(lead: () => Person): Record<string, () => Promise<Answer>> {
  const listed = async (): Promise<Duty[]> => {
    const { body } = await lead().call('GET', '/duties?limit=200&state=may-apply')
    return (body.items as Duty[]).filter(({ prohibits }) => !prohibits)
  }
  const free = async () => (await listed()).find(({ setAside }) => setAside === null)!.id
  const because = { reason: 'The service is not offered.' }
  const aside = async (id: string) => lead().call('POST', `/duties/${id}/set-aside`, because)
  return {
    'PATCH /api/v1/duties/:id': async () =>
      lead().call('PATCH', `/duties/${await free()}`, { note: 'Ask counsel.' }),
    'POST /api/v1/duties/assign': async () =>
      lead().call('POST', '/duties/assign', {
        ...{ ids: [await free()], ownerId: lead().ctx.actor.memberId, dueOn: '2030-01-01' },
      }),
    'POST /api/v1/duties/:id/set-aside': async () => aside(await free()),
    'DELETE /api/v1/duties/:id/set-aside': async () => {
      const id = await free()
      await aside(id)
      return lead().call('DELETE', `/duties/${id}/set-aside`)
    },
    'POST /api/v1/duties/:id/confirm': async () => {
      const id = await free()
      await lead()
        .ctx.db.updateTable('duties')
        .set({
          look_again: JSON.stringify({ because: ['It changed.'], at: '2026-01-01T00:00:00Z' }),
        })
        .where('id', '=', id)
        .execute()
      return lead().call('POST', `/duties/${id}/confirm`, { reason: 'It still holds.' })
    },
  }
}
