import type { FastifyInstance } from 'fastify'
import { idParams } from '../../http/id-params.ts'
import { route } from '../../http/route.ts'
import { curves, curvesQuery } from './curve-schemas.ts'
import { readCurves } from './read-curves.ts'
import { readDrift } from './read-drift.ts'
import { readPerformance } from './read-performance.ts'
import { readSeries } from './read-series.ts'
import { readVersionsCompared } from './read-versions-compared.ts'
import {
  drift,
  driftQuery,
  metricSeries,
  performance,
  performanceQuery,
  seriesQuery,
} from './schemas.ts'
import { versionsCompared, versionsComparedQuery } from './version-schemas.ts'

const tag = 'metrics'

export function metricRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/api/v1/ai-systems/:id/metrics',
    access: 'monitoring.read',
    tag,
    summary: 'One metric over time, with intervals, baseline and what happened',
    schemas: { params: idParams, query: seriesQuery, response: metricSeries },
    handler: ({ ctx, params, query }) => readSeries(ctx, params.id, query),
  })
  route(app, {
    method: 'GET',
    url: '/api/v1/ai-systems/:id/performance',
    access: 'monitoring.read',
    tag,
    summary: 'Exact performance of a version over matured predictions, overall and by subgroup',
    schemas: { params: idParams, query: performanceQuery, response: performance },
    handler: ({ ctx, params, query }) => readPerformance(ctx, params.id, query),
  })
  route(app, {
    method: 'GET',
    url: '/api/v1/ai-systems/:id/drift',
    access: 'monitoring.read',
    tag,
    summary: 'How far scores and features lie from the baseline',
    schemas: { params: idParams, query: driftQuery, response: drift },
    handler: ({ ctx, params, query }) => readDrift(ctx, params.id, query),
  })
  route(app, {
    method: 'GET',
    url: '/api/v1/ai-systems/:id/curves',
    access: 'monitoring.read',
    tag,
    summary:
      'ROC, precision–recall, threshold, calibration and decision curves beside the baseline',
    description: 'From stored counts; scores are joined until no cell holds 1 to 10 people.',
    schemas: { params: idParams, query: curvesQuery, response: curves },
    handler: ({ ctx, params, query }) => readCurves(ctx, params.id, query),
  })
  route(app, {
    method: 'GET',
    url: '/api/v1/ai-systems/:id/versions-compared',
    access: 'monitoring.read',
    tag,
    summary: 'Two versions side by side, on the same cases where both scored them',
    schemas: { params: idParams, query: versionsComparedQuery, response: versionsCompared },
    handler: ({ ctx, params, query }) => readVersionsCompared(ctx, params.id, query),
  })
}
