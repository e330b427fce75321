import { Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { t } from '../../lib/messages/messages.ts'
import { EmptyNote } from '../../ui/EmptyNote.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { Pager } from '../../ui/Pager.tsx'
import classes from './controls.module.css'
import { RunDetails } from './RunDetails.tsx'
import { runsQuery } from './test-queries.ts'
import type { ControlTest } from './test-queries.ts'

/** The runs of a test, newest first; the newest lies open. */
export function TestRuns({ test }: { test: ControlTest }) {
  const [cursor, setCursor] = useState<string | undefined>()
  const query = useQuery(runsQuery(test.id, cursor))
  return (
    <Loaded query={query} height={120}>
      {({ items, nextCursor }) =>
        items.length === 0 ? (
          <EmptyNote title={t('test.noRunTitle')} text={t('test.noRunText')} />
        ) : (
          <Stack gap="xs" className={classes['runs'] ?? ''}>
            {items.map((run, index) => (
              <RunDetails
                key={run.id}
                run={run}
                earlier={run.ofDefinition !== test.definition}
                open={cursor === undefined && index === 0}
              />
            ))}
            <Pager
              shown={items.length}
              later={cursor !== undefined}
              nextCursor={nextCursor}
              onFirst={() => setCursor(undefined)}
              onNext={setCursor}
            />
          </Stack>
        )
      }
    </Loaded>
  )
}
