import { ProblemError } from '@primum/client'
import { QueryClient } from '@tanstack/react-query'

const lasting = ['forbidden', 'not-found', 'invalid', 'unauthenticated', 'precondition-failed']

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (failures, error) =>
        failures < 1 && !(error instanceof ProblemError && lasting.includes(error.code)),
      retryDelay: 400,
    },
  },
})
