import { betterAuth } from 'better-auth'

export const breaks = betterAuth
