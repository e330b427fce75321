import type { Incident } from '../../server/src/features/incidents/schemas.ts'

export type Copy = Incident
