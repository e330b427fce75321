import { z } from 'zod'

/** The path parameter of most routes. */
export const idParams = z.object({ id: z.uuid() })
