import { queryClient } from './query-client.ts'

/** After a write: what is shown of these nouns is asked again. Query keys begin with their noun. */
export async function refresh(...nouns: string[]): Promise<void> {
  await Promise.all(nouns.map((noun) => queryClient.invalidateQueries({ queryKey: [noun] })))
}

/** What any act on one AI system can change elsewhere. */
export function refreshSystem(): Promise<void> {
  return refresh(
    ...[
      'ai-systems',
      'aliases',
      'assessments',
      'classifications',
      'deployments',
      'duties',
      'findings',
      'fleet',
      'gap-assessments',
      'incidents',
    ],
    ...['ledger', 'lifecycle', 'monitors', 'notifications', 'validation', 'versions', 'worklist'],
  )
}
