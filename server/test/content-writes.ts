import { rm } from 'node:fs/promises'
import type { ControlsWorld } from './controls-world.ts'
import type { Answer, TestServer } from './harness.ts'
import { laterContent } from './other-content.ts'
import { acmeYaml } from './own-world.ts'

/** One successful call of every route of content packs that writes. */
export function contentWrites(
  server: () => TestServer,
  world: () => ControlsWorld,
): Record<string, () => Promise<Answer>> {
  const sendOwn = (id: string): Promise<Answer> =>
    server().inject({
      method: 'POST',
      url: '/api/v1/content-packs/own?reason=Asked%20for',
      headers: {
        ...{ cookie: world().lead.cookie, 'content-type': 'application/octet-stream' },
        'x-file-name': 'own.yaml',
      },
      payload: acmeYaml().replaceAll('ACME', id),
    })
  return {
    'POST /api/v1/content-packs/:kind/:id/release': async () => {
      const path = '/content-packs/framework/ISO14971/release'
      const { services } = server()
      const before = services.content
      // What is in force has to be kept before another program comes.
      await world().lead.call('PUT', '/content-packs/framework/ISO13485/switch', off)
      const later = await laterContent(before, {
        'frameworks/iso14971.yaml': (file) => (file.requirements[0].title += ', again'),
      })
      services.content = later
      try {
        const { digest } = (await world().done(world().lead.call('GET', path))).to
        return await world().lead.call('POST', path, { digest, reason: 'Read.' })
      } finally {
        services.content = before
        await rm(later.folder, { recursive: true, force: true })
      }
    },
    'POST /api/v1/content-packs/own': () => sendOwn('ACME'),
    'DELETE /api/v1/content-packs/own/:id': async () => {
      await sendOwn('TRIAL')
      return world().lead.call('DELETE', '/content-packs/own/TRIAL', { reason: 'A trial.' })
    },
    'PUT /api/v1/content-packs/:kind/:id/switch': async () =>
      world().lead.call('PUT', '/content-packs/framework/IEC62304/switch', off),
  }
}

const off = { on: false, reason: 'It is not ours.' }
