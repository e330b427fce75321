import type { Incident } from '../incidents/schemas.ts'
import { load } from '../incidents/store.ts'

export const open = (incident: Incident): string => load(incident.id)
