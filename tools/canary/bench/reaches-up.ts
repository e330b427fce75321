import { app } from '../web/src/reaches-up.ts'

export const bench: string = app
