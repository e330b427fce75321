import { Group, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { formatBytes, formatCount, formatTime } from '../../lib/format.ts'
import { t } from '../../lib/messages/messages.ts'
import { usePathPart } from '../../lib/url-state.ts'
import { paths } from '../../paths.ts'
import { EmptyNote } from '../../ui/EmptyNote.tsx'
import { Go, GoButton } from '../../ui/Go.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { useAiSystemId } from '../ai-systems/queries.ts'
import { MappingForm } from './MappingForm.tsx'
import { protocolQuery, uploadQuery } from './queries.ts'
import type { Upload } from './role-values.ts'
import { ValidationSteps } from './ValidationSteps.tsx'

/** What each column of the file is used as. */
export function UploadPage() {
  const aiSystemId = useAiSystemId()
  const query = useQuery(uploadQuery(usePathPart('uploadId')))
  return (
    <Loaded query={query} height={420}>
      {(upload) => (
        <Stack gap="lg">
          {upload.state === 'ready' ? (
            <Mapping upload={upload} />
          ) : (
            <>
              <Title order={2}>{t('mapping.title', { name: upload.fileName })}</Title>
              <EmptyNote title={t('mapping.gone')} text={goneWords(upload)}>
                <GoButton to={paths.validationProtocol(aiSystemId, upload.protocolId)}>
                  {t('mapping.goneAgain')}
                </GoButton>
              </EmptyNote>
            </>
          )}
        </Stack>
      )}
    </Loaded>
  )
}

function goneWords({ removedAt, removedReason }: Upload): string {
  return t('mapping.goneText', {
    at: removedAt === null ? '–' : formatTime(removedAt),
    reason: removedReason ?? '–',
  })
}

function Mapping({ upload }: { upload: Upload }) {
  const query = useQuery(protocolQuery(upload.protocolId))
  return (
    <>
      <div>
        <Go to={paths.validationProtocol(upload.aiSystemId, upload.protocolId)} size="sm">
          {query.data?.title ?? t('run.protocol')}
        </Go>
        <Group gap="sm">
          <Title order={2}>{t('mapping.title', { name: upload.fileName })}</Title>
        </Group>
        <Text c="dimmed">
          {t('mapping.about', {
            size: formatBytes(upload.size),
            columns: upload.columns.length,
            rows: formatCount(upload.describedRows),
          })}{' '}
          {upload.expiresAt === null
            ? null
            : t('mapping.expires', { at: formatTime(upload.expiresAt) })}
        </Text>
      </div>
      <ValidationSteps now="data" />
      <Loaded query={query} height={320}>
        {(protocol) => <MappingForm upload={upload} protocol={protocol} />}
      </Loaded>
    </>
  )
}
