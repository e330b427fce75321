import type { z } from 'zod'
import type { aiSystem } from './schemas.ts'

export type AiSystem = z.infer<typeof aiSystem>
