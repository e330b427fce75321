import { app } from '../../web/src/reaches-up.ts'

export const command: string = app
