import { Stack } from '@mantine/core'
import { plural, t } from '../../lib/messages/messages.ts'
import { paths } from '../../paths.ts'
import { Go } from '../../ui/Go.tsx'
import { Panel } from '../../ui/Panel.tsx'
import type { Statement } from './queries.ts'
import { groupBlockers } from './statement-blockers.ts'
import classes from './statements.module.css'

/** What stands against signing, as the server says it, and the way to each. */
export function BlockingPanel({ statement }: { statement: Statement }) {
  if (statement.problems.length === 0) return null
  return (
    <Panel title={t('statement.blockedTitle')} about={t('statement.blockedAbout')}>
      <Stack gap="xs">
        {groupBlockers(statement).map(({ code, items }) => (
          <details key={code} className={classes['blocked']}>
            <summary>
              {plural(
                items.length,
                `statement.problem.${code}.one`,
                `statement.problem.${code}.other`,
              )}
            </summary>
            <ul>
              {items.map(({ problem, line }) => (
                <li key={problem.message}>
                  {line === undefined ? (
                    problem.message
                  ) : (
                    <Go to={paths.statementControl(statement.id, line.requirementId)}>
                      {problem.message}
                    </Go>
                  )}
                </li>
              ))}
            </ul>
          </details>
        ))}
      </Stack>
    </Panel>
  )
}
