import { cardMarkdown } from '@primum/core/model-card/card-markdown'
import type { ModelCard } from '@primum/core/model-card/model-card'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { idParams } from '../../http/id-params.ts'
import { route } from '../../http/route.ts'
import { readModelCard } from './read-model-card.ts'
import { modelCard, modelCardMarkdown } from './schemas.ts'

const tag = 'versions'

export function modelCardRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/v1/versions/:id/model-card',
    access: 'versions.read',
    tag,
    summary: 'The model card of a version; the ETag is the digest of its content',
    description:
      'Written from the register, the newest signed validation report, the monitors and the ' +
      'signatures. What nobody stated has no value, and is listed in notStated. A key also needs ' +
      'validations.read, assessments.read and monitoring.read.',
    schemas: { params: idParams, response: modelCard },
    handler: async ({ ctx, params, reply }) => {
      const card = await readModelCard(ctx, params.id)
      named(reply, card, 'json')
      return card
    },
  })
  route(app, {
    method: 'GET',
    url: '/api/v1/versions/:id/model-card.md',
    access: 'versions.read',
    tag,
    summary: 'The same model card as Markdown',
    schemas: { params: idParams, response: modelCardMarkdown },
    handler: async ({ ctx, params, reply }) => {
      const card = await readModelCard(ctx, params.id)
      named(reply, card, 'md')
      void reply.header('content-type', 'text/markdown; charset=utf-8')
      return cardMarkdown(card)
    },
  })
}

function named(reply: FastifyReply, card: ModelCard, ending: string): void {
  const { aiSystem, version } = card
  // A label is a semantic version and a reference has letters, digits, dots, hyphens, underscores.
  const name = `model-card-${aiSystem.reference}-${version.label}.${ending}`
  void reply
    .header('etag', `"${card.digest}"`)
    .header('content-disposition', `inline; filename="${name}"`)
}
