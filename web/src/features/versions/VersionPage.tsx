import { Group, List, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { formatTime } from '../../lib/format.ts'
import { t } from '../../lib/messages/messages.ts'
import { usePathPart } from '../../lib/url-state.ts'
import { paths } from '../../paths.ts'
import { Facts } from '../../ui/Facts.tsx'
import { Go } from '../../ui/Go.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { useAiSystemId } from '../ai-systems/queries.ts'
import { BaselineMetrics } from './BaselineMetrics.tsx'
import { versionQuery } from './queries.ts'
import { SignedValidation } from './SignedValidation.tsx'
import { VersionActions } from './VersionActions.tsx'
import { VersionTags } from './VersionsPage.tsx'

export function VersionPage() {
  const aiSystemId = useAiSystemId()
  const versionId = usePathPart('versionId')
  const query = useQuery(versionQuery(versionId))
  return (
    <Loaded query={query} height={360}>
      {(version) => (
        <Stack gap="lg">
          <Group justify="space-between" align="flex-start">
            <div>
              <Go to={paths.versions(aiSystemId)} size="sm">
                {t('version.all')}
              </Go>
              <Group gap="sm">
                <Title order={2}>{t('version.title', { label: version.label })}</Title>
                <VersionTags version={version} />
              </Group>
              <Text c="dimmed">{t('version.purpose')}</Text>
            </div>
            <VersionActions version={version} />
          </Group>
          {version.withdrawnReason === null ? null : (
            <Text>{t('version.withdrawnNote', { reason: version.withdrawnReason })}</Text>
          )}
          <Panel title={t('version.approvals')}>
            {version.approvals.items.length === 0 ? (
              <Text c="dimmed">{t('version.approvalsNone')}</Text>
            ) : null}
            <List>
              {version.approvals.items.map((approval) => (
                <List.Item key={approval.id}>
                  {t('version.approval', { name: approval.userName, at: formatTime(approval.at) })}
                  {approval.statement === null ? null : `: ${approval.statement}`}
                </List.Item>
              ))}
            </List>
            {version.approvals.missing > 0 ? (
              <Text size="sm">
                {t('version.approvalsMissing', {
                  missing: version.approvals.missing,
                  required: version.approvals.required,
                })}
              </Text>
            ) : null}
          </Panel>
          <SignedValidation version={version} />
          <BaselineMetrics version={version} />
          <Panel title={t('version.facts')}>
            <Facts
              facts={[
                [t('version.intendedUse'), version.intendedUse],
                [t('version.changes'), version.changeSummary],
                [
                  t('versions.threshold'),
                  [version.threshold, ...version.extraThresholds].join(', '),
                ],
                [
                  t('version.inputs'),
                  version.inputSchema
                    .map(({ name, unit }) => (unit ? `${name} (${unit})` : name))
                    .join(', '),
                ],
                [t('version.groups'), version.groupAttributes.join(', ')],
                [t('version.code'), version.codeReference],
                [t('version.data'), version.dataReference],
                [t('version.artifactUri'), version.artifactUri],
                [
                  t('version.artifact'),
                  <span key="artifact" className="mono">
                    {version.artifactSha256}
                  </span>,
                ],
                [
                  t('version.digest'),
                  <span key="digest" className="mono">
                    {version.digest}
                  </span>,
                ],
                [
                  t('versions.registeredAt'),
                  `${formatTime(version.createdAt)}, ${version.createdBy.name}`,
                ],
              ]}
            />
          </Panel>
        </Stack>
      )}
    </Loaded>
  )
}
