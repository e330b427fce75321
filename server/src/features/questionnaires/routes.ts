import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { route } from '../../http/route.ts'
import { listQuestionnaires } from './list-questionnaires.ts'
import { readQuestionnaire } from './read-questionnaire.ts'
import { questionnaire, questionnaireList } from './schemas.ts'

const tag = 'questionnaires'
const nameParams = z.object({ id: z.string().max(100) })

export function questionnaireRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/v1/questionnaires',
    access: 'assessments.read',
    tag,
    summary: 'The questionnaires that this program asks by',
    schemas: { response: questionnaireList },
    handler: ({ ctx }) => listQuestionnaires(ctx),
  })
  route(app, {
    method: 'GET',
    url: '/api/v1/questionnaires/:id',
    access: 'assessments.read',
    tag,
    summary: 'One questionnaire with all its questions, scales and sources',
    schemas: { params: nameParams, response: questionnaire },
    handler: ({ ctx, params }) => readQuestionnaire(ctx, params.id),
  })
}
