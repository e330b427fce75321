import { Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { t } from '../../lib/messages/messages.ts'
import { paths } from '../../paths.ts'
import { Go } from '../../ui/Go.tsx'
import { Part } from '../../ui/Part.tsx'
import { RequirementControls } from '../controls/RequirementControls.tsx'
import { frameworkQuery } from '../frameworks/queries.ts'
import { withDays } from '../frameworks/framework-words.ts'
import { LineEvidence } from './LineEvidence.tsx'
import type { Line, Statement } from './queries.ts'
import classes from './statements.module.css'
import { LineStateTag } from './StatementTags.tsx'

/** What the control asks, and how far it is in place: read here, and entered nowhere. */
export function LineFacts({ line, statement }: { line: Line; statement: Statement }) {
  const signed = statement.signedAt !== null
  const framework = useQuery(frameworkQuery(statement.framework))
  const asked = framework.data?.requirements.find(({ id }) => id === line.requirementId)
  const text = asked?.text ?? null
  return (
    <Stack gap="sm">
      <Part title={t('statement.asks')}>
        <Text size="sm">
          {text === null ? null : `${withDays(text)} `}
          <Go to={paths.requirement(line.requirementId)}>{line.requirementId}</Go>
        </Text>
      </Part>
      <Part title={t('statement.state')}>
        <Group gap="xs">
          <LineStateTag state={line.state} />
          <Text size="sm" className={classes['reason'] ?? ''}>
            {line.reason}
          </Text>
        </Group>
        <Text size="sm" c="dimmed" mt={4}>
          {t(signed ? 'statement.stateSigned' : 'statement.stateAbout')}
        </Text>
      </Part>
      <Part title={t('statement.controls')}>
        <RequirementControls line={line} framework={statement.framework} current={!signed} />
      </Part>
      {/* What is linked today is not what was there when it was signed. */}
      {signed ? null : (
        <Part title={t('statement.evidence')}>
          <LineEvidence line={line} />
        </Part>
      )}
    </Stack>
  )
}
