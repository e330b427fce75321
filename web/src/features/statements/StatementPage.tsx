import { Button, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { t } from '../../lib/messages/messages.ts'
import { usePathPart, useUrlState } from '../../lib/url-state.ts'
import { paths } from '../../paths.ts'
import { Icon } from '../../ui/Icon.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { BlockingPanel } from './BlockingPanel.tsx'
import { ChangesView } from './ChangesView.tsx'
import { LinesView } from './LinesView.tsx'
import { exportPath, statementQuery, statementsQuery } from './queries.ts'
import { SignedPanel } from './SignedPanel.tsx'
import { SignStatementAction } from './SignStatementAction.tsx'
import { readStatementState } from './statement-state.ts'
import { StatementFigures } from './StatementFigures.tsx'
import { StatementTabs } from './StatementTabs.tsx'
import { StatementTag } from './StatementTags.tsx'

export function StatementPage() {
  const query = useQuery(statementQuery(usePathPart('statementId')))
  const list = useQuery(statementsQuery)
  const [{ view }] = useUrlState(readStatementState)
  return (
    <Loaded query={query} height={480} heading={t('statements.statement')}>
      {(statement) => {
        const previous = list.data?.items.find(
          ({ framework, number }) =>
            framework === statement.framework && number === statement.number - 1,
        )
        return (
          <>
            <PageHeader
              title={t('statements.name', { number: statement.number })}
              purpose={t('statement.purpose')}
              guide="statements"
              crumbs={[{ title: t('statements.title'), to: paths.statements }]}
              badges={
                <>
                  <StatementTag signedAt={statement.signedAt} />
                  <Tag>{statement.framework}</Tag>
                </>
              }
              actions={
                <>
                  <Button
                    component="a"
                    href={exportPath(statement.id)}
                    download
                    variant="default"
                    leftSection={<Icon name="download" />}
                  >
                    {t('statement.export')}
                  </Button>
                  {statement.signedAt === null ? (
                    <SignStatementAction statement={statement} />
                  ) : null}
                </>
              }
            />
            <Stack gap="lg">
              <StatementFigures statement={statement} />
              {statement.signedAt === null ? (
                <BlockingPanel statement={statement} />
              ) : (
                <SignedPanel statement={statement} signedAt={statement.signedAt} />
              )}
              {previous === undefined ? null : (
                <StatementTabs id={statement.id} previous={previous.number} />
              )}
              {view === 'changes' && previous !== undefined ? (
                <ChangesView statement={statement} previous={previous} />
              ) : (
                <LinesView statement={statement} />
              )}
            </Stack>
          </>
        )
      }}
    </Loaded>
  )
}
